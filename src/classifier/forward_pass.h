#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "classifier/cnn_shape.h"

namespace t2v {

/// What became of one text on its way through the network: everything the attributions are sums
/// over. The responses belong to the Classifier, or to `own_responses`.
struct ForwardPass {
  std::size_t tokens = 0;               ///< positions that are words; those behind are padding
  std::vector<std::uint32_t> rows;      ///< [positions] rows of the embedding
  std::vector<const float*> responses;  ///< [positions] each [columns]: P of the row there
  std::vector<float> activation;        ///< [features] h
  std::vector<std::uint32_t> window;    ///< [features] first position of the window that won;
                                        ///< of equals the first
  std::vector<float> logits;            ///< [labels]
  std::vector<std::vector<float>> own_responses;  ///< of rows that the Classifier does not keep

  std::size_t positions() const { return rows.size(); }
};

/// h of a text from the responses at its positions (at least shape.widest() of them).
/// @param responses [positions], each [columns]
/// @param bias [features]
/// @param activation [features], written
/// @param window [features], written: where the maximum is; nullptr where nobody asks
void max_over_time(const CnnShape& shape, std::span<const float* const> responses,
                   const float* bias, float* activation, std::uint32_t* window);

}  // namespace t2v
