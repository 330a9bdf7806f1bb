#include "query/contexts.h"

#include "model/missing_parts.h"

namespace t2v {

std::vector<Answer> contexts(const ModelView& model, const WordQuery& query) {
  require_output_vectors(model);
  const WordQuestion question = word_question(model, query, model.word_output);
  return best_words(model.words, model.word_output, {&question, 1}, query.limits).front();
}

}  // namespace t2v
