#pragma once

#include "attribution/methods.h"

namespace t2v {

/// Integrated gradients (Sundararajan et al. 2017) along the straight path from the baseline b (a
/// vector of zeros at every position, or padding at every position) to the text,
///
///   score_j = < x_j - b, integral over 0 <= t <= 1 of d output / d x_j at b + t (x - b) >.
///
/// On this path a window's a_f(i) = c_f + t s_f(i) with the same c_f for all windows, since every
/// position of the baseline is alike. So for t > 0 the window with the greatest s wins all the way,
/// and it is the one that won at the text itself: h_f = max(0, c_f + t s_f) bends once at most,
/// where it crosses zero. Hence
/// - a logit is exact in closed form: every tap of the window gets output[l,f] (P - P_b) times the
///   length of t for which the feature is active;
/// - a probability is smooth between the bends of all features, where Gauss-Legendre quadrature is
///   as good as exact.
/// With `steps` the integral is taken by so many midpoints instead, as other tools do.
///
/// Delta: scores + padding - (output(text) - output(baseline)).
Attribution integrated_gradients(const Classifier& classifier, const ForwardPass& pass,
                                 const Target& target, const MethodOptions& options);

}  // namespace t2v
