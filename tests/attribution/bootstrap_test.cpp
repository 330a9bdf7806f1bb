#include "attribution/bootstrap.h"

#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <cmath>
#include <random>
#include <stdexcept>
#include <vector>

namespace t2v {
namespace {

TEST(Bootstrap, ValuesThatAreAllAlikeLeaveNoDoubt) {
  const std::vector<double> values{1, 5, 1, 5, 1, 5};
  const auto estimates = bootstrap_means(values, 2, 1);
  ASSERT_EQ(estimates.size(), 2U);
  for (const double number : {estimates[0].mean, estimates[0].low, estimates[0].high})
    EXPECT_EQ(number, 1);
  for (const double number : {estimates[1].mean, estimates[1].low, estimates[1].high})
    EXPECT_EQ(number, 5);
}

TEST(Bootstrap, IntervalIsThatOfTheNormalApproximation) {
  // The mean of 400 numbers of deviation s deviates by s / 20; 95 % lie within 1.96 of that.
  std::mt19937 random(7);
  std::normal_distribution<double> normal(10, 2);
  std::vector<double> values(400);
  for (double& value : values) value = normal(random);
  double mean = 0;
  for (const double value : values) mean += value / 400;
  double variance = 0;
  for (const double value : values) variance += (value - mean) * (value - mean) / 400;

  const Estimate estimate = bootstrap_means(values, 1, 1).front();
  const double half = 1.96 * std::sqrt(variance) / 20;
  EXPECT_NEAR(estimate.mean, mean, 1e-12);
  EXPECT_NEAR(estimate.low, mean - half, 0.15 * half);
  EXPECT_NEAR(estimate.high, mean + half, 0.15 * half);
}

TEST(Bootstrap, FiguresShareTheirDraws) {
  const std::vector<double> values{0, 1, 1, 2, 5, 6, 2, 3};  // the second is the first plus 1
  const auto estimates = bootstrap_means(values, 2, 3);
  EXPECT_NEAR(estimates[1].low, estimates[0].low + 1, 1e-12);
  EXPECT_NEAR(estimates[1].high, estimates[0].high + 1, 1e-12);
}

TEST(Bootstrap, SameForASeedWhateverTheThreads) {
  std::vector<double> values(200);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = std::sin(static_cast<double>(i));
  const Estimate many = bootstrap_means(values, 1, 5).front();
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, 1);
  const Estimate one = bootstrap_means(values, 1, 5).front();
  EXPECT_EQ(many.low, one.low);
  EXPECT_EQ(many.high, one.high);
  EXPECT_NE(bootstrap_means(values, 1, 6).front().low, one.low);
}

TEST(Bootstrap, RefusesFiguresOfNoDocument) {
  EXPECT_THROW(bootstrap_means({}, 1, 1), std::invalid_argument);
  EXPECT_THROW(bootstrap_means(std::vector<double>{1, 2, 3}, 2, 1), std::invalid_argument);
  EXPECT_THROW(bootstrap_means(std::vector<double>{1}, 0, 1), std::invalid_argument);
}

}  // namespace
}  // namespace t2v
