#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>

#include "classifier/text_cnn.h"

namespace t2v {

inline double sigmoid(double logit) {
  return 1 / (1 + std::exp(-logit));
}

/// Turns logits into probabilities in place. An empty span stays empty.
inline void softmax(std::span<double> logits) {
  double sum = 0;
  const double largest = logits.empty() ? 0 : *std::ranges::max_element(logits);
  for (double& value : logits) {
    value = std::exp(value - largest);
    sum += value;
  }
  for (double& value : logits) value /= sum;
}

/// logit_l = output_bias_l + <output_l, activation>. @param activation [features]
inline void output_layer(const TextCnn& network, const float* activation, std::span<float> logits) {
  constexpr std::size_t kLanes = CnnShape::kLaneMultiple;
  for (std::size_t label = 0; label < logits.size(); ++label) {
    const float* const weights = network.output.row(label);
    float partial[kLanes] = {};  // side by side, so that the compiler may use vector registers
    for (std::size_t f = 0; f < network.shape.features(); f += kLanes)
      for (std::size_t i = 0; i < kLanes; ++i) partial[i] += weights[f + i] * activation[f + i];
    float sum = network.output_bias[label];
    for (const float part : partial) sum += part;
    logits[label] = sum;
  }
}

}  // namespace t2v
