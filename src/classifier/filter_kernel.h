#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "classifier/text_cnn.h"

namespace t2v {

/// The taps of a network in the order in which filter_responses() reads them: panels of 16 columns,
/// in each the columns' first coordinates, then their second, and so on.
class PackedTaps {
 public:
  PackedTaps() = default;
  /// @param taps [columns, dim], columns a multiple of 16
  explicit PackedTaps(const Matrix& taps) { pack(taps); }
  void pack(const Matrix& taps);

  std::size_t columns() const { return columns_; }
  std::size_t dim() const { return dim_; }
  const float* data() const { return values_.data(); }

 private:
  std::size_t columns_ = 0;
  std::size_t dim_ = 0;
  std::vector<float> values_;
};

/// Responses of all filters at all taps to some rows of the embedding: a matrix product,
/// P = X W^T, which takes nearly all of the time of a forward pass (2 dim columns flops a row).
/// @param rows each [dim]
/// @param responses [rows, columns], written
void filter_responses(const PackedTaps& taps, std::span<const float* const> rows, float* responses);

/// target += factor * source, over `size` floats (a multiple of 16).
void add_scaled(float factor, const float* source, float* target, std::size_t size);

}  // namespace t2v
