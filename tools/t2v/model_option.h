#pragma once

#include <string>

#include "command/command_line.h"
#include "model/embedding_file.h"
#include "model/opened_model.h"

namespace t2v {

/// The model file where none is named: $T2V_MODEL, else t2v.h5 in the working folder.
std::string default_model_path();

/// `-m FILE` of all commands that ask a model.
class ModelOption {
 public:
  void add_to(CommandLine& command_line);

  std::string path() const { return path_.empty() ? default_model_path() : path_; }
  /// @throws Error as load_embedding; where the file is missing it tells how to name or make one
  EmbeddingModel load(EmbeddingFileInfo* info = nullptr,
                      DocumentVectors documents = DocumentVectors::kLeave) const;
  /// For queries on words, which need little of a model. @throws Error as OpenedModel and load()
  OpenedModel open() const;

 private:
  void require_model() const;

  std::string path_;
};

}  // namespace t2v
