#pragma once

#include <algorithm>
#include <cstdint>

namespace t2v {

/// Linear decay over tokens, as in word2vec: from `start` to almost nothing at the last token.
class LearningRate {
 public:
  LearningRate(double start, std::uint64_t tokens_total)
      : start_(start),
        tokens_total_(static_cast<double>(std::max<std::uint64_t>(tokens_total, 1))) {}

  double at(std::uint64_t tokens_done) const {
    const double left = 1.0 - static_cast<double>(tokens_done) / tokens_total_;
    return start_ * std::max(left, kLowestShare);
  }

 private:
  static constexpr double kLowestShare = 1e-4;  ///< of the start, so that no step is zero

  double start_;
  double tokens_total_;
};

}  // namespace t2v
