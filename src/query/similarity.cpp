#include "query/similarity.h"

#include <array>
#include <cmath>
#include <utility>

#include "query/row_similarities.h"

namespace t2v {

std::vector<float> unit_vector(std::span<const float> vector) {
  double square = 0;
  for (const float value : vector) square += static_cast<double>(value) * value;
  const double scale = square > 0 ? 1 / std::sqrt(square) : 0;
  std::vector<float> unit(vector.size());
  for (std::size_t i = 0; i < unit.size(); ++i) unit[i] = static_cast<float>(vector[i] * scale);
  return unit;
}

RowSimilarity::RowSimilarity(VectorTable rows, std::span<const float> left)
    : rows_(std::move(rows)), left_(left.begin(), left.end()) {}

float RowSimilarity::operator()(std::uint32_t row) const {
  std::array<float, kRowsAtOnce> similarity;
  row_similarities(left_.data(), 1, left_.size(), rows_.vector(row).data(), rows_.stride(), 1,
                   similarity.data());
  return similarity[0];
}

}  // namespace t2v
