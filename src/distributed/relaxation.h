#pragma once

#include <cmath>

namespace t2v {

/// The share of the summed changes of `ranks` ranks that a row takes.
///
/// Between two exchanges every rank moves a row from where all had it. A row that is met seldom
/// moves a little, and what the ranks learn adds up: one rank would have done all those steps, one
/// after the other. A row that is met often reaches the place where the loss of the rank's text is
/// least, as the others do, and the sum would go there several times over; the mean is right. In
/// between, let steps relax a row towards its place: after a rank's share of them the way left is
/// exp(-x), after those of m ranks one behind the other it would be exp(-m x). So m ranks together
/// go
///
///   (1 - exp(-m x)) / (m (1 - exp(-x))) = (1 + y + ... + y^(m-1)) / m  with y = exp(-x)
///
/// of the sum of their changes: 1 (the sum) for x -> 0, 1/m (the mean) for x -> infinity.
///
/// @param ranks m, those that moved the row; nothing to share where there is one or none
/// @param x kRelaxation times learning rate times the pairs that trained the row in each rank
inline float share_of_sum(unsigned ranks, double x) {
  if (ranks <= 1) return 1.0F;
  const double left = std::exp(-x);
  double sum = 1;
  for (unsigned rank = 1; rank < ranks; ++rank) sum = 1 + left * sum;
  return static_cast<float>(sum / ranks);
}

/// How much a pair, at learning rate 1, brings a row towards its place. Chosen by measurement
/// (benchmarks/README.md).
inline constexpr double kRelaxation = 0.05;

}  // namespace t2v
