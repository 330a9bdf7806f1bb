#pragma once

#include "attribution/methods.h"

namespace t2v {

/// Sensitivity (Simonyan et al. 2014): the length of the gradient at each word's vector,
///
///   score_j = | d output / d x_j |_2,   d output / d x_j = sum over active f of u_f W_f[j - i_f]
///
/// with i_f the window that won. UNSIGNED: it says how much a word matters, not for which side.
/// Padding is the sum over its positions. No delta.
Attribution gradient(const Classifier& classifier, const ForwardPass& pass, const Target& target,
                     const MethodOptions& options);

}  // namespace t2v
