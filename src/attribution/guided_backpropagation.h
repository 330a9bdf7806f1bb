#pragma once

#include "attribution/methods.h"

namespace t2v {

/// Guided backpropagation (Springenberg et al. 2015), times the input: a ReLU hands back positive
/// gradients only, so of the sums of gradient x input those remain whose feature speaks for the
/// target (d output / d h_f > 0). No delta.
Attribution guided_backpropagation(const Classifier& classifier, const ForwardPass& pass,
                                   const Target& target, const MethodOptions& options);

}  // namespace t2v
