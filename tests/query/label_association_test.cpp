#include "query/label_association.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

#include "query/small_model.h"

namespace t2v {
namespace {

using testing::counts_of;
using testing::Key;
using testing::vocabulary_of;

constexpr std::array<std::uint32_t, 1> kFirst{0};
constexpr std::array<std::uint32_t, 1> kSecond{1};
constexpr std::array<std::uint32_t, 1> kThird{2};

Vocabulary labels(const std::vector<std::uint64_t>& documents) {
  std::vector<Key> keys;
  for (const std::uint64_t count : documents)
    keys.push_back({std::string(1, static_cast<char>('a' + keys.size())), count, {}});
  return vocabulary_of(keys);
}

TEST(LabelAssociation, IsTheShrunkenLogOddsInStandardErrors) {
  // 300 and 100 documents, the word in 90 and 10 of them; p = 0.75, s = 10.
  const auto names = labels({300, 100});
  const WordLabelCounts counts = counts_of({{{0, 90}, {1, 10}}}, names);
  const double towards = 90 + 7.5;
  const double away = 10 + 2.5;
  const double log_odds = std::log(towards / away) - std::log(3.0);
  const double error = std::sqrt(1 / towards + 1 / away + 0.05 * 0.05);
  EXPECT_NEAR(LabelAssociation(counts, names, kFirst, kSecond)(0), log_odds / error, 1e-9);
}

TEST(LabelAssociation, ChangesItsSignWithTheSides) {
  const auto names = labels({5000, 900});
  const WordLabelCounts counts = counts_of({{{0, 31}, {1, 40}}, {{1, 3}}, {{0, 7}}}, names);
  const LabelAssociation there(counts, names, kFirst, kSecond);
  const LabelAssociation back(counts, names, kSecond, kFirst);
  for (std::uint32_t word = 0; word < 3; ++word) EXPECT_NEAR(there(word), -back(word), 1e-9);
  EXPECT_LT(there(0), 0);
  EXPECT_LT(there(1), 0);
  EXPECT_GT(there(2), 0);
}

TEST(LabelAssociation, IsZeroForAWordThatLabelsShareAsTheirDocumentsDo) {
  const auto names = labels({4000, 1000});
  EXPECT_NEAR(LabelAssociation(counts_of({{{0, 400}, {1, 100}}}, names), names, kFirst, kSecond)(0),
              0, 1e-9);
}

TEST(LabelAssociation, GrowsWithTheEvidenceForOneAndTheSameShare) {
  const auto names = labels({100'000, 100'000});
  const WordLabelCounts counts =
      counts_of({{{0, 3}, {1, 1}}, {{0, 30}, {1, 10}}, {{0, 300}, {1, 100}}}, names);
  const LabelAssociation association(counts, names, kFirst, kSecond);
  EXPECT_GT(association(0), 0);
  EXPECT_GT(association(1), 2 * association(0));
  EXPECT_GT(association(2), 2 * association(1));
}

TEST(LabelAssociation, LabelsOfASideCountAlike) {
  // In 1 of 10 documents of either label on the far side, whatever their sizes.
  const auto names = labels({1'000'000, 2'000'000, 500'000});
  const WordLabelCounts counts =
      counts_of({{{0, 100'000}, {1, 200'000}, {2, 50'000}}, {{0, 100'000}, {1, 400'000}}}, names);
  const std::array<std::uint32_t, 2> others{1, 2};
  const LabelAssociation association(counts, names, kFirst, others);
  EXPECT_NEAR(association(0), 0, 1e-3);
  // Rates 0.2 and 0: their mean is 0.1 too, though more than half of the documents have 0.2.
  EXPECT_NEAR(association(1), 0, 0.05);
}

TEST(LabelAssociation, ALabelOfFewDocumentsSaysLittle) {
  // A label with one document, which holds the word: by its rate alone nothing could be surer.
  const auto names = labels({1000, 9000, 1});
  const WordLabelCounts counts = counts_of({{{0, 10}, {1, 90}, {2, 1}}}, names);
  const std::array<std::uint32_t, 2> others{1, 2};
  EXPECT_NEAR(LabelAssociation(counts, names, kFirst, others)(0), 0, 0.6);
  EXPECT_LT(LabelAssociation(counts, names, kThird, kSecond)(0), 1);
}

TEST(LabelAssociation, KnowsNothingWithoutCountsOrWithoutDocumentsOnASide) {
  const auto names = labels({10, 10, 0});
  const WordLabelCounts counts = counts_of({{{0, 5}}}, names);
  const WordLabelCounts none;
  EXPECT_TRUE(LabelAssociation(counts, names, kFirst, kSecond).known());
  EXPECT_FALSE(LabelAssociation(none, names, kFirst, kSecond).known());
  EXPECT_FALSE(LabelAssociation(counts, names, kFirst, kThird).known());
  EXPECT_FALSE(LabelAssociation(counts, names, kFirst, {}).known());
  EXPECT_EQ(LabelAssociation(none, names, kFirst, kSecond)(0), 0);
}

}  // namespace
}  // namespace t2v
