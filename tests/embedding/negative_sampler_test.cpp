#include "embedding/negative_sampler.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "text/error.h"

namespace t2v {
namespace {

TEST(NegativeSampler, TablesHoldCountsToThePower) {
  // 16^0.75 = 8, 1^0.75 = 1: shares 8/10, 1/10, 1/10.
  const NegativeSampler sampler(Vocabulary::from_counts({{"a", 16}, {"b", 1}, {"c", 1}}), 0.75);
  EXPECT_NEAR(sampler.probability(0), 0.8, 1e-9);
  EXPECT_NEAR(sampler.probability(1), 0.1, 1e-9);
  EXPECT_NEAR(sampler.probability(2), 0.1, 1e-9);
}

TEST(NegativeSampler, ExponentMayBeZeroOrNegative) {
  const auto words = Vocabulary::from_counts({{"a", 4}, {"b", 1}});
  EXPECT_NEAR(NegativeSampler(words, 0.0).probability(0), 0.5, 1e-9);
  EXPECT_NEAR(NegativeSampler(words, -1.0).probability(0), 0.2, 1e-9);
}

TEST(NegativeSampler, TablesOfManyWordsAddUp) {
  std::vector<Vocabulary::Entry> entries;
  double sum = 0;
  for (std::uint64_t i = 1; i <= 1000; ++i) {
    entries.push_back({"w" + std::to_string(i), 1'000'000 / i});
    sum += std::pow(static_cast<double>(1'000'000 / i), 0.75);
  }
  const auto words = Vocabulary::from_ordered(entries);
  const NegativeSampler sampler(words, 0.75);
  for (std::uint32_t word = 0; word < words.size(); word += 37) {
    const double expected = std::pow(static_cast<double>(words.count(word)), 0.75) / sum;
    EXPECT_NEAR(sampler.probability(word), expected, 1e-9);
  }
}

TEST(NegativeSampler, DrawsFollowTheTables) {
  const NegativeSampler sampler(Vocabulary::from_counts({{"a", 16}, {"b", 1}, {"c", 1}}), 0.75);
  Random random(7);
  constexpr int kDraws = 200'000;
  std::vector<int> drawn(3, 0);
  for (int i = 0; i < kDraws; ++i) ++drawn[sampler.draw(random)];
  // Five standard deviations: sqrt(0.8 * 0.2 / 200000) = 0.0009.
  EXPECT_NEAR(drawn[0] / double{kDraws}, 0.8, 0.0045);
  EXPECT_NEAR(drawn[1] / double{kDraws}, 0.1, 0.0034);
}

TEST(NegativeSampler, NeedsAVocabulary) {
  EXPECT_THROW(NegativeSampler(Vocabulary(), 0.75), Error);
}

}  // namespace
}  // namespace t2v
