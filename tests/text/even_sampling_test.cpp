#include "text/even_sampling.h"

#include <gtest/gtest.h>

#include <vector>

namespace t2v::testing {
namespace {

TEST(EvenSampling, TakesItsShareEvenly) {
  EvenSampling sampling(30, 100);
  std::vector<int> taken;
  for (int piece = 0; piece < 10; ++piece) {
    if (sampling.takes(10)) taken.push_back(piece);
  }
  EXPECT_EQ(taken, (std::vector<int>{3, 6, 9})) << "12, 11 and 10 bytes are earned by then";
}

TEST(EvenSampling, LongPiecesWaitUntilTheyArePaidFor) {
  EvenSampling sampling(50, 100);
  EXPECT_FALSE(sampling.takes(60)) << "30 earned";
  EXPECT_TRUE(sampling.takes(10)) << "35 earned";
  EXPECT_FALSE(sampling.takes(80)) << "65 earned";
  EXPECT_TRUE(sampling.takes(80)) << "105 earned";
}

TEST(EvenSampling, TakesAllThatIsNotTooMuch) {
  EvenSampling sampling(100, 100);
  for (int piece = 0; piece < 200; ++piece) EXPECT_TRUE(sampling.takes(1));
}

}  // namespace
}  // namespace t2v::testing
