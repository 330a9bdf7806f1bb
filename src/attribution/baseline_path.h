#pragma once

#include <vector>

#include "attribution/methods.h"

namespace t2v {

/// The features along the straight path from a baseline (t = 0) to a text (t = 1):
/// h_f(t) = max(0, start_f + t slope_f), over the window that wins at the text. That window wins
/// all along the path; see integrated_gradients(). All vectors are [features].
struct BaselinePath {
  std::vector<double> start;
  std::vector<double> slope;
  std::vector<double> active_from;  ///< the feature is above zero for active_from < t < active_to
  std::vector<double> active_to;    ///< equal to active_from where it never is
};

/// @param baseline [columns] responses to the baseline's position, nullptr for zeros
BaselinePath baseline_path(const TextCnn& network, const ForwardPass& pass, const float* baseline);

/// The integral over 0 <= t <= 1 of d output / d h_f while f is active [features]. A logit's is
/// exact; a probability's is taken piece by piece between the bends of all features.
std::vector<double> path_integral(const CnnModel& model, const BaselinePath& path,
                                  const Target& target);

/// The same by the mean over t = (m + 1/2) / steps, m < steps.
std::vector<double> path_mean(const CnnModel& model, const BaselinePath& path, const Target& target,
                              unsigned steps);

}  // namespace t2v
