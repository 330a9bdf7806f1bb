#pragma once

#include <memory>
#include <string>

#include "model/embedding_file.h"
#include "model/opened_model.h"

namespace t2v {

/// A model in memory and what else its file told.
struct LoadedModel {
  EmbeddingModel model;
  EmbeddingFileInfo file;
  DocumentVectors documents = DocumentVectors::kLeave;  ///< whether it has those of its file
};

/// While one lives, models stay open and in memory for the commands that follow, those of at most
/// kMostHeld files, and as long as these are the files they were. For one thread, and one object at
/// a time.
class HeldModels {
 public:
  static constexpr std::size_t kMostHeld = 3;

  HeldModels();
  ~HeldModels();
  HeldModels(const HeldModels&) = delete;
  HeldModels& operator=(const HeldModels&) = delete;
};

/// A held model, or one that is opened now. @throws Error as OpenedModel
std::shared_ptr<const OpenedModel> opened_model(const std::string& path);

/// A held model, or one that is loaded now. @throws Error as load_embedding
std::shared_ptr<const LoadedModel> loaded_model(const std::string& path, DocumentVectors documents);

}  // namespace t2v
