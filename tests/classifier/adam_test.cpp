#include "classifier/adam.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace t2v {
namespace {

TEST(Adam, StepsByHand) {
  Adam adam(2);
  std::vector<float> values{1.0F, 1.0F};
  adam.begin_step(1, 0.1);
  adam.update(0, values, std::vector<float>{2.0F, -0.001F});
  // The first step is the rate in the direction of the gradient, whatever its size.
  EXPECT_NEAR(values[0], 0.9, 1e-5);
  EXPECT_NEAR(values[1], 1.1, 1e-5);

  adam.begin_step(2, 0.1);
  adam.update(0, values, std::vector<float>{1.0F, 0.0F});
  // m = 0.9 * 0.2 + 0.1 = 0.28, v = 0.999 * 0.004 + 0.001 = 0.004996;
  // m / 0.19 = 1.473684, v / 0.001999 = 2.499250.
  EXPECT_NEAR(values[0], 0.9 - 0.1 * 1.473684 / std::sqrt(2.499250), 1e-5);
}

TEST(Adam, NumbersWithoutGradientStandStill) {
  Adam adam(3);
  std::vector<float> value{5.0F};
  adam.begin_step(1, 0.5);
  adam.update(2, value, std::vector<float>{1.0F});
  EXPECT_NEAR(value[0], 4.5, 1e-5);
  std::vector<float> other{5.0F};
  adam.begin_step(2, 0.5);
  adam.update(1, other, std::vector<float>{0.0F});
  EXPECT_EQ(other[0], 5.0F);
}

TEST(Adam, FindsAKnownMinimum) {
  Adam adam(2);
  std::vector<float> at{5.0F, -3.0F};
  for (std::uint64_t step = 1; step <= 3000; ++step) {
    adam.begin_step(step, 0.02);
    adam.update(0, at, std::vector<float>{2 * (at[0] - 1), 20 * (at[1] - 2)});
  }
  EXPECT_NEAR(at[0], 1, 1e-3);
  EXPECT_NEAR(at[1], 2, 1e-3);
}

}  // namespace
}  // namespace t2v
