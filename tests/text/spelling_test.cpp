#include "text/spelling.h"

#include "text_test.h"

namespace t2v {
namespace {

TEST(SpellingTest, DistancesByHand) {
  EXPECT_EQ(spelling_distance("", ""), 0U);
  EXPECT_EQ(spelling_distance("", "abc"), 3U);
  EXPECT_EQ(spelling_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(spelling_distance("naïve", "naive"), 1U);  // one letter, two bytes
  EXPECT_EQ(spelling_distance("😀", "😁"), 1U);
}

TEST(SpellingTest, HangulCountsJamo) {
  EXPECT_EQ(spelling_distance("최곱", "최고"), 1U);  // ㅂ too many
  EXPECT_EQ(spelling_distance("최고", "최악"), 3U);  // ㄱㅗ to ㅇㅏㄱ
  EXPECT_EQ(spelling_distance("스토라", "스토리"), 1U);
  EXPECT_EQ(spelling_distance("최ㄱ", "최고"), 1U);  // a syllable left unfinished
  EXPECT_EQ(spelling_distance("가", "하"), 1U);
  EXPECT_EQ(spelling_distance("각", "갂"), 1U);
  EXPECT_EQ(spelling_distance("힣", "ㅎㅣㅎ"), 0U);  // the last syllable
  EXPECT_EQ(spelling_distance("가", "ㄱㅏ"), 0U);    // the first
}

TEST(SpellingTest, SymmetricAndTriangular) {
  const Strings words = {"최고", "최악", "스토리", "story", "", "ㅋㅋㅋ", "감동적인"};
  for (const auto& a : words) {
    for (const auto& b : words) {
      EXPECT_EQ(spelling_distance(a, b), spelling_distance(b, a));
      for (const auto& c : words) {
        EXPECT_LE(spelling_distance(a, c), spelling_distance(a, b) + spelling_distance(b, c));
      }
    }
  }
}

TEST(SpellingTest, NearestFirstThenMostFrequent) {
  const auto words = Vocabulary::from_counts({{"영화", 100},
                                              {"스토리", 10},
                                              {"스토리가", 50},
                                              {"스토커", 60},
                                              {"스타", 70},
                                              {"히스토리", 5}});
  // 스토라 (ㅅㅡㅌㅗㄹㅏ) is one from 스토리, two from 스타, 스토커 and 스토리가, three from
  // 히스토리, which is more than a third of its eight letters.
  EXPECT_EQ(similar_spellings("스토라", words), (Strings{"스토리", "스타", "스토커", "스토리가"}));
  EXPECT_EQ(similar_spellings("스토라", words, 1), Strings{"스토리"});
  EXPECT_EQ(similar_spellings("전혀다른말", words), Strings{});
}

TEST(SpellingTest, EqualDistancesByFrequency) {
  const auto words = Vocabulary::from_counts({{"bat", 1}, {"cat", 5}, {"rat", 3}});
  EXPECT_EQ(similar_spellings("hat", words), (Strings{"cat", "rat", "bat"}));
  EXPECT_EQ(similar_spellings("hat", words, 2), (Strings{"cat", "rat"}));
}

TEST(SpellingTest, ShortWordsMayDifferByOne) {
  const auto words = Vocabulary::from_counts({{"ab", 2}, {"b", 1}, {"xyz", 3}});
  EXPECT_EQ(similar_spellings("a", words), (Strings{"ab", "b"}));
}

TEST(SpellingTest, AgreesWithTheDistanceOnManyWords) {
  std::vector<Vocabulary::Entry> entries;
  for (unsigned i = 0; i < 3000; ++i) entries.push_back({std::to_string(i * 37 % 4001 + 1000), i});
  const auto words = Vocabulary::from_counts(entries);
  // Four digits: at most one may differ.
  Strings expected;
  for (const auto& entry : words.entries()) {
    if (spelling_distance("1234", entry.key) == 1) expected.push_back(entry.key);
  }
  Strings found = similar_spellings("1234", words, words.size());
  std::erase(found, "1234");
  EXPECT_EQ(found, expected);
  EXPECT_GT(expected.size(), 5U);
}

}  // namespace
}  // namespace t2v
