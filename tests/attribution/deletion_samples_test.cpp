#include "attribution/deletion_samples.h"

#include <gtest/gtest.h>

#include <numeric>
#include <set>

namespace t2v {
namespace {

TEST(DeletionSamples, BeginWithTheWholeTextOnce) {
  const DeletionSamples samples = draw_deletions(3, 50, 1);
  EXPECT_EQ(samples.kept[0], (std::vector<std::uint32_t>{0, 1, 2}));
  EXPECT_EQ(samples.drawn[0], 1);
}

TEST(DeletionSamples, AreDistinctAscendingAndCounted) {
  for (const std::size_t tokens : {1U, 2U, 13U, 64U, 65U, 200U}) {
    const DeletionSamples samples = draw_deletions(tokens, 3000, 2);
    ASSERT_EQ(samples.kept.size(), samples.drawn.size());
    EXPECT_EQ(std::accumulate(samples.drawn.begin(), samples.drawn.end(), 0.0), 3000);
    const std::set<std::vector<std::uint32_t>> distinct(samples.kept.begin(), samples.kept.end());
    EXPECT_EQ(distinct.size(), samples.kept.size());
    for (const auto& kept : samples.kept) {
      const std::set<std::uint32_t> ordered(kept.begin(), kept.end());
      EXPECT_EQ(kept, std::vector<std::uint32_t>(ordered.begin(), ordered.end()));
      EXPECT_TRUE(kept.empty() || kept.back() < tokens);
    }
  }
}

TEST(DeletionSamples, OfTwoTokensAreAllThatThereAre) {
  // Half the draws delete both, a quarter each one of them.
  const DeletionSamples samples = draw_deletions(2, 40001, 3);
  ASSERT_EQ(samples.kept.size(), 4U);
  for (std::size_t s = 0; s < 4; ++s) {
    const double expected = std::vector<double>{20000, 10000, 1}[samples.kept[s].size()];
    EXPECT_NEAR(samples.drawn[s], expected, 5 * 100);  // a standard deviation is below 100
  }
}

TEST(DeletionSamples, DeleteAUniformNumberAndUniformTokens) {
  constexpr std::size_t kTokens = 10;
  constexpr double kDraws = 100000;
  const DeletionSamples samples = draw_deletions(kTokens, 100001, 4);
  std::vector<double> sizes(kTokens + 1, 0.0);
  std::vector<double> kept(kTokens, 0.0);
  for (std::size_t s = 1; s < samples.kept.size(); ++s) {
    sizes[samples.kept[s].size()] += samples.drawn[s];
    for (const std::uint32_t token : samples.kept[s]) kept[token] += samples.drawn[s];
  }
  EXPECT_EQ(sizes[kTokens], 0);
  for (std::size_t size = 0; size < kTokens; ++size) EXPECT_NEAR(sizes[size], kDraws / 10, 500);
  for (const double count : kept) EXPECT_NEAR(count, kDraws * 0.45, 800);
}

TEST(DeletionSamples, FollowTheSeed) {
  EXPECT_EQ(draw_deletions(12, 100, 5).kept, draw_deletions(12, 100, 5).kept);
  EXPECT_NE(draw_deletions(12, 100, 5).kept, draw_deletions(12, 100, 6).kept);
}

}  // namespace
}  // namespace t2v
