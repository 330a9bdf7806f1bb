#include "embedding/matrix.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <new>

namespace t2v {
namespace {

TEST(Matrix, RowsAreAlignedPaddedAndZero) {
  const Matrix matrix(5, 100);
  EXPECT_EQ(matrix.stride(), 112U);
  for (std::size_t row = 0; row < matrix.rows(); ++row) {
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(matrix.row(row)) % 64, 0U);
    for (std::size_t i = 0; i < matrix.stride(); ++i) EXPECT_EQ(matrix.row(row)[i], 0.0F);
  }
  EXPECT_EQ(matrix.vector(4).size(), 100U);
  EXPECT_EQ(Matrix(1, 16).stride(), 16U);
  EXPECT_EQ(Matrix(1, 17).stride(), 32U);
}

TEST(Matrix, CopiesAreDeep) {
  Matrix original(2, 3);
  original.row(1)[2] = 7.0F;
  Matrix copy = original;
  copy.row(1)[2] = 8.0F;
  EXPECT_EQ(original.row(1)[2], 7.0F);
  original = copy;
  EXPECT_EQ(original.row(1)[2], 8.0F);
}

TEST(Matrix, SizesThatOverflowAreRefused) {
  EXPECT_THROW(Matrix(~std::size_t{0} / 8, 4096), std::bad_alloc);
}

TEST(Matrix, MayBeEmpty) {
  EXPECT_EQ(Matrix(0, 100).rows(), 0U);
  EXPECT_EQ(Matrix().dim(), 0U);
}

}  // namespace
}  // namespace t2v
