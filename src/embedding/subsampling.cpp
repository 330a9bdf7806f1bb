#include "embedding/subsampling.h"

#include <algorithm>
#include <cmath>

namespace t2v {

Subsampling::Subsampling(const Vocabulary& words, double threshold) : keep_probability_{1.0F} {
  if (threshold <= 0) return;
  const auto total = static_cast<double>(words.total_count());
  for (std::uint32_t word = 0; word < words.size(); ++word) {
    const double ratio = threshold * total / static_cast<double>(words.count(word));
    const double kept = std::sqrt(ratio) + ratio;
    if (kept >= 1) continue;
    keep_probability_.resize(word + std::size_t{2}, 1.0F);
    keep_probability_[word] = static_cast<float>(kept);
  }
}

}  // namespace t2v
