#pragma once

#include "attribution/methods.h"

namespace t2v {

/// Class activation map (Zhou et al. 2016). For the windows i of each width
///
///   map(i) = sum_f u_f max(0, a_f(i)),   u_f = d output / d h_f
///
/// (for a logit u is the row of the output layer). A window's value falls in equal parts to the
/// positions it covers; widths are added up. Windows count that did not win the maximum, so scores
/// need not add up to anything: there is no delta.
Attribution class_activation_map(const Classifier& classifier, const ForwardPass& pass,
                                 const Target& target, const MethodOptions& options);

}  // namespace t2v
