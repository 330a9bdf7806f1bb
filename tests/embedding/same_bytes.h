#pragma once

#include <gtest/gtest.h>

#include <cstring>

#include "embedding/embedding.h"
#include "embedding/matrix.h"

namespace t2v {

/// Row by row, without the padding.
inline void expect_same_bytes(const Matrix& a, const Matrix& b) {
  ASSERT_EQ(a.rows(), b.rows());
  for (std::size_t row = 0; row < a.rows(); ++row) {
    ASSERT_EQ(std::memcmp(a.row(row), b.row(row), a.dim() * sizeof(float)), 0) << row;
  }
}

/// All but the vectors of documents.
inline void expect_same_words_and_labels(const Embedding& a, const Embedding& b) {
  expect_same_bytes(a.word_input, b.word_input);
  expect_same_bytes(a.word_output, b.word_output);
  expect_same_bytes(a.label_input, b.label_input);
}

}  // namespace t2v
