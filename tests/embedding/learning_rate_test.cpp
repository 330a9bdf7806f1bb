#include "embedding/learning_rate.h"

#include <gtest/gtest.h>

namespace t2v {
namespace {

TEST(LearningRate, FallsInALineToATenThousandth) {
  const LearningRate rate(0.025, 1000);
  EXPECT_DOUBLE_EQ(rate.at(0), 0.025);
  EXPECT_DOUBLE_EQ(rate.at(250), 0.01875);
  EXPECT_DOUBLE_EQ(rate.at(500), 0.0125);
  EXPECT_DOUBLE_EQ(rate.at(1000), 0.0000025);
  EXPECT_DOUBLE_EQ(rate.at(2000), 0.0000025);
}

}  // namespace
}  // namespace t2v
