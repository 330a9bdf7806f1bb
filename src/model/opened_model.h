#pragma once

#include <optional>
#include <string>

#include "model/embedding_file.h"
#include "model/model_view.h"

namespace t2v {

/// A model file opened for queries: of its datasets only the places are known, and each block of
/// them is read, and its checksum verified, when a query needs it. The labels alone are read at
/// once. Files of format versions 1 and 2, which are not laid out for that, are loaded as a whole.
class OpenedModel {
 public:
  /// @throws Error as load_embedding, as far as it looks
  explicit OpenedModel(const std::string& path);
  OpenedModel(const OpenedModel&) = delete;
  OpenedModel& operator=(const OpenedModel&) = delete;

  const ModelView& view() const { return *view_; }
  const std::string& vectors_sha256() const { return vectors_sha256_; }  ///< see vectors_sha256()

 private:
  std::optional<EmbeddingModel> loaded_;  ///< of an old file
  Vocabulary labels_;                     ///< of a newer one
  std::optional<ModelView> view_;
  std::string vectors_sha256_;
};

}  // namespace t2v
