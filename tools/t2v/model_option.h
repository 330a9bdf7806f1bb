#pragma once

#include <memory>
#include <string>
#include <utility>

#include "command/command_line.h"
#include "held_models.h"
#include "model/embedding_file.h"
#include "model/opened_model.h"

namespace t2v {

/// The model file where none is named: $T2V_MODEL, else t2v.h5 in the working folder.
std::string default_model_path();

/// `-m FILE` of all commands that ask a model.
class ModelOption {
 public:
  ModelOption() = default;
  explicit ModelOption(std::string path) : path_(std::move(path)) {}

  void add_to(CommandLine& command_line);

  std::string path() const { return path_.empty() ? default_model_path() : path_; }
  /// @throws Error as load_embedding; where the file is missing it tells how to name or make one
  EmbeddingModel load(EmbeddingFileInfo* info = nullptr,
                      DocumentVectors documents = DocumentVectors::kLeave) const;
  /// For queries on words, which need little of a model. @throws Error as OpenedModel and load()
  OpenedModel open() const;

  /// The same, of models that may be held for the next command (held_models.h).
  std::shared_ptr<const LoadedModel> loaded(
      DocumentVectors documents = DocumentVectors::kLeave) const;
  std::shared_ptr<const OpenedModel> opened() const;

 private:
  void require_model() const;

  std::string path_;
};

}  // namespace t2v
