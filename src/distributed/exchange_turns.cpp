#include "distributed/exchange_turns.h"

#include <algorithm>

namespace t2v {

ExchangeTurns::ExchangeTurns(std::size_t rows)
    : rows_(rows), hot_((rows + kHotShare - 1) / kHotShare) {
  while (hot_ << tiers_ < rows) ++tiers_;
}

/// Tier 0 are the hot rows; the k-th has those behind it up to the 2^k-fold.
RowRange ExchangeTurns::range(unsigned tier, std::size_t slice) const {
  if (tier == 0) return {0, hot_, 0};
  const std::size_t slices = std::size_t{1} << tier;
  const std::size_t begin = hot_ << (tier - 1);
  const std::size_t rows = std::min(rows_, hot_ << tier) - begin;
  return {begin + rows * slice / slices, begin + rows * (slice + 1) / slices, slices - 1 + slice};
}

std::vector<RowRange> ExchangeTurns::of_round(std::uint64_t round) const {
  std::vector<RowRange> ranges;
  for (unsigned tier = 0; tier <= tiers_; ++tier) {
    ranges.push_back(range(tier, round % (std::uint64_t{1} << tier)));
  }
  return ranges;
}

std::vector<RowRange> ExchangeTurns::all() const {
  std::vector<RowRange> ranges;
  for (unsigned tier = 0; tier <= tiers_; ++tier) {
    for (std::size_t slice = 0; slice < std::size_t{1} << tier; ++slice) {
      ranges.push_back(range(tier, slice));
    }
  }
  return ranges;
}

}  // namespace t2v
