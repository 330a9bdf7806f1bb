#pragma once

#include "attribution/methods.h"

namespace t2v {

/// Grad-CAM (Selvaraju et al. 2017). A_f(i) = max(0, a_f(i)) is the map of filter f over the n
/// windows of its width; of its gradients only that at the window that won is not zero, so
///
///   alpha_f = 1/n sum_i d output / d A_f(i) = u_f / n,   map(i) = sum_f alpha_f A_f(i).
///
/// Each window's value falls in equal parts to the positions it covers, widths are added up, and
/// what is below zero then becomes zero. No delta.
Attribution grad_cam(const Classifier& classifier, const ForwardPass& pass, const Target& target,
                     const MethodOptions& options);

/// Grad-CAM of each width by itself: its map loses what is below zero before it is spread over
/// words and added to the others. Figures "width_N": what all words got from width N.
Attribution grad_cam_per_width(const Classifier& classifier, const ForwardPass& pass,
                               const Target& target, const MethodOptions& options);

}  // namespace t2v
