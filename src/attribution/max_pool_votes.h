#pragma once

#include "attribution/methods.h"

namespace t2v {

/// Votes of the maximum over time: every active feature whose winning window covers a word gives it
/// +1 if it speaks for the target (d output / d h_f > 0) and -1 if against. No delta.
Attribution max_pool_votes(const Classifier& classifier, const ForwardPass& pass,
                           const Target& target, const MethodOptions& options);

}  // namespace t2v
