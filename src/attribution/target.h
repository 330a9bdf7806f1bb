#pragma once

#include <cstdint>
#include <vector>

#include "classifier/classifier.h"
#include "classifier/forward_pass.h"

namespace t2v {

enum class OutputKind { kLogit, kProbability };

/// The output of the classifier that is explained.
struct Target {
  std::uint32_t label = 0;
  OutputKind output = OutputKind::kLogit;
};

/// The output itself, of given logits.
double output_of(const Classifier& classifier, std::span<const float> logits, const Target& target);

/// d output / d h_f for every feature [features], at the forward pass given. For a logit it is the
/// row of the output layer; for a probability it is that of softmax (or sigmoid) behind it.
std::vector<double> output_gradient(const Classifier& classifier, const ForwardPass& pass,
                                    const Target& target);

}  // namespace t2v
