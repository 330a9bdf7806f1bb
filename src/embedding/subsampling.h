#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "text/vocabulary.h"

namespace t2v {

/// Subsampling of frequent words (Mikolov et al. 2013, section 2.3, in the form of their program):
/// a token whose word has relative frequency f is kept with probability
/// min(1, sqrt(t/f) + t/f), where t is the threshold.
class Subsampling {
 public:
  /// `threshold` t; 0 keeps every token.
  Subsampling(const Vocabulary& words, double threshold);

  /// In [0, 1]: the probability to KEEP a token of this word.
  float keep_probability(std::uint32_t word) const {
    // No branch: which word comes next is chance.
    return keep_probability_[std::min<std::size_t>(word, keep_probability_.size() - 1)];
  }

 private:
  /// Of words up to the last that is thinned out, then 1, which is that of all others: small enough
  /// to stay in the caches.
  std::vector<float> keep_probability_;
};

}  // namespace t2v
