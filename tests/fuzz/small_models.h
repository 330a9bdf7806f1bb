#pragma once

#include "classifier/cnn_model.h"
#include "model/embedding_file.h"

namespace t2v::fuzzing {

/// A few words and labels, some of them called like terms, signs or prefixes; with counts.
EmbeddingModel small_embedding();

/// The same as a checkpoint of its training, with vectors of documents.
EmbeddingModel small_checkpoint();

/// A classifier with two labels and filters of two widths.
CnnModel small_cnn();

}  // namespace t2v::fuzzing
