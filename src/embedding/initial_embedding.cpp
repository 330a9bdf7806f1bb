#include "embedding/initial_embedding.h"

#include "embedding/random.h"

namespace t2v {
namespace {

// Number the random streams apart from each other and from those of training.
constexpr std::uint64_t kWordStreams = std::uint64_t{1} << 62;
constexpr std::uint64_t kLabelStreams = std::uint64_t{1} << 63;

void randomize(Matrix& matrix, std::uint64_t seed, std::uint64_t streams) {
  const float scale = 1.0F / static_cast<float>(matrix.dim());
  for (std::size_t row = 0; row < matrix.rows(); ++row) {
    Random random(seed, streams + row);
    for (std::size_t i = 0; i < matrix.dim(); ++i) {
      matrix.row(row)[i] = (random.uniform() - 0.5F) * scale;
    }
  }
}

}  // namespace

Embedding initial_embedding(std::size_t words, std::size_t labels, std::size_t dim,
                            std::uint64_t seed) {
  Embedding embedding{Matrix(words, dim), Matrix(words, dim), Matrix(labels, dim)};
  randomize(embedding.word_input, seed, kWordStreams);
  randomize(embedding.label_input, seed, kLabelStreams);
  return embedding;
}

}  // namespace t2v
