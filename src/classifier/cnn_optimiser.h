#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "classifier/adam.h"
#include "classifier/cnn_gradient.h"
#include "classifier/text_cnn.h"

namespace t2v {

/// What an optimiser has gathered, shaped as the network whose numbers it belongs to.
struct CnnOptimiserState {
  TextCnn means;    ///< of gradients
  TextCnn squares;  ///< means of their squares
  std::uint64_t steps = 0;
};

/// Adam over all numbers of a network. Embedding rows that do not occur in a batch stand still.
class CnnOptimiser {
 public:
  explicit CnnOptimiser(const TextCnn& network);

  /// One step down the sum of `gradients`, taken in the order given, times `scale`.
  void step(TextCnn& network, std::span<const CnnGradient* const> gradients, double scale,
            double rate);

  /// Copies the state; a `state` of the right shape keeps its memory.
  void save(CnnOptimiserState& state) const;
  /// Goes on from `state`, which must have the network's shape.
  void restore(const CnnOptimiserState& state);

 private:
  template <typename Optimiser, typename State, typename Visit>
  static void for_each_part(Optimiser& optimiser, State& state, Visit visit);
  void step_dense(TextCnn& network, std::span<const CnnGradient* const> gradients);
  void step_embedding(TextCnn& network, std::span<const CnnGradient* const> gradients);

  Adam embedding_;
  Adam taps_;
  Adam bias_;
  Adam output_;
  Adam output_bias_;
  std::uint64_t steps_ = 0;
  float scale_ = 1;

  /// Where the gradients of an embedding row lie: next in a chain through all chunks.
  std::vector<std::uint32_t> place_;              ///< by embedding row: place in rows_
  std::vector<std::uint32_t> rows_;               ///< distinct rows of this step
  std::vector<std::vector<const float*>> parts_;  ///< by place: gradients to be summed
};

}  // namespace t2v
