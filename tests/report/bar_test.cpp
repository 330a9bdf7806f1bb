#include "report/bar.h"

#include <gtest/gtest.h>

#include <cmath>

namespace t2v {
namespace {

TEST(Bar, GrowsByEighths) {
  EXPECT_EQ(bar(0, 4), "");
  EXPECT_EQ(bar(1.0 / 32, 4), "▏");
  EXPECT_EQ(bar(0.25, 4), "█");
  EXPECT_EQ(bar(0.5 + 3.0 / 32, 4), "██▍");
  EXPECT_EQ(bar(31.0 / 32, 4), "███▉");
  EXPECT_EQ(bar(1, 4), "████");
}

TEST(Bar, RoundsToTheNearestEighth) {
  EXPECT_EQ(bar(0.49 / 32, 4), "");
  EXPECT_EQ(bar(0.51 / 32, 4), "▏");
  EXPECT_EQ(bar(0.999, 4), "████");
}

TEST(Bar, StaysWithinItsColumns) {
  EXPECT_EQ(bar(7, 3), "███");
  EXPECT_EQ(bar(-1, 3), "");
  EXPECT_EQ(bar(std::nan(""), 3), "");
  EXPECT_EQ(bar(1, 0), "");
}

}  // namespace
}  // namespace t2v
