#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "embedding/matrix.h"
#include "query/similarity.h"

namespace t2v {

/// Where a contrast levels off, in units of cosine. It says on which side of the labels a word
/// stands; how far beyond matters little, and unbounded it would let the few most extreme words
/// answer every query.
inline constexpr float kContrastSaturation = 0.2F;

/// Labels that a query is to lean towards.
struct LabelCondition {
  std::vector<std::uint32_t> labels;  ///< ids; empty: no condition
  double weight = 1;
};

/// What a condition adds to the score of a word. The contrast of a label l is what sets it apart
/// from the other labels,
///
///   contrast_l(w) = cos(l, w) - mean_{l' != l} cos(l', w),
///
/// the mean absent where there is no other label; of several labels, the mean of their contrasts.
/// A query q then scores
///
///   score(w) = cos(q, w) + weight * S tanh(contrast(w) / S),   S = kContrastSaturation.
class LabelContrast {
 public:
  /// @param label_input [labels, dim]
  /// @param rows [words, dim], which must outlive this object
  LabelContrast(const LabelCondition& condition, const Matrix& label_input, const Matrix& rows);

  /// weight * S tanh(contrast / S) of a word; 0 without a condition.
  float operator()(std::uint32_t word) const;

 private:
  RowSimilarity contrast_;
  float weight_;  ///< 0 without a condition
};

/// The vector whose similarity to a word is the contrast: the cosine is linear in its left side.
std::vector<float> contrast_vector(std::span<const std::uint32_t> labels,
                                   const Matrix& label_input);

}  // namespace t2v
