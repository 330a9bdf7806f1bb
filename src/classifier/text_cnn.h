#pragma once

#include <cstdint>
#include <vector>

#include "classifier/cnn_shape.h"
#include "embedding/matrix.h"

namespace t2v {

/// The numbers of a convolutional text classifier (Kim 2014). For a text whose positions have
/// embedding rows x_1..x_T:
///
///   a_f(i) = bias_f + sum_k <W_f[k], x_{i+k}>      for every window i of the filter's width
///   h_f    = max(0, max_i a_f(i))                  ReLU and maximum over time
///   logit_l = output_bias_l + sum_f output[l,f] h_f
struct TextCnn {
  CnnShape shape;
  Matrix embedding;                ///< [rows, dim]
  Matrix taps;                     ///< [columns, dim]: W, a row for every column of the responses
  std::vector<float> bias;         ///< [features]
  Matrix output;                   ///< [labels, features]
  std::vector<float> output_bias;  ///< [labels]

  TextCnn() = default;
  /// All zeros.
  explicit TextCnn(const CnnShape& shape);
};

/// Random numbers to begin training from: words' rows uniform in +-0.1 (padding zero), taps and
/// output uniform in +-sqrt(6 / (inputs + outputs)) (Glorot & Bengio 2010), biases zero.
TextCnn initial_text_cnn(const CnnShape& shape, std::uint64_t seed);

}  // namespace t2v
