#include "query/nearest_labels.h"

#include "query/search.h"
#include "query/similarity.h"

namespace t2v {

std::vector<Answer> nearest_labels(const EmbeddingModel& model, std::span<const Term> terms,
                                   const AnswerLimits& limits) {
  const RowSimilarity similarity(model.vectors.label_input,
                                 unit_vector(sum_of_terms(terms, model)));
  return best_answers(model.labels, limits, ids_of_kind(terms, TermKind::kLabel),
                      [&](std::uint32_t id) { return similarity(id); });
}

}  // namespace t2v
