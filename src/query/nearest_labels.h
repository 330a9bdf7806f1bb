#pragma once

#include <span>
#include <vector>

#include "model/embedding_file.h"
#include "query/answer.h"
#include "query/term.h"

namespace t2v {

/// The labels nearest to the sum of the terms by cosine; labels among the terms are no answers.
/// @throws Error when the terms cancel each other out
std::vector<Answer> nearest_labels(const EmbeddingModel& model, std::span<const Term> terms,
                                   const AnswerLimits& limits);

}  // namespace t2v
