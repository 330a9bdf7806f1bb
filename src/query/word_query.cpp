#include "query/word_query.h"

#include "query/search.h"
#include "query/similarity.h"

namespace t2v {

std::vector<Answer> best_words(const EmbeddingModel& model, const WordQuery& query,
                               const Matrix& rows) {
  const RowSimilarity similarity(rows, unit_vector(sum_of_terms(query.terms, model)));
  const LabelConditionScore condition(query.condition, model, rows);
  return best_answers(model.words, query.limits, ids_of_kind(query.terms, TermKind::kWord),
                      [&](std::uint32_t id) { return similarity(id) + condition(id); });
}

}  // namespace t2v
