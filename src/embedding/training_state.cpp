#include "embedding/training_state.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
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

void require_turn(std::uint64_t turn, std::uint64_t turns) {
  if (turn <= turns) return;
  throw Error(
      fmt::format("the training to continue is at turn {}, expected {} at most", turn, turns));
}

/// Whether `state` can be one of this corpus and these options.
void require_own(const TrainingState& state, const Schedule& schedule,
                 const TrainingOptions& options) {
  require_turn(state.next_turn, schedule.blocks() * options.epochs);
  const std::uint64_t tokens = schedule.tokens_before(options.seed, state.next_turn);
  if (state.tokens_done == tokens) return;
  throw Error(fmt::format(
      "the training to continue is at turn {} after {} tokens, expected {} tokens there",
      state.next_turn, state.tokens_done, tokens));
}

/// Brings a state that is not of this process alone to where this process goes on.
void take_place(TrainingState& state, const Schedule& schedule, const CorpusPart& part,
                unsigned epochs) {
  const std::uint64_t turns = schedule.blocks() * epochs;
  const std::uint64_t tokens = part.tokens_in_all * epochs;
  if (state.tokens_done > tokens) {
    throw Error(fmt::format("the training to continue is after {} tokens, expected {} at most",
                            state.tokens_done, tokens));
  }
  if (state.turns_of_ranks.size() == part.ranks) {
    state.next_turn = state.turns_of_ranks[part.rank];
    require_turn(state.next_turn, turns);
  } else {
    const double share = static_cast<double>(state.tokens_done) / static_cast<double>(tokens);
    state.next_turn = static_cast<std::uint64_t>(std::llround(share * static_cast<double>(turns)));
  }
  state.turns_of_ranks.clear();
  state.tokens_done = schedule.tokens_before(part.seed, state.next_turn);
}

/// The rows of the documents of this part, of those of all documents.
Matrix own_documents(const Matrix& all, std::size_t documents, const CorpusPart& part) {
  Matrix own(documents, all.dim());
  std::size_t row = 0;
  for (const auto [first, count] : part.places) {
    if (count > 0) std::copy_n(all.row(first), count * own.stride(), own.row(row));
    row += count;
  }
  return own;
}

}  // namespace

TrainingState first_state(const Corpus& corpus, const TrainingOptions& options,
                          const Schedule& schedule, const CorpusPart& part,
                          std::optional<TrainingState> start) {
  if (!start) return {.vectors = initial_vectors(corpus, options)};
  Embedding& vectors = start->vectors;
  const std::size_t words = corpus.words.size();
  // A model that several processes begin from has no documents of theirs.
  const bool has_documents =
      options.documents && (part.ranks == 1 || vectors.document_input.rows() > 0);
  const std::size_t documents = has_documents ? part.documents_in_all : 0;
  require_shape(vectors.word_input, words, options.dim, "word vectors");
  require_shape(vectors.word_output, words, options.dim, "output vectors");
  require_shape(vectors.label_input, corpus.labels.names.size(), options.dim, "label vectors");
  require_shape(vectors.document_input, documents, options.dim, "document vectors");
  if (part.ranks == 1 && start->turns_of_ranks.empty()) {
    require_own(*start, schedule, options);
    return std::move(*start);
  }
  take_place(*start, schedule, part, options.epochs);
  if (has_documents) {
    vectors.document_input = own_documents(vectors.document_input, corpus.documents(), part);
  } else if (options.documents) {
    vectors.document_input = Matrix(corpus.documents(), options.dim);
  }
  return std::move(*start);
}

}  // namespace t2v
