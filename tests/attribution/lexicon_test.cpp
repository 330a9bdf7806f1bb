#include "attribution/lexicon.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace t2v {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Ids = std::vector<std::uint32_t>;

/// `times` documents of one word that scores the same in each.
struct Use {
  std::uint32_t label;
  std::uint32_t word;
  int times;
  double score;
};

WordStatistics statistics_of(std::size_t words, std::size_t labels, const std::vector<Use>& uses) {
  WordStatistics statistics(words, labels);
  for (const Use& use : uses)
    for (int i = 0; i < use.times; ++i)
      statistics.add(Ids{use.word}, Ids{use.label}, std::vector<std::vector<double>>{{use.score}});
  return statistics;
}

Ids words_of(const std::vector<LexiconWord>& entries) {
  Ids words;
  for (const LexiconWord& entry : entries) words.push_back(entry.word);
  return words;
}

TEST(Lexicon, StrengthByHand) {
  const auto statistics = statistics_of(2, 1, {{0, 0, 80, 0.5}, {0, 1, 20, 0}});
  EXPECT_NEAR(word_strength(statistics, 0, 0),
              80 * 0.5 / std::sqrt(80 + kDoubtfulDocuments) * std::log(100.0 / 80), 1e-12);
  EXPECT_EQ(word_strength(statistics, 0, 1), 0);
}

TEST(Lexicon, StrengthsOfUnevenLabelsAreComparable) {
  // Label 0 carries 75 of 100 documents; both words are in all documents of their label.
  const auto statistics = statistics_of(2, 2, {{0, 0, 75, 1}, {1, 1, 25, 1}});
  EXPECT_NEAR(word_strength(statistics, 0, 0),
              75 / std::sqrt(75 + kDoubtfulDocuments) * std::log(100.0 / 75) * std::sqrt(50.0 / 75),
              1e-12);
  EXPECT_NEAR(word_strength(statistics, 1, 1),
              25 / std::sqrt(25 + kDoubtfulDocuments) * std::log(100.0 / 25) * std::sqrt(50.0 / 25),
              1e-12);
}

TEST(Lexicon, WhatIsInEveryDocumentSpeaksForNothing) {
  const auto statistics = statistics_of(1, 2, {{0, 0, 60, 0.5}, {1, 0, 30, 0.5}});
  EXPECT_EQ(word_strength(statistics, 0, 0), 0);
  EXPECT_THAT(make_lexicon(statistics, {})[0], IsEmpty());
}

TEST(Lexicon, WhatIsEverywhereAndWhatIsRareStandBehindWhatIsOftenMeant) {
  constexpr std::uint32_t kFilm = 0;   // everywhere, a little each time: the largest sum
  constexpr std::uint32_t kAwful = 1;  // often, and it counts
  constexpr std::uint32_t kHapax = 2;  // the largest mean
  constexpr std::uint32_t kOther = 3;  // what else there is
  const auto statistics = statistics_of(
      4, 1,
      {{0, kFilm, 2000, 0.1}, {0, kAwful, 100, 1.5}, {0, kHapax, 1, 3}, {0, kOther, 9999, 0}});
  const auto lexicon = make_lexicon(statistics, {.min_count = 1});
  ASSERT_EQ(lexicon.size(), 1U);
  EXPECT_THAT(words_of(lexicon[0]), ElementsAre(kAwful, kFilm, kHapax));
}

TEST(Lexicon, EntriesByHand) {
  const auto statistics = statistics_of(2, 2, {{0, 0, 10, 2}, {1, 0, 5, -1}, {1, 1, 6, 3}});
  const auto lexicon = make_lexicon(statistics, {.min_count = 5});
  ASSERT_THAT(words_of(lexicon[0]), ElementsAre(0));
  const LexiconWord& entry = lexicon[0].front();
  EXPECT_EQ(entry.label, 0U);
  EXPECT_EQ(entry.score_sum, 20);
  EXPECT_EQ(entry.score_mean, 2);
  EXPECT_EQ(entry.documents_here, 10U);
  EXPECT_EQ(entry.documents_elsewhere, 5U);
  EXPECT_NEAR(entry.tf_idf, std::log(21.0 / 15), 1e-12);
  EXPECT_EQ(entry.rank, 1U);
  EXPECT_EQ(entry.tf_idf_rank, 1U);
  EXPECT_THAT(entry.ambiguous, IsEmpty());
  // Under label 1 word 1 leads by TF-IDF too: 6/11 log(21/6) to 5/11 log(21/15).
  ASSERT_THAT(words_of(lexicon[1]), ElementsAre(1));
  EXPECT_EQ(lexicon[1].front().tf_idf_rank, 1U);
}

TEST(Lexicon, RareWordsAndWordsThatSpeakAgainstAreLeftOut) {
  const auto statistics = statistics_of(3, 1, {{0, 0, 4, 9}, {0, 1, 5, 1}, {0, 2, 50, -1}});
  EXPECT_THAT(words_of(make_lexicon(statistics, {.min_count = 5})[0]), ElementsAre(1));
  EXPECT_THAT(words_of(make_lexicon(statistics, {.min_count = 0})[0]), ElementsAre(0, 1));
}

TEST(Lexicon, WordsStrongUnderSeveralLabelsAreAmbiguous) {
  // Word 0 is strong under both, word 1 a little under the second.
  const auto statistics = statistics_of(
      2, 3, {{0, 0, 60, 1}, {1, 0, 60, 0.6}, {2, 0, 60, 0.2}, {0, 1, 60, 1}, {1, 1, 60, 0.4}});
  const auto lexicon = make_lexicon(statistics, {});
  ASSERT_THAT(words_of(lexicon[0]), ElementsAre(1, 0));
  EXPECT_THAT(lexicon[0][0].ambiguous, IsEmpty());
  EXPECT_THAT(lexicon[0][1].ambiguous, ElementsAre(0, 1));
  EXPECT_THAT(lexicon[1], IsEmpty());  // a word stands once
}

TEST(Lexicon, RanksByTfIdf) {
  const auto statistics = statistics_of(3, 2, {{0, 0, 30, 1}, {1, 0, 30, 1}, {0, 1, 20, 1}});
  const auto ranked = rank_by_tf_idf(statistics, 0, {});
  // 20/50 log(80/20) before 30/50 log(80/60).
  ASSERT_EQ(ranked.size(), 2U);
  EXPECT_EQ(ranked[0].word, 1U);
  EXPECT_NEAR(ranked[0].tf_idf, 0.4 * std::log(4.0), 1e-12);
  EXPECT_EQ(ranked[1].word, 0U);
}

}  // namespace
}  // namespace t2v
