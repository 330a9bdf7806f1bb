#pragma once

#include "model/embedding_file.h"
#include "text/label_set.h"
#include "text/text_file.h"

namespace t2v {

/// The labels of held-out documents in ids of the model; a remark on standard error names those
/// that the model does not know, which are passed over.
LabelLists heldout_labels(const TextFile& labels, const EmbeddingModel& model);

}  // namespace t2v
