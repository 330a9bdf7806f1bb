#include "attribution/faithfulness.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "attribution/opinion_classifier.h"

namespace t2v::testing {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;

double sigmoid(double x) {
  return 1 / (1 + std::exp(-x));
}

TEST(Faithfulness, BinsRoundUpAndHoldAtLeastOneWord) {
  EXPECT_EQ(words_in_bin(1, 1), 1U);
  EXPECT_EQ(words_in_bin(100, 1), 1U);
  EXPECT_EQ(words_in_bin(101, 1), 2U);
  EXPECT_EQ(words_in_bin(20, 5), 1U);
  EXPECT_EQ(words_in_bin(7, 50), 4U);
  EXPECT_EQ(words_in_bin(0, 50), 0U);
}

TEST(Faithfulness, RanksHighestFirstAndEqualsByPlace) {
  EXPECT_THAT(rank_words(std::vector<double>{0.5, -2, 3, 0.5}), ElementsAre(2, 0, 3, 1));
  EXPECT_THAT(rank_words({}), ElementsAre());
}

class OpinionFaithfulness : public ::testing::Test {
 protected:
  Classifier classifier_{opinion_model()};
  // p(good): 0.5 without `good` or beside a `bad`, else sigmoid(2).
  const std::vector<std::uint32_t> rows_ = classifier_.encode("film good plot film").rows;
  const double lost_ = sigmoid(2) - 0.5;
};

TEST_F(OpinionFaithfulness, TheWordThatDecidesIsNeededAndEnough) {
  const auto result = measure_faithfulness(
      classifier_, rows_, kGood, std::vector<std::uint32_t>{1, 0, 2, 3}, Removal::kDeletion);
  EXPECT_THAT(result.comprehensiveness, Each(::testing::DoubleNear(lost_, 1e-6)));
  EXPECT_THAT(result.sufficiency, Each(::testing::DoubleNear(0, 1e-6)));
}

TEST_F(OpinionFaithfulness, WordsThatDoNotMatterAreNeither) {
  // One word up to 20 % of four, two of them at 50 %.
  const auto result = measure_faithfulness(
      classifier_, rows_, kGood, std::vector<std::uint32_t>{0, 1, 2, 3}, Removal::kDeletion);
  const auto near = [](double value) { return ::testing::DoubleNear(value, 1e-6); };
  EXPECT_THAT(result.comprehensiveness,
              ElementsAre(near(0), near(0), near(0), near(0), near(lost_)));
  EXPECT_THAT(result.sufficiency,
              ElementsAre(near(lost_), near(lost_), near(lost_), near(lost_), near(0)));
}

TEST_F(OpinionFaithfulness, PaddingTakesTheWordsPlace) {
  // Padding itself speaks for `bad` here, so that it can be told from deletion.
  CnnModel model = opinion_model();
  model.network.embedding.row(kPaddingRow)[1] = 3;
  const Classifier classifier(std::move(model));
  const std::vector<std::uint32_t> ranking{1, 0, 2, 3};
  const auto deleted = measure_faithfulness(classifier, rows_, kGood, ranking, Removal::kDeletion);
  const auto padded = measure_faithfulness(classifier, rows_, kGood, ranking, Removal::kPadding);
  EXPECT_NEAR(deleted.comprehensiveness[0], sigmoid(2) - 0.5, 1e-6);
  EXPECT_NEAR(padded.comprehensiveness[0], sigmoid(2) - sigmoid(-6), 1e-6);
  EXPECT_NEAR(deleted.sufficiency[0], 0, 1e-6);
  EXPECT_NEAR(padded.sufficiency[0], sigmoid(2) - sigmoid(2 - 6), 1e-6);
}

TEST_F(OpinionFaithfulness, OneWordLeavesNothing) {
  const auto rows = classifier_.encode("good").rows;
  const auto result = measure_faithfulness(classifier_, rows, kGood, std::vector<std::uint32_t>{0},
                                           Removal::kDeletion);
  EXPECT_NEAR(result.comprehensiveness[0], lost_, 1e-6);
  EXPECT_NEAR(result.sufficiency[0], 0, 1e-6);
}

}  // namespace
}  // namespace t2v::testing
