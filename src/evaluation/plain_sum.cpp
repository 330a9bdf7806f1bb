#include "evaluation/plain_sum.h"

#include <cstdint>

#include "query/search.h"
#include "query/similarity.h"
#include "query/term.h"

namespace t2v {

std::vector<Answer> plain_sum(const EmbeddingModel& model, const WordQuery& query,
                              const Matrix& rows) {
  std::vector<Term> terms = query.terms;
  for (const std::uint32_t label : query.condition.labels)
    terms.push_back({TermKind::kLabel, label, static_cast<float>(query.condition.weight)});
  const RowSimilarity similarity(rows, unit_vector(sum_of_terms(terms, model)));
  return best_answers(model.words, query.limits, ids_of_kind(query.terms, TermKind::kWord),
                      [&](std::uint32_t id) { return similarity(id); });
}

}  // namespace t2v
