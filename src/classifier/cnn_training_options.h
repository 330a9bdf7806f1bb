#pragma once

#include <cstdint>
#include <vector>

namespace t2v {

/// How a classifier is trained. The defaults are those of Kim 2014 where it has some.
struct CnnTrainingOptions {
  std::uint32_t dim = 100;                        ///< of the words' vectors
  std::uint32_t filters = 100;                    ///< of each width
  std::vector<std::uint32_t> widths{2, 3, 4, 5};  ///< words in a window, ascending, distinct
  double dropout = 0.5;         ///< probability that a feature is dropped in training
  std::uint32_t epochs = 10;    ///< at most
  std::uint32_t batch = 256;    ///< documents a step of the optimiser
  double learning_rate = 1e-3;  ///< of Adam, in the first epoch
  double decay = 0.5;           ///< each further epoch multiplies the learning rate by it
  double held_out = 0.05;       ///< share of documents that decide when to stop; 0: run all epochs
  std::uint32_t patience = 2;   ///< epochs without improvement after which training stops
  double class_balance = 0;     ///< documents weigh (mean count / count of the label)^this
  bool multi_label = false;     ///< sigmoids even where every document has one label
  std::uint64_t seed = 1;

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
