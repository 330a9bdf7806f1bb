#include "query/neighbors.h"

namespace t2v {

std::vector<Answer> neighbors(const EmbeddingModel& model, const WordQuery& query) {
  return best_words(model, query, model.vectors.word_input);
}

}  // namespace t2v
