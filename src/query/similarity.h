#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/vector_table.h"

namespace t2v {

/// `vector` divided by its length; zeros stay zeros.
std::vector<float> unit_vector(std::span<const float> vector);

/// Scores the rows of a table against one vector a: a.row / |row|, which is the cosine where a has
/// length 1; 0 for a row of zeros. Linear in a, so that sums of scores are scores of sums.
class RowSimilarity {
 public:
  /// `left` ([dim]) is taken as it is: give its unit_vector() for cosines.
  /// What `rows` is a view of must outlive this object.
  RowSimilarity(VectorTable rows, std::span<const float> left);

  float operator()(std::uint32_t row) const;

 private:
  VectorTable rows_;
  std::vector<float> left_;
};

}  // namespace t2v
