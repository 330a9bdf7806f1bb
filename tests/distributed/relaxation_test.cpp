#include "distributed/relaxation.h"

#include <gtest/gtest.h>

#include <cmath>

namespace t2v {
namespace {

TEST(Relaxation, RowsThatMoveALittleTakeTheSumAndSettledOnesTheMean) {
  EXPECT_FLOAT_EQ(share_of_sum(4, 0), 1.0F);
  EXPECT_NEAR(share_of_sum(4, 1e-4), 1.0F, 2e-4);
  EXPECT_FLOAT_EQ(share_of_sum(4, 50), 0.25F);
  EXPECT_FLOAT_EQ(share_of_sum(1, 50), 1.0F) << "what one rank alone moved is never damped";
}

// Halfway: x = log 2 takes half of the way in each of two ranks, three quarters one after the
// other, and 3/4 is 3/4 of the sum 1/2 + 1/2.
TEST(Relaxation, TwoRanksHalfway) {
  EXPECT_FLOAT_EQ(share_of_sum(2, std::log(2.0)), 0.75F);
}

// m ranks that relax towards one place go as far as one that does all their steps.
TEST(Relaxation, GoesAsFarAsOneRankWould) {
  for (const unsigned ranks : {2U, 3U, 64U}) {
    for (const double x : {0.01, 0.3, 2.0}) {
      const double change = 1 - std::exp(-x);  // of each, from 0 towards 1
      EXPECT_NEAR(static_cast<double>(share_of_sum(ranks, x)) * ranks * change,
                  1 - std::exp(-(ranks * x)), 1e-6);
    }
  }
}

}  // namespace
}  // namespace t2v
