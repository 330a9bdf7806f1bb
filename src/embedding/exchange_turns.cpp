#include "embedding/exchange_turns.h"

#include <algorithm>
#include <cmath>

namespace t2v {
namespace {

constexpr double kNoiseExponent = 0.75;  ///< of negative sampling, by default

}  // namespace

ExchangeTurns::ExchangeTurns(std::size_t rows) {
  std::size_t end = (rows + kHotShare - 1) / kHotShare;
  add_tier(0, end, 1);
  for (unsigned tier = 1; end < rows; ++tier) {
    const std::size_t begin = end;
    end = std::min(rows, 2 * begin);
    add_tier(begin, end, static_cast<std::size_t>(std::lround(std::exp2(kNoiseExponent * tier))));
  }
}

void ExchangeTurns::add_tier(std::size_t begin, std::size_t end, std::size_t slices) {
  tiers_.push_back({begin, end, slices, clocks_});
  clocks_ += slices;
}

RowRange ExchangeTurns::Tier::slice(std::size_t number) const {
  const std::size_t rows = end - begin;
  return {begin + rows * number / slices, begin + rows * (number + 1) / slices,
          first_clock + number};
}

std::vector<RowRange> ExchangeTurns::of_round(std::uint64_t round) const {
  std::vector<RowRange> ranges;
  for (const Tier& tier : tiers_) ranges.push_back(tier.slice(round % tier.slices));
  return ranges;
}

std::vector<RowRange> ExchangeTurns::all() const {
  std::vector<RowRange> ranges;
  for (const Tier& tier : tiers_) {
    for (std::size_t number = 0; number < tier.slices; ++number) {
      ranges.push_back(tier.slice(number));
    }
  }
  return ranges;
}

}  // namespace t2v
