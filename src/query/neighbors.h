#pragma once

#include <vector>

#include "query/word_query.h"

namespace t2v {

/// Strength of a label where the user gives none: by measurement (benchmarks/README.md)
/// the strongest that keeps three answers of four on the topic.
inline constexpr double kNeighborsLabelWeight = 1.15;

/// Words used like the query: the cosine of the summed terms with the words' input vectors.
/// @throws Error when the terms cancel each other out
std::vector<Answer> neighbors(const ModelView& model, const WordQuery& query);

}  // namespace t2v
