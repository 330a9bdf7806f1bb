#include "embedding/training_state.h"

#include <fmt/format.h>

#include <cstddef>
#include <utility>

#include "embedding/initial_embedding.h"
#include "text/error.h"

namespace t2v {
namespace {

/// Documents begin at zero: nothing is known of them, and inference (document_inference.h) can
/// begin there as well.
Embedding initial_vectors(const Corpus& corpus, const TrainingOptions& options) {
  Embedding embedding =
      initial_embedding(corpus.words.size(), corpus.labels.names.size(), options.dim, options.seed);
  if (options.documents) embedding.document_input = Matrix(corpus.documents(), options.dim);
  return embedding;
}

void require_shape(const Matrix& matrix, std::size_t rows, std::size_t dim, const char* what) {
  if (matrix.rows() == rows && (matrix.dim() == dim || rows == 0)) return;
  throw Error(fmt::format("the training to continue has {} {} of {} numbers, expected {} of {}",
                          matrix.rows(), what, matrix.dim(), rows, dim));
}

/// Whether `state` can be one of this corpus and these options.
void require_own(const TrainingState& state, const Schedule& schedule,
                 const TrainingOptions& options) {
  const std::uint64_t turns = schedule.blocks() * options.epochs;
  if (state.next_turn > turns) {
    throw Error(fmt::format("the training to continue is at turn {}, expected {} at most",
                            state.next_turn, turns));
  }
  const std::uint64_t tokens = schedule.tokens_before(options.seed, state.next_turn);
  if (state.tokens_done == tokens) return;
  throw Error(fmt::format(
      "the training to continue is at turn {} after {} tokens, expected {} tokens there",
      state.next_turn, state.tokens_done, tokens));
}

}  // namespace

TrainingState first_state(const Corpus& corpus, const TrainingOptions& options,
                          const Schedule& schedule, std::optional<TrainingState> start) {
  if (!start) return {.vectors = initial_vectors(corpus, options)};
  const Embedding& vectors = start->vectors;
  const std::size_t words = corpus.words.size();
  require_shape(vectors.word_input, words, options.dim, "word vectors");
  require_shape(vectors.word_output, words, options.dim, "output vectors");
  require_shape(vectors.label_input, corpus.labels.names.size(), options.dim, "label vectors");
  require_shape(vectors.document_input, options.documents ? corpus.documents() : 0, options.dim,
                "document vectors");
  require_own(*start, schedule, options);
  return std::move(*start);
}

}  // namespace t2v
