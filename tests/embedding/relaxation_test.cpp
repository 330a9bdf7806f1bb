#include "embedding/relaxation.h"

#include <gtest/gtest.h>

#include <cmath>

namespace t2v {
namespace {

TEST(Relaxation, RowsThatMoveALittleTakeTheSumAndSettledOnesTheMean) {
  EXPECT_FLOAT_EQ(share_of_sum(4, 0), 1.0F);
  EXPECT_NEAR(share_of_sum(4, 1e-4), 1.0F, 2e-4);
  EXPECT_FLOAT_EQ(share_of_sum(4, 50), 0.25F);
  EXPECT_FLOAT_EQ(share_of_sum(1, 50), 1.0F) << "what one alone moved is never damped";
}

// Halfway: x = log 2 takes half of the way in each of two learners, three quarters one after the
// other, and 3/4 is 3/4 of the sum 1/2 + 1/2.
TEST(Relaxation, TwoLearnersHalfway) {
  EXPECT_FLOAT_EQ(share_of_sum(2, std::log(2.0)), 0.75F);
}

// m learners that relax towards one place go as far as one that does all their steps.
TEST(Relaxation, GoesAsFarAsOneLearnerWould) {
  for (const unsigned learners : {2U, 3U, 64U}) {
    for (const double x : {0.01, 0.3, 2.0}) {
      const double change = 1 - std::exp(-x);  // of each, from 0 towards 1
      EXPECT_NEAR(static_cast<double>(share_of_sum(learners, x)) * learners * change,
                  1 - std::exp(-(learners * x)), 1e-6);
    }
  }
}

}  // namespace
}  // namespace t2v
