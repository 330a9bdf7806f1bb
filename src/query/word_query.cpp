#include "query/word_query.h"

#include "query/search.h"
#include "query/similarity.h"

namespace t2v {

std::vector<Answer> best_words(const EmbeddingModel& model, const WordQuery& query,
                               const Matrix& rows) {
  const RowSimilarity similarity(rows, unit_vector(sum_of_terms(query.terms, model)));
  const LabelContrast contrast(query.condition, model.vectors.label_input, rows);
  return best_answers(model.words, query.limits, ids_of_kind(query.terms, TermKind::kWord),
                      [&](std::uint32_t id) { return similarity(id) + contrast(id); });
}

}  // namespace t2v
