#pragma once

#include <span>
#include <vector>

#include "query/neighbor_index.h"
#include "query/word_search.h"

namespace t2v {

/// best_words (word_search.h) by an index of `rows`: of what it answers the scores are exact, but a
/// word may be missed. Questions must rank by the cosine with their one left side. Where `limits`
/// leave out so many words that the index does not find enough, a question is asked exactly.
std::vector<std::vector<Answer>> approximately_best_words(const NeighborIndex& index,
                                                          const KeyList& words,
                                                          const VectorTable& rows,
                                                          std::span<const WordQuestion> questions,
                                                          const AnswerLimits& limits);

}  // namespace t2v
