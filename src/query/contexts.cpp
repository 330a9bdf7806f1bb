#include "query/contexts.h"

namespace t2v {

std::vector<Answer> contexts(const EmbeddingModel& model, const WordQuery& query) {
  return best_words(model, query, model.vectors.word_output);
}

}  // namespace t2v
