#pragma once

#include <gtest/gtest.h>

#include <cstring>

#include "embedding/matrix.h"

namespace t2v {

/// Row by row, without the padding.
inline void expect_same_bytes(const Matrix& a, const Matrix& b) {
  ASSERT_EQ(a.rows(), b.rows());
  for (std::size_t row = 0; row < a.rows(); ++row) {
    ASSERT_EQ(std::memcmp(a.row(row), b.row(row), a.dim() * sizeof(float)), 0) << row;
  }
}

}  // namespace t2v
