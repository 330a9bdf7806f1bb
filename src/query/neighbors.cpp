#include "query/neighbors.h"

namespace t2v {

std::vector<Answer> neighbors(const ModelView& model, const WordQuery& query) {
  const WordQuestion question = word_question(model, query, model.word_input);
  return best_words(model.words, model.word_input, {&question, 1}, query.limits).front();
}

}  // namespace t2v
