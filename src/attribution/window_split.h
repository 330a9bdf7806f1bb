#pragma once

#include "attribution/methods.h"

namespace t2v {

/// Exact split of the windows that won: every tap of the winning window of an active feature f of
/// width n gets u_f (P + bias_f / n). A logit's scores and padding add up to the logit less the
/// output layer's bias; delta is what they miss. For a probability u is its gradient and the scores
/// add up to sum_f u_f h_f, which is no difference of outputs: no delta.
Attribution window_split(const Classifier& classifier, const ForwardPass& pass,
                         const Target& target, const MethodOptions& options);

}  // namespace t2v
