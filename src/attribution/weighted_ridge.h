#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace t2v {

/// A straight line through weighted observations.
struct LinearFit {
  std::vector<double> coefficients;
  double intercept = 0;
  double r2 = 0;  ///< weighted share of the variance explained; 1 where there is none to explain
};

/// Ridge regression on features that are 0 or 1: minimises
///
///   sum_s weight_s (y_s - intercept - sum_j z_sj coefficient_j)^2 + penalty |coefficients|^2
///
/// Solved in the features or, where samples are fewer, in the samples (the dual form).
/// @param ones the features of each sample that are 1, each below `features`
/// @param weight [samples], above zero
/// @param y [samples]
/// @param penalty above zero
LinearFit weighted_ridge(std::size_t features, std::span<const std::vector<std::uint32_t>> ones,
                         std::span<const double> weight, std::span<const double> y, double penalty);

}  // namespace t2v
