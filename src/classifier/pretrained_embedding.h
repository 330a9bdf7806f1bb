#pragma once

#include <cstddef>

#include "classifier/text_cnn.h"
#include "model/embedding_file.h"
#include "text/vocabulary.h"

namespace t2v {

/// Copies the vectors of words that both know into the network's embedding, all scaled by one
/// factor so that their mean square is that of random initial rows: convolutions begin in the range
/// for which their own initial numbers are meant. Other words keep what they have.
/// @returns the number of words found
/// @throws std::invalid_argument when dimensions differ
std::size_t take_pretrained_vectors(const EmbeddingModel& from, const Vocabulary& words,
                                    TextCnn& network);

}  // namespace t2v
