#include "evaluation/rank_correlation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace t2v {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(AverageRanks, AreSharedAmongEqualValues) {
  EXPECT_THAT(average_ranks(std::vector<double>{30, 10, 20}), ElementsAre(3, 1, 2));
  EXPECT_THAT(average_ranks(std::vector<double>{5, 1, 5, 0, 5, 1}),
              ElementsAre(5, 2.5, 5, 1, 5, 2.5));
  EXPECT_THAT(average_ranks(std::vector<double>{}), IsEmpty());
}

TEST(RankCorrelation, SeesTheOrderAlone) {
  EXPECT_DOUBLE_EQ(rank_correlation(std::vector<double>{1, 2, 3}, std::vector<double>{-5, 0, 900}),
                   1);
  EXPECT_DOUBLE_EQ(rank_correlation(std::vector<double>{1, 2, 3}, std::vector<double>{3, 2, 1}),
                   -1);
  // Differences of ranks 1, -1, 0, 0: 1 - 6 * 2 / (4 * 15).
  EXPECT_DOUBLE_EQ(
      rank_correlation(std::vector<double>{1, 2, 3, 4}, std::vector<double>{2, 1, 3, 4}), 0.8);
}

TEST(RankCorrelation, WithTiesIsThatOfTheAverageRanks) {
  // Ranks 1, 2.5, 2.5, 4 and 1, 2, 3, 4: products about the mean 2.25 + 2.25, squares 4.5 and 5.
  EXPECT_DOUBLE_EQ(
      rank_correlation(std::vector<double>{0, 7, 7, 8}, std::vector<double>{1, 2, 3, 4}),
      4.5 / std::sqrt(4.5 * 5));
}

TEST(RankCorrelation, NeedsTwoDifferentValuesOnEachSide) {
  EXPECT_TRUE(std::isnan(rank_correlation({}, {})));
  EXPECT_TRUE(std::isnan(rank_correlation(std::vector<double>{1}, std::vector<double>{2})));
  EXPECT_TRUE(std::isnan(rank_correlation(std::vector<double>{1, 2}, std::vector<double>{3, 3})));
}

}  // namespace
}  // namespace t2v
