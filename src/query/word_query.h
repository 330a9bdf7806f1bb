#pragma once

#include <vector>

#include "model/embedding_file.h"
#include "query/answer.h"
#include "query/label_condition.h"
#include "query/term.h"

namespace t2v {

/// What `neighbors` and `contexts` are asked: terms that are summed, labels to lean towards.
struct WordQuery {
  std::vector<Term> terms;
  LabelCondition condition;
  AnswerLimits limits;
};

/// The words whose rows in `rows` ([words, dim]) score best against the sum of the query's terms,
/// leaning towards its labels (see label_condition.h). Words of the query are no answers.
/// @throws Error when the terms cancel each other out
std::vector<Answer> best_words(const EmbeddingModel& model, const WordQuery& query,
                               const Matrix& rows);

}  // namespace t2v
