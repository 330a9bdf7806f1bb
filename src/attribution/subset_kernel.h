#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "classifier/cnn_shape.h"

namespace t2v {

/// Many texts made of the same few positions, each as the responses at its positions, text after
/// text. None has fewer positions than the widest window.
struct PerturbedBatch {
  std::vector<const float*> responses;    ///< each [columns]
  std::vector<std::size_t> begins = {0};  ///< [texts + 1] where each text begins in `responses`

  std::size_t texts() const { return begins.size() - 1; }
};

/// h of every text of `batch`, as max_over_time() gives it but for the order of additions. 16 lanes
/// of all texts are done before the next 16, so that the responses they share stay in the
/// innermost cache.
/// @param bias [features]
/// @param activation [texts, features], written
void max_over_time_of_all(const CnnShape& shape, const PerturbedBatch& batch,
                          std::span<const float> bias, std::span<float> activation);

}  // namespace t2v
