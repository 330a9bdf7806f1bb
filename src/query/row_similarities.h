#pragma once

#include <cstddef>
#include <cstdint>

namespace t2v {

/// Rows that are scored together: as many as a mask of 32 bits tells apart, and few enough to stay
/// in the first-level cache beside their left sides.
inline constexpr std::size_t kRowsAtOnce = 32;

/// Similarities a.row / |row| (0 for a row of zeros) of some vectors a, the left sides, to rows.
///
/// All products of left sides and rows are taken in one go, three by four of them growing in
/// registers; of one left side and many rows it is as fast as memory is. A similarity is the same
/// to the last bit whatever else is computed beside it.
/// @param left_sides [count, dim] without padding
/// @param rows [row_count, dim], `stride` floats from row to row; at most kRowsAtOnce
/// @param similarities [count, kRowsAtOnce]; what is behind row_count has no meaning
void row_similarities(const float* left_sides, std::size_t count, std::size_t dim,
                      const float* rows, std::size_t stride, std::size_t row_count,
                      float* similarities);

/// a.b of two vectors of `dim` floats.
using InnerProduct = float (*)(const float* a, const float* b, std::size_t dim);

/// The fastest one this processor can run.
InnerProduct inner_product_function();

/// The bits of those of kRowsAtOnce values that are not less than `least`.
std::uint32_t not_less(const float* values, float least);

}  // namespace t2v
