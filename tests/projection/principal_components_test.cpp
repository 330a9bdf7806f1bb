#include "projection/principal_components.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace t2v {
namespace {

TEST(PrincipalComponents, OfFourPointsAreAsOnPaper) {
  // Around (1, 2): +-2 along (3, 4) / 5 and +-1 along (-4, 3) / 5.
  PointRows points(4, 2);
  points << 1 + 1.2, 2 + 1.6, 1 - 1.2, 2 - 1.6, 1 - 0.8, 2 + 0.6, 1 + 0.8, 2 - 0.6;
  const PrincipalComponents components = principal_components(points, 2);
  EXPECT_NEAR(components.mean(0), 1, 1e-12);
  EXPECT_NEAR(components.mean(1), 2, 1e-12);
  // Sums of squares 2 * 4 and 2 * 1, over 4 - 1.
  EXPECT_NEAR(components.variances(0), 8.0 / 3, 1e-12);
  EXPECT_NEAR(components.variances(1), 2.0 / 3, 1e-12);
  // The entry of the largest magnitude is positive.
  EXPECT_NEAR(components.axes(0, 0), 0.6, 1e-12);
  EXPECT_NEAR(components.axes(0, 1), 0.8, 1e-12);
  EXPECT_NEAR(components.axes(1, 0), 0.8, 1e-12);
  EXPECT_NEAR(components.axes(1, 1), -0.6, 1e-12);
  const PointRows coordinates = components.coordinates(points);
  EXPECT_NEAR(coordinates(0, 0), 2, 1e-12);
  EXPECT_NEAR(coordinates(0, 1), 0, 1e-12);
  EXPECT_NEAR(coordinates(2, 0), 0, 1e-12);
  EXPECT_NEAR(coordinates(2, 1), -1, 1e-12);
}

TEST(PrincipalComponents, KeepAllDistancesWhereNoneIsLeftOut) {
  std::mt19937 random(3);
  std::normal_distribution<double> normal;
  const PointRows points = PointRows::NullaryExpr(30, 5, [&] { return normal(random); });
  const PrincipalComponents components = principal_components(points, 5);
  const PointRows turned = components.coordinates(points);
  for (Eigen::Index i = 0; i < points.rows(); ++i) {
    for (Eigen::Index j = 0; j < i; ++j) {
      EXPECT_NEAR((turned.row(i) - turned.row(j)).norm(), (points.row(i) - points.row(j)).norm(),
                  1e-10);
    }
  }
  for (Eigen::Index i = 1; i < 5; ++i)
    EXPECT_LE(components.variances(i), components.variances(i - 1));
  EXPECT_TRUE(
      (components.axes * components.axes.transpose()).isApprox(PointRows::Identity(5, 5), 1e-10));
}

TEST(PrincipalComponents, OfOnePointOrNoneAreZero) {
  const PrincipalComponents one = principal_components(PointRows::Constant(1, 3, 7), 2);
  EXPECT_NEAR(one.variances(0), 0, 1e-12);
  EXPECT_TRUE(one.coordinates(PointRows::Constant(1, 3, 7)).isZero(1e-12));
  const PrincipalComponents none = principal_components(PointRows(0, 3), 2);
  EXPECT_TRUE(none.mean.isZero());
  EXPECT_EQ(none.coordinates(PointRows(0, 3)).rows(), 0);
}

}  // namespace
}  // namespace t2v
