#include "classifier/text_cnn.h"

#include <cmath>
#include <cstddef>

#include "embedding/random.h"

namespace t2v {
namespace {

constexpr float kEmbeddingRange = 0.1F;

/// Uniform in +-range over the first `used` floats of a row.
void fill(float* row, std::size_t used, float range, Random& random) {
  for (std::size_t i = 0; i < used; ++i) row[i] = (2 * random.uniform() - 1) * range;
}

float glorot_range(std::size_t inputs, std::size_t outputs) {
  return std::sqrt(6.0F / static_cast<float>(inputs + outputs));
}

}  // namespace

TextCnn::TextCnn(const CnnShape& cnn_shape)
    : shape(cnn_shape),
      embedding(shape.rows(), shape.dim),
      taps(shape.columns(), shape.dim),
      bias(shape.features(), 0.0F),
      output(shape.labels, shape.features()),
      output_bias(shape.labels, 0.0F) {}

TextCnn initial_text_cnn(const CnnShape& shape, std::uint64_t seed) {
  TextCnn network(shape);
  Random random(seed);
  for (std::size_t row = kUnknownRow; row < shape.rows(); ++row)
    fill(network.embedding.row(row), shape.dim, kEmbeddingRange, random);
  for (std::size_t w = 0; w < shape.widths.size(); ++w) {
    const float range = glorot_range(shape.widths[w] * shape.dim, shape.filters);
    for (std::size_t tap = 0; tap < shape.widths[w]; ++tap) {
      for (std::size_t f = 0; f < shape.filters; ++f)
        fill(network.taps.row(shape.column(w, tap) + f), shape.dim, range, random);
    }
  }
  const float range = glorot_range(shape.filters * shape.widths.size(), shape.labels);
  for (std::size_t label = 0; label < shape.labels; ++label) {
    for (std::size_t w = 0; w < shape.widths.size(); ++w)
      fill(network.output.row(label) + shape.feature(w), shape.filters, range, random);
  }
  return network;
}

}  // namespace t2v
