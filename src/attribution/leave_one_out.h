#pragma once

#include "attribution/methods.h"
#include "attribution/perturbation.h"

namespace t2v {

/// score_j = output(text) - output(text with token j deleted). No delta. Asks for texts in batches,
/// so that memory stays bounded.
Attribution leave_one_out(const PerturbedText& text);

/// The same of our own network, in time that grows with the text's length only.
Attribution leave_one_out(const Classifier& classifier, const ForwardPass& pass,
                          const Target& target, const MethodOptions& options);

}  // namespace t2v
