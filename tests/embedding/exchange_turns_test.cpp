#include "embedding/exchange_turns.h"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace t2v {
namespace {

// 1000 rows: 4 hot ones, then 4, 8, 16, 32, 64, 128, 256 and the rest in every 2nd, 3rd, 5th, 8th,
// 13th, 23rd, 38th and 64th round: 2^(3k/4), rounded.
TEST(ExchangeTurns, RowsTakePartAsOftenAsTheyAreMet) {
  const ExchangeTurns turns(1000);
  constexpr std::size_t kRounds = 2 * 3 * 5 * 8 * 13;
  std::vector<std::size_t> times(1000, 0);
  for (std::uint64_t round = 0; round < kRounds; ++round) {
    std::size_t rows = 0;
    for (const RowRange& range : turns.of_round(round)) {
      for (std::size_t row = range.begin; row < range.end; ++row) ++times[row];
      rows += range.end - range.begin;
    }
    EXPECT_GE(rows, 37U);
    EXPECT_LE(rows, 43U) << "rounds are alike";
  }
  EXPECT_EQ(times[0], kRounds);
  EXPECT_EQ(times[3], kRounds);
  EXPECT_EQ(times[4], kRounds / 2);
  EXPECT_EQ(times[7], kRounds / 2);
  EXPECT_EQ(times[8], kRounds / 3);
  EXPECT_EQ(times[31], kRounds / 5);
  EXPECT_EQ(times[63], kRounds / 8);
  EXPECT_EQ(times[64], kRounds / 13);
  EXPECT_EQ(times[999], kRounds / 64);
}

TEST(ExchangeTurns, AllOfThemTogetherAreTheTable) {
  for (const std::size_t rows : {0, 1, 2, 255, 256, 257, 513, 1000, 5000}) {
    const ExchangeTurns turns(rows);
    std::vector<int> times(rows, 0);
    std::set<std::size_t> clocks;
    for (const RowRange& range : turns.all()) {
      for (std::size_t row = range.begin; row < range.end; ++row) ++times[row];
      EXPECT_TRUE(clocks.insert(range.clock).second) << "ranges have clocks of their own";
      EXPECT_LT(range.clock, turns.clocks());
    }
    EXPECT_EQ(times, std::vector<int>(rows, 1));
    EXPECT_EQ(clocks.size(), turns.clocks());
  }
}

}  // namespace
}  // namespace t2v
