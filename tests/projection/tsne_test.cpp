#include "projection/tsne.h"

#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <cmath>
#include <random>
#include <stdexcept>
#include <vector>

namespace t2v {
namespace {

constexpr Eigen::Index kClusters = 4;
constexpr Eigen::Index kEach = 25;
constexpr Eigen::Index kDim = 10;

/// Points around four middles, far apart for their spread; cluster i is rows i * kEach and on.
PointRows clusters() {
  std::mt19937 random(20261121);
  std::normal_distribution<double> normal;
  PointRows points(kClusters * kEach, kDim);
  for (Eigen::Index i = 0; i < points.rows(); ++i) {
    for (Eigen::Index k = 0; k < kDim; ++k)
      points(i, k) = normal(random) + (k == i / kEach ? 20 : 0);
  }
  return points;
}

TEST(Tsne, KeepsClustersApart) {
  const PointRows layout = tsne(clusters());
  ASSERT_EQ(layout.rows(), kClusters * kEach);
  ASSERT_EQ(layout.cols(), 2);
  for (Eigen::Index i = 0; i < layout.rows(); ++i) {
    Eigen::Index nearest = -1;
    for (Eigen::Index j = 0; j < layout.rows(); ++j) {
      if (j == i) continue;
      const auto distance = [&](Eigen::Index k) { return (layout.row(i) - layout.row(k)).norm(); };
      if (nearest < 0 || distance(j) < distance(nearest)) nearest = j;
    }
    EXPECT_EQ(nearest / kEach, i / kEach) << i;
  }
  std::vector<Eigen::RowVector2d> middles;
  double spread = 0;
  for (Eigen::Index cluster = 0; cluster < kClusters; ++cluster) {
    const PointRows rows = layout.middleRows(cluster * kEach, kEach);
    middles.push_back(rows.colwise().mean());
    spread = std::max(spread, (rows.rowwise() - middles.back()).rowwise().norm().maxCoeff());
  }
  for (std::size_t a = 0; a < middles.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) EXPECT_GT((middles[a] - middles[b]).norm(), 2 * spread);
  }
}

TEST(Tsne, IsTheSameForASeedOnAnyNumberOfThreads) {
  const TsneOptions options{.iterations = 60, .seed = 5};
  const PointRows points = clusters();
  const PointRows layout = tsne(points, options);
  const tbb::global_control one(tbb::global_control::max_allowed_parallelism, 1);
  EXPECT_EQ(tsne(points, options), layout);
  EXPECT_NE(tsne(points, {.iterations = 60, .seed = 6}), layout);
}

TEST(Tsne, PartsPointsThatAreEqual) {
  const PointRows layout = tsne(PointRows::Ones(5, 3));
  EXPECT_TRUE(layout.allFinite());
  for (Eigen::Index i = 0; i < 5; ++i) {
    for (Eigen::Index j = 0; j < i; ++j) EXPECT_GT((layout.row(i) - layout.row(j)).norm(), 0);
  }
}

TEST(Tsne, HasRoomForOnePointOrNone) {
  EXPECT_TRUE(tsne(PointRows::Ones(1, 3)).isZero());
  EXPECT_EQ(tsne(PointRows(0, 3)).rows(), 0);
  EXPECT_THROW(tsne(PointRows::Zero(kMostTsnePoints + 1, 1)), std::invalid_argument);
}

TEST(Tsne, TellsItsProgressAndStopsWhereThatThrows) {
  unsigned told = 0;
  tsne(clusters(), {.iterations = 7}, [&](unsigned done, unsigned iterations) {
    EXPECT_EQ(done, ++told);
    EXPECT_EQ(iterations, 7U);
  });
  EXPECT_EQ(told, 7U);
  const auto stop = [](unsigned done, unsigned) {
    if (done == 3) throw std::runtime_error("enough");
  };
  EXPECT_THROW(tsne(clusters(), {}, stop), std::runtime_error);
}

}  // namespace
}  // namespace t2v
