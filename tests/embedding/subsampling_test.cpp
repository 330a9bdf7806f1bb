#include "embedding/subsampling.h"

#include <gtest/gtest.h>

namespace t2v {
namespace {

Vocabulary three_words() {
  return Vocabulary::from_counts({{"a", 900}, {"b", 99}, {"c", 1}});
}

TEST(Subsampling, KeepsByTheFormula) {
  const Subsampling subsampling(three_words(), 0.01);
  // t/f = 0.01 / 0.9: sqrt(1/90) + 1/90
  EXPECT_NEAR(subsampling.keep_probability(0), 0.10540926 + 0.01111111, 1e-7);
  // t/f = 0.01 / 0.099: sqrt(10/99) + 10/99
  EXPECT_NEAR(subsampling.keep_probability(1), 0.31782086 + 0.10101010, 1e-7);
  EXPECT_EQ(subsampling.keep_probability(2), 1.0F);
}

TEST(Subsampling, WordsNeedNotBeInOrder) {
  const Vocabulary words = Vocabulary::from_ordered({{"a", 1}, {"b", 99}, {"c", 900}, {"d", 0}});
  const Subsampling subsampling(words, 0.01);
  EXPECT_EQ(subsampling.keep_probability(0), 1.0F);
  EXPECT_NEAR(subsampling.keep_probability(1), 0.31782086 + 0.10101010, 1e-7);
  EXPECT_NEAR(subsampling.keep_probability(2), 0.10540926 + 0.01111111, 1e-7);
  EXPECT_EQ(subsampling.keep_probability(3), 1.0F);
}

TEST(Subsampling, ZeroKeepsAll) {
  const Subsampling subsampling(three_words(), 0.0);
  for (std::uint32_t word = 0; word < 3; ++word)
    EXPECT_EQ(subsampling.keep_probability(word), 1.0F);
}

}  // namespace
}  // namespace t2v
