#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "attribution/attribution.h"
#include "attribution/target.h"
#include "classifier/classifier.h"
#include "classifier/forward_pass.h"

namespace t2v {

/// The baseline of integrated gradients: vectors of zeros, or every position padding.
enum class Baseline { kZero, kPadding };

/// What the methods can be told; each reads its own.
struct MethodOptions {
  Baseline baseline = Baseline::kZero;  ///< integrated gradients
  unsigned steps = 0;                   ///< integrated gradients by so many midpoints; 0: exact
  unsigned lime_samples = 5000;
  std::uint64_t seed = 1;  ///< of LIME's samples
};

/// One way to score the words of a text, by its name on the command line.
struct Method {
  std::string_view name;     ///< such as "integrated-gradients"
  std::string_view summary;  ///< one line, for help
  Attribution (*attribute)(const Classifier& classifier, const ForwardPass& pass,
                           const Target& target, const MethodOptions& options);
};

/// All methods: cam, grad-cam, grad-cam-per-width, guided-backpropagation, gradient,
/// gradient-x-input, window-split, integrated-gradients, votes, leave-one-out, lime.
std::span<const Method> methods();

/// @throws Error naming all methods where `name` is none
const Method& method_named(std::string_view name);

}  // namespace t2v
