#pragma once

#include <string>

#include "model/embedding_file.h"
#include "text/label_set.h"
#include "text/text_file.h"

namespace t2v {

/// The labels of held-out documents in ids of the model; a remark on standard error names those
/// that the model does not know, which are passed over.
/// @throws Error where the file at `path` and `corpus` differ in lines
LabelLists heldout_labels(const std::string& path, const TextFile& corpus,
                          const EmbeddingModel& model);

}  // namespace t2v
