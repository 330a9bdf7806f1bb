#include "report/quantity.h"

#include <gtest/gtest.h>

namespace t2v {
namespace {

TEST(ShortNumber, HasThreeDigits) {
  EXPECT_EQ(short_number(0), "0");
  EXPECT_EQ(short_number(7), "7");
  EXPECT_EQ(short_number(0.5), "0.50");
  EXPECT_EQ(short_number(12.34), "12.3");
  EXPECT_EQ(short_number(950), "950");
  EXPECT_EQ(short_number(1230), "1.23 k");
  EXPECT_EQ(short_number(45'600'000), "45.6 M");
  EXPECT_EQ(short_number(789e9), "789 G");
  EXPECT_EQ(short_number(1.5e12), "1.50 T");
  EXPECT_EQ(short_number(12345e12), "12345 T");
}

TEST(ShortNumber, RoundsIntoTheNextPrefix) {
  EXPECT_EQ(short_number(999), "999");
  EXPECT_EQ(short_number(999.4), "999");
  EXPECT_EQ(short_number(999.6), "1.00 k");
  EXPECT_EQ(short_number(9'994), "9.99 k");
  EXPECT_EQ(short_number(9'996), "10.0 k");
  EXPECT_EQ(short_number(99'960), "100 k");
  EXPECT_EQ(short_number(999'499), "999 k");
  EXPECT_EQ(short_number(999'500), "1.00 M");
}

TEST(ShortDuration, HasItsTwoLargestUnits) {
  EXPECT_EQ(short_duration(0), "0.0s");
  EXPECT_EQ(short_duration(0.44), "0.4s");
  EXPECT_EQ(short_duration(9.94), "9.9s");
  EXPECT_EQ(short_duration(9.96), "10s");
  EXPECT_EQ(short_duration(59.4), "59s");
  EXPECT_EQ(short_duration(59.6), "1m00s");
  EXPECT_EQ(short_duration(83), "1m23s");
  EXPECT_EQ(short_duration(3599.6), "1h00m");
  EXPECT_EQ(short_duration(2 * 3600 + 5 * 60 + 59), "2h05m");
  EXPECT_EQ(short_duration(3 * 86400 + 4 * 3600), "3d04h");
  EXPECT_EQ(short_duration(1e300), "11574074074d01h");
}

}  // namespace
}  // namespace t2v
