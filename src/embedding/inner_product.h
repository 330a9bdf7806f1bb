#pragma once

#include <array>
#include <cstddef>
#include <numeric>

#include "embedding/matrix.h"

namespace t2v {

/// <a, b> of two rows of matrices with this stride, padding (zeros) included.
inline float inner_product(const float* a, const float* b, std::size_t stride) {
  // Partial sums side by side let the compiler use vector registers without reordering a sum.
  constexpr std::size_t kLanes = Matrix::kRowAlignment / sizeof(float);
  std::array<float, kLanes> sums{};
  for (std::size_t i = 0; i < stride; i += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane) sums[lane] += a[i + lane] * b[i + lane];
  }
  return std::accumulate(sums.begin(), sums.end(), 0.0F);
}

}  // namespace t2v
