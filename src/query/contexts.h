#pragma once

#include <vector>

#include "query/word_query.h"

namespace t2v {

/// Strength of a label where the user gives none: by measurement (benchmarks/README.md) the
/// strongest that still keeps answers on the topic.
inline constexpr double kContextsLabelWeight = 1;

/// Words found around the query: the cosine of the summed terms with the words' output vectors.
/// @throws Error when the terms cancel each other out
std::vector<Answer> contexts(const ModelView& model, const WordQuery& query);

}  // namespace t2v
