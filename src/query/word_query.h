#pragma once

#include <vector>

#include "model/model_view.h"
#include "query/answer.h"
#include "query/label_condition.h"
#include "query/term.h"
#include "query/word_search.h"

namespace t2v {

/// What `neighbors` and `contexts` are asked: terms that are summed, labels to lean towards.
struct WordQuery {
  std::vector<Term> terms;
  LabelCondition condition;
  AnswerLimits limits;
};

/// The question for the words whose rows in `rows` ([words, dim]) score best against the sum of the
/// query's terms, leaning towards its labels (see label_condition.h). Words of the query are no
/// answers. What the views are of must outlive the question.
/// @throws Error when the terms cancel each other out
WordQuestion word_question(const ModelView& model, const WordQuery& query, const VectorTable& rows);

}  // namespace t2v
