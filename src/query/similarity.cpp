#include "query/similarity.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace t2v {
namespace {

/// Partial sums kept side by side, so that the compiler may use vector registers without
/// reordering a sum. Rows are padded to a multiple of it.
constexpr std::size_t kLanes = Matrix::kRowAlignment / sizeof(float);
using Lanes = std::array<float, kLanes>;

float total(const Lanes& lanes) {
  return std::accumulate(lanes.begin(), lanes.end(), 0.0F);
}

float padded_similarity(const float* left, const float* row, std::size_t stride) {
  Lanes dots{};
  Lanes squares{};
  for (std::size_t i = 0; i < stride; i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
      dots[lane] += left[i + lane] * row[i + lane];
      squares[lane] += row[i + lane] * row[i + lane];
    }
  }
  const float square = total(squares);
  return square > 0 ? total(dots) / std::sqrt(square) : 0;
}

}  // namespace

std::vector<float> unit_vector(std::span<const float> vector) {
  double square = 0;
  for (const float value : vector) square += static_cast<double>(value) * value;
  const double scale = square > 0 ? 1 / std::sqrt(square) : 0;
  std::vector<float> unit(vector.size());
  for (std::size_t i = 0; i < unit.size(); ++i) unit[i] = static_cast<float>(vector[i] * scale);
  return unit;
}

RowSimilarity::RowSimilarity(const Matrix& rows, std::span<const float> left)
    : rows_(rows), left_(left.begin(), left.end()) {
  left_.resize(rows.stride(), 0.0F);
}

float RowSimilarity::operator()(std::uint32_t row) const {
  return padded_similarity(left_.data(), rows_.row(row), rows_.stride());
}

}  // namespace t2v
