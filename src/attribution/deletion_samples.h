#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace t2v {

/// Texts with random tokens deleted, equal ones merged.
struct DeletionSamples {
  std::vector<std::vector<std::uint32_t>>
      kept;                   ///< tokens of each, ascending; the whole text first
  std::vector<double> drawn;  ///< how often each came up
};

/// Draws `samples` texts, the first of them whole; of the others each lacks a uniform number from 1
/// to `tokens` of tokens, which is uniform too. @param tokens at least 1
DeletionSamples draw_deletions(std::size_t tokens, std::size_t samples, std::uint64_t seed);

}  // namespace t2v
