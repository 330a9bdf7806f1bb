#pragma once

#include <algorithm>
#include <cmath>

#include "embedding/matrix.h"

namespace t2v {

/// How far the number lies from where it began that moved most. Both [rows, dim].
inline double largest_move(const Matrix& matrix, const Matrix& start) {
  double largest = 0;
  for (std::size_t row = 0; row < matrix.rows(); ++row) {
    for (std::size_t i = 0; i < matrix.dim(); ++i) {
      largest = std::max(largest, std::abs(double{matrix.row(row)[i]} - start.row(row)[i]));
    }
  }
  return largest;
}

}  // namespace t2v
