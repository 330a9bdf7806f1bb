#include "model/missing_parts.h"

#include "text/error.h"

namespace t2v {
namespace {

void require_output_rows(std::size_t rows) {
  if (rows > 0) return;
  throw Error(
      "the model has no output vectors, by which words predict others: it was imported; expected "
      "one that t2v train made, perhaps with --init from this one");
}

}  // namespace

void require_output_vectors(const EmbeddingModel& model) {
  require_output_rows(model.vectors.word_output.rows());
}

void require_output_vectors(const ModelView& model) {
  require_output_rows(model.word_output.rows());
}

bool has_word_counts(const Vocabulary& words) {
  return words.total_count() > 0;
}

}  // namespace t2v
