#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace t2v {

/// How a classifier is trained. The defaults are those of Kim 2014 where it has some.
struct CnnTrainingOptions {
  std::uint32_t dim = 100;                        ///< of the words' vectors
  std::uint32_t filters = 100;                    ///< of each width
  std::vector<std::uint32_t> widths{2, 3, 4, 5};  ///< words in a window, ascending, distinct
  double dropout = 0.5;         ///< probability that a feature is dropped in training
  std::uint32_t epochs = 20;    ///< at most
  std::uint32_t batch = 0;      ///< documents a step of the optimiser; 0: batch_for()
  double learning_rate = 1e-3;  ///< of Adam, at the start
  double decay = 0.5;           ///< factor of the learning rate after an epoch that was no better
  double held_out = 0.05;       ///< share of documents that decide when to stop; 0: run all epochs
  std::uint32_t patience = 3;   ///< epochs without improvement after which training stops
  double class_balance = 0;     ///< documents weigh (mean count / count of the label)^this
  bool multi_label = false;     ///< sigmoids even where every document has one label
  std::uint64_t seed = 1;

  /// Documents a step where `documents` are trained on: `batch`, or, where that is 0, 256, and
  /// fewer (32 at least) where an epoch would have less than 200 steps: small corpora need the
  /// steps.
  std::uint32_t batch_for(std::size_t documents) const;

  /// @throws Error naming the option, its value and the range
  void validate() const;

  bool operator==(const CnnTrainingOptions&) const = default;
};

/// Ranges, both ends allowed; those of sizes are CnnShape's.
inline constexpr std::uint32_t kMaxWidths = 16;
inline constexpr std::uint32_t kMaxBatch = 65536;
inline constexpr double kMaxDropout = 0.99;
inline constexpr double kMaxHeldOut = 0.9;

}  // namespace t2v
