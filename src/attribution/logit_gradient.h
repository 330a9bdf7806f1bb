#pragma once

#include <span>

#include "attribution/target.h"

namespace t2v {

/// d output / d logit_l for every label l: 1 and zeros for a logit, p_t ([l = t] - p_l) for a
/// probability of softmax, p (1 - p) and zeros for one of a sigmoid.
/// @param logits [labels]
/// @param gradient [labels], written
void logit_gradient(bool multi_label, std::span<const double> logits, const Target& target,
                    std::span<double> gradient);

}  // namespace t2v
