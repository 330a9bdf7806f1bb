#pragma once

#include "attribution/methods.h"

namespace t2v {

/// Gradient x input (Shrikumar et al. 2017): score_j = <d output / d x_j, x_j>, which is the sum of
/// u_f P[j, k, f] over the active features f whose winning window meets position j with tap k. What
/// the biases add belongs to no word: there is no delta.
Attribution gradient_x_input(const Classifier& classifier, const ForwardPass& pass,
                             const Target& target, const MethodOptions& options);

}  // namespace t2v
