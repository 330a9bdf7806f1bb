#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "embedding/matrix.h"

namespace t2v {

/// `vector` divided by its length; zeros stay zeros.
std::vector<float> unit_vector(std::span<const float> vector);

/// Scores the rows of a matrix against one vector a: a.row / |row|, which is the cosine where a has
/// length 1; 0 for a row of zeros. Linear in a, so that sums of scores are scores of sums.
class RowSimilarity {
 public:
  /// `left` ([dim]) is taken as it is: give its unit_vector() for cosines.
  /// `rows` must outlive this object.
  RowSimilarity(const Matrix& rows, std::span<const float> left);

  float operator()(std::uint32_t row) const;

 private:
  const Matrix& rows_;
  std::vector<float> left_;  ///< padded to the matrix' stride
};

}  // namespace t2v
