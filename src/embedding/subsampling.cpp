#include "embedding/subsampling.h"

#include <algorithm>
#include <cmath>

namespace t2v {

Subsampling::Subsampling(const Vocabulary& words, double threshold)
    : keep_probability_(words.size(), 1.0F) {
  if (threshold <= 0) return;
  const auto total = static_cast<double>(words.total_count());
  for (std::uint32_t word = 0; word < words.size(); ++word) {
    const double ratio = threshold * total / static_cast<double>(words.count(word));
    keep_probability_[word] = static_cast<float>(std::min(1.0, std::sqrt(ratio) + ratio));
  }
}

}  // namespace t2v
