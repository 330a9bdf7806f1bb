#include "embedding/curvature.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "embedding/relaxation.h"

namespace t2v {
namespace {

Matrix rows_of(const std::vector<std::vector<float>>& values) {
  Matrix rows(values.size(), values[0].size());
  for (std::size_t row = 0; row < values.size(); ++row) {
    std::copy(values[row].begin(), values[row].end(), rows.row(row));
  }
  return rows;
}

void expect_moments(const RowMoments& moments, const std::array<float, 2>& mean,
                    const std::array<float, 4>& second) {
  for (int i = 0; i < 2; ++i) {
    EXPECT_FLOAT_EQ(moments.mean[i], mean[i]) << i;
    for (int j = 0; j < 2; ++j) EXPECT_FLOAT_EQ(moments.second(i, j), second[2 * i + j]) << i << j;
  }
}

TEST(Curvature, RowsComeInSamplesAsOftenAsTheirWeightsSay) {
  const std::vector<std::size_t> sample = sample_by_weight(std::vector<float>{1, 0, 3, 4});
  const auto share = [&](std::size_t row) {
    return static_cast<double>(std::ranges::count(sample, row)) /
           static_cast<double>(sample.size());
  };
  EXPECT_EQ(share(0), 0.125);
  EXPECT_EQ(share(1), 0);
  EXPECT_EQ(share(2), 0.375);
  EXPECT_EQ(share(3), 0.5);
  EXPECT_TRUE(sample_by_weight(std::vector<float>{0, 0}).empty());
  EXPECT_TRUE(sample_by_weight({}).empty());
}

TEST(Curvature, MomentsAreMeans) {
  const RowMoments moments(rows_of({{2, 0}, {1, 1}, {1, 1}, {1, 1}}));
  expect_moments(moments, {1.25F, 0.75F}, {1.75F, 0.75F, 0.75F, 0.75F});
  EXPECT_EQ(RowMoments(Matrix(0, 2)).second.norm(), 0.0F);
}

// v is (1, 0); half of the words have a label, (4, 2), which counts half: v + l/2 is (3, 1) or
// (1, 0).
TEST(Curvature, LabelsAreAddedToWords) {
  RowMoments moments(rows_of({{1, 0}}));
  moments.add_rows(RowMoments(rows_of({{4, 2}})), 0.5F, 0.5F);
  expect_moments(moments, {2, 0.5F}, {5, 1.5F, 1.5F, 0.5F});
}

// Partners are (2, 2): along (1, 1) the loss bends by 8, along (1, -1) not at all. With x = log 2
// two ranks take three quarters of their sum (relaxation_test.cpp).
TEST(Curvature, ChangesAreDampedWhereTheLossBends) {
  const Curvature curvature(RowMoments(rows_of({{2, 2}})).second);
  std::array<float, 2> change{3, 1};
  curvature.share(change.data(), 2, std::log(2.0) / (8 * Curvature::kBend));
  EXPECT_NEAR(change[0], 1 + 0.75 * 2, 1e-5);
  EXPECT_NEAR(change[1], -1 + 0.75 * 2, 1e-5);

  change = {3, 1};
  curvature.share(change.data(), 4, 1e6);
  EXPECT_NEAR(change[0], 1 + 0.25 * 2, 1e-5);
  EXPECT_NEAR(change[1], -1 + 0.25 * 2, 1e-5);
}

TEST(Curvature, WhatOneRankMovedAndWhatHardlyMovedCountsWhole) {
  const Curvature curvature(RowMoments(rows_of({{2, 2}})).second);
  std::array<float, 2> change{3, 1};
  curvature.share(change.data(), 1, 1e6);
  EXPECT_EQ(change, (std::array<float, 2>{3, 1}));
  curvature.share(change.data(), 8, 1e-3);
  EXPECT_EQ(change, (std::array<float, 2>{3, 1}));
  Curvature().share(change.data(), 8, 1e6);
  EXPECT_EQ(change, (std::array<float, 2>{3, 1}));
}

// Beyond the directions that are looked at one by one all take the same share: 40 partners of
// length 1, each along an axis of its own, bend all axes by 1/40.
TEST(Curvature, TheOtherDirectionsTakeTheirMean) {
  constexpr std::size_t kDim = 40;
  Matrix rows(kDim, kDim);
  for (std::size_t row = 0; row < kDim; ++row) rows.row(row)[row] = 1;
  const Curvature curvature(RowMoments(rows).second);
  std::vector<float> change(kDim, 1);
  curvature.share(change.data(), 2, std::log(2.0) * kDim / Curvature::kBend);
  for (const float value : change) EXPECT_NEAR(value, 0.75, 1e-5);
}

// Of many dimensions a few bend, wherever they lie: the loss bends along axis 150 a thousand times
// as much as along most.
TEST(Curvature, FindsTheDirectionsThatBend) {
  constexpr Eigen::Index kDim = 300;
  constexpr float kMost = 0.02F;
  constexpr double kSteps = 10;
  Eigen::VectorXf values = Eigen::VectorXf::Constant(kDim, kMost);
  values[7] = 1;
  values[90] = 5;
  values[150] = 20;
  values[299] = 2;
  const Curvature curvature(values.asDiagonal());
  for (const Eigen::Index axis : {7, 90, 150, 299}) {
    std::vector<float> change(kDim, 0);
    change[axis] = 1;
    curvature.share(change.data(), 2, kSteps);
    EXPECT_NEAR(change[axis], share_of_sum(2, kSteps * Curvature::kBend * values[axis]), 1e-4)
        << axis;
    change[axis] = 0;
    for (const float other : change) EXPECT_NEAR(other, 0, 1e-4) << axis;
  }
  std::vector<float> change(kDim, 0);
  change[0] = 1;
  curvature.share(change.data(), 2, kSteps);
  EXPECT_NEAR(change[0], 1, 0.01) << "what hardly bends is summed";
}

}  // namespace
}  // namespace t2v
