#include "text/vocabulary.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <utility>
#include <vector>

#include "text_test.h"

namespace t2v {
namespace {

TEST(VocabularyTest, OrdersByCountThenBytes) {
  const auto words = Vocabulary::from_counts({{"b", 2}, {"최고", 7}, {"a", 2}, {"c", 3}});
  ASSERT_EQ(words.size(), 4U);
  EXPECT_EQ(words.key(0), "최고");
  EXPECT_EQ(words.key(1), "c");
  EXPECT_EQ(words.key(2), "a");
  EXPECT_EQ(words.key(3), "b");
  EXPECT_EQ(words.count(1), 3U);
  EXPECT_EQ(words.total_count(), 14U);
  EXPECT_EQ(words.id("a"), 2U);
  EXPECT_EQ(words.id("d"), std::nullopt);
}

TEST(VocabularyTest, KeepsTheGivenOrder) {
  const auto words = Vocabulary::from_ordered({{"b", 1}, {"a", 5}});
  EXPECT_EQ(words.id("b"), 0U);
  EXPECT_EQ(words.id("a"), 1U);
}

TEST(VocabularyTest, RefusesBadKeys) {
  EXPECT_EQ(error_of([] {
              Vocabulary::from_counts({{"a", 1}, {"a", 2}});
            }),
            "'a' occurs twice, expected every key once");
  EXPECT_NE(error_of([] { Vocabulary::from_ordered({{"", 1}}); }), "");
  EXPECT_EQ(error_of([] {
              Vocabulary::from_ordered({{std::string(256, 'x'), 1}});
            }),
            "a key has 256 bytes, expected at most 255");
  EXPECT_EQ(Vocabulary::from_ordered({{std::string(255, 'x'), 1}}).size(), 1U);
}

// The index views the keys, which copying and moving must not leave behind. The keys are short, so
// that they live inside the string objects.
TEST(VocabularyTest, CopiesAndMovesAreWhole) {
  Vocabulary copy;
  Vocabulary moved;
  {
    Vocabulary words = Vocabulary::from_counts({{"a", 2}, {"b", 1}});
    copy = words;
    EXPECT_EQ(Vocabulary(words).id("b"), 1U);
    moved = std::move(words);
  }
  for (const Vocabulary& words : {std::cref(copy), std::cref(moved)}) {
    EXPECT_EQ(words.id("a"), 0U);
    EXPECT_EQ(words.id("b"), 1U);
    EXPECT_EQ(words.total_count(), 3U);
  }
}

TEST(VocabularyTest, SumHoldsTheKeysOfBoth) {
  const auto sum = Vocabulary::sum(Vocabulary::from_counts({{"최고", 7}, {"a", 2}, {"b", 2}}),
                                   Vocabulary::from_counts({{"b", 1}, {"최악", 9}}));
  ASSERT_EQ(sum.size(), 4U);
  EXPECT_EQ(sum.key(0), "최악");
  EXPECT_EQ(sum.key(1), "최고");
  EXPECT_EQ(sum.key(2), "b");
  EXPECT_EQ(sum.count(2), 3U);
  EXPECT_EQ(sum.key(3), "a");
  EXPECT_EQ(sum.total_count(), 21U);
}

TEST(VocabularyTest, CountsById) {
  const auto vocabulary = Vocabulary::from_ordered({{"최악", 7}, {"ㅋㅋㅋ", 9}, {"a", 0}});
  EXPECT_EQ(vocabulary.counts(), (std::vector<std::uint64_t>{7, 9, 0}));
}

TEST(VocabularyTest, SumRefusesCountsBeyond64Bits) {
  const std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  EXPECT_EQ(error_of([&] {
              Vocabulary::sum(Vocabulary::from_counts({{"a", 1}}),
                              Vocabulary::from_counts({{"a", most}}));
            }),
            "'a' occurs 18446744073709551615 and 1 times, expected fewer than 2^64 in all");
}

}  // namespace
}  // namespace t2v
