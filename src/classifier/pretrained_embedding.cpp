#include "classifier/pretrained_embedding.h"

#include <cmath>
#include <cstdint>
#include <stdexcept>

namespace t2v {
namespace {

/// Root of the mean square of a coordinate, over the rows of words.
double coordinate_size(const Matrix& matrix, std::size_t first_row) {
  double sum = 0;
  for (std::size_t row = first_row; row < matrix.rows(); ++row)
    for (const float value : matrix.vector(row)) sum += static_cast<double>(value) * value;
  const auto count = static_cast<double>((matrix.rows() - first_row) * matrix.dim());
  return count > 0 ? std::sqrt(sum / count) : 0;
}

}  // namespace

std::size_t take_pretrained_vectors(const EmbeddingModel& from, const Vocabulary& words,
                                    TextCnn& network) {
  const Matrix& vectors = from.vectors.word_input;
  if (vectors.dim() != network.shape.dim) throw std::invalid_argument("dimensions differ");
  const double size = coordinate_size(vectors, 0);
  if (size == 0) return 0;
  const auto scale = static_cast<float>(coordinate_size(network.embedding, kFirstWordRow) / size);
  std::size_t found = 0;
  for (std::uint32_t word = 0; word < words.size(); ++word) {
    const auto id = from.words.id(words.key(word));
    if (!id) continue;
    ++found;
    float* const row = network.embedding.row(word + kFirstWordRow);
    for (std::size_t i = 0; i < vectors.dim(); ++i) row[i] = scale * vectors.row(*id)[i];
  }
  return found;
}

}  // namespace t2v
