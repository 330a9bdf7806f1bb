#pragma once

#include "model/embedding_file.h"
#include "model/model_view.h"

// Models that were imported hold what other programs keep: input vectors. What else a query needs
// it asks for here.

namespace t2v {

/// @throws Error where the words have no output vectors
void require_output_vectors(const EmbeddingModel& model);
void require_output_vectors(const ModelView& model);

/// Whether it is known how often any word occurs.
bool has_word_counts(const Vocabulary& words);

}  // namespace t2v
