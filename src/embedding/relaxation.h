#pragma once

#include <cmath>

namespace t2v {

/// The share of the summed changes of `learners` that a row takes which each of them changed apart
/// from the others: ranks between two exchanges, workers between two merges.
///
/// A row that is met seldom moves a little, and what the learners learn adds up: one of them would
/// have done all those steps, one after the other. A row that is met often reaches the place where
/// the loss of the learner's own text is least, as the others do, and the sum would go there
/// several times over; the mean is right. In between, let steps relax a row towards its place:
/// after a learner's share of them the way left is exp(-x), after those of m learners one behind
/// the other it would be exp(-m x). So m learners together go
///
///   (1 - exp(-m x)) / (m (1 - exp(-x))) = (1 + y + ... + y^(m-1)) / m  with y = exp(-x)
///
/// of the sum of their changes: 1 (the sum) for x -> 0, 1/m (the mean) for x -> infinity.
///
/// @param learners m, those that moved the row; nothing to share where there is one or none
/// @param x how far each of them relaxed the row: learning rate times pairs times how much the loss
///   of a pair bends
inline float share_of_sum(unsigned learners, double x) {
  if (learners <= 1) return 1.0F;
  const double left = std::exp(-x);
  double sum = 1;
  for (unsigned learner = 1; learner < learners; ++learner) sum = 1 + left * sum;
  return static_cast<float>(sum / learners);
}

}  // namespace t2v
