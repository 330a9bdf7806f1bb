#include "attribution/lime.h"

#include <gtest/gtest.h>

#include <cmath>
#include <utility>

#include "attribution/deletion_samples.h"
#include "attribution/weighted_ridge.h"

namespace t2v {
namespace {

using Rows = std::vector<std::vector<double>>;

/// Solves a x = b by Gauss elimination with pivots.
std::vector<double> solve(Rows a, std::vector<double> b) {
  const std::size_t size = b.size();
  for (std::size_t column = 0; column < size; ++column) {
    std::size_t pivot = column;
    for (std::size_t row = column; row < size; ++row) {
      if (std::abs(a[row][column]) > std::abs(a[pivot][column])) pivot = row;
    }
    std::swap(a[pivot], a[column]);
    std::swap(b[pivot], b[column]);
    for (std::size_t row = 0; row < size; ++row) {
      if (row == column) continue;
      const double factor = a[row][column] / a[column][column];
      for (std::size_t i = column; i < size; ++i) a[row][i] -= factor * a[column][i];
      b[row] -= factor * b[column];
    }
  }
  for (std::size_t i = 0; i < size; ++i) b[i] /= a[i][i];
  return b;
}

/// Ridge by the normal equations with a column of ones for the intercept, which is not penalised:
/// the coefficients and behind them the intercept.
std::vector<double> reference_ridge(const Rows& x, const std::vector<double>& weight,
                                    const std::vector<double>& y, double penalty) {
  const std::size_t features = x[0].size();
  Rows a(features + 1, std::vector<double>(features + 1, 0.0));
  std::vector<double> b(features + 1, 0.0);
  for (std::size_t s = 0; s < x.size(); ++s) {
    std::vector<double> row = x[s];
    row.push_back(1);
    for (std::size_t i = 0; i <= features; ++i) {
      b[i] += weight[s] * row[i] * y[s];
      for (std::size_t j = 0; j <= features; ++j) a[i][j] += weight[s] * row[i] * row[j];
    }
  }
  for (std::size_t i = 0; i < features; ++i) a[i][i] += penalty;
  return solve(std::move(a), std::move(b));
}

/// Some function of a text that is not linear, without a network.
class Interacting final : public PerturbedText {
 public:
  explicit Interacting(std::size_t tokens) : tokens_(tokens) {}
  std::size_t tokens() const override { return tokens_; }
  std::vector<double> outputs(std::span<const std::vector<std::uint32_t>> kept) const override {
    std::vector<double> outputs;
    for (const auto& tokens : kept) outputs.push_back(output(tokens));
    return outputs;
  }
  static double output(const std::vector<std::uint32_t>& kept) {
    double sum = 0.25;
    for (const std::uint32_t token : kept) sum += std::sin(token + 1.0);
    return std::tanh(sum);
  }

 private:
  std::size_t tokens_;
};

TEST(Lime, IsAWeightedRidgeOverItsSamples) {
  constexpr std::size_t kTokens = 9;
  const MethodOptions options{.lime_samples = 700, .seed = 8};
  const Attribution lime_scores = lime(Interacting(kTokens), options);

  const DeletionSamples samples = draw_deletions(kTokens, 700, 8);
  Rows x;
  std::vector<double> weight;
  std::vector<double> y;
  for (std::size_t s = 0; s < samples.kept.size(); ++s) {
    std::vector<double> row(kTokens, 0.0);
    for (const std::uint32_t token : samples.kept[s]) row[token] = 1;
    const auto kept = static_cast<double>(samples.kept[s].size());
    const double distance = 100 * (1 - std::sqrt(kept / kTokens));
    for (double time = 0; time < samples.drawn[s]; ++time) {
      x.push_back(row);
      weight.push_back(std::sqrt(std::exp(-distance * distance / (25 * 25))));
      y.push_back(Interacting::output(samples.kept[s]));
    }
  }
  ASSERT_EQ(x.size(), 700U);
  const std::vector<double> expected = reference_ridge(x, weight, y, 1);
  ASSERT_EQ(lime_scores.scores.size(), kTokens);
  for (std::size_t j = 0; j < kTokens; ++j) EXPECT_NEAR(lime_scores.scores[j], expected[j], 1e-9);

  double total = 0;
  double mean = 0;
  for (std::size_t s = 0; s < x.size(); ++s) {
    total += weight[s];
    mean += weight[s] * y[s];
  }
  mean /= total;
  double missed = 0;
  double variance = 0;
  for (std::size_t s = 0; s < x.size(); ++s) {
    double prediction = expected[kTokens];
    for (std::size_t j = 0; j < kTokens; ++j) prediction += x[s][j] * expected[j];
    missed += weight[s] * (y[s] - prediction) * (y[s] - prediction);
    variance += weight[s] * (y[s] - mean) * (y[s] - mean);
  }
  double whole = expected[kTokens];
  for (std::size_t j = 0; j < kTokens; ++j) whole += expected[j];
  EXPECT_NEAR(lime_scores.figures[0].second, 1 - missed / variance, 1e-9);
  EXPECT_NEAR(lime_scores.figures[1].second, expected[kTokens], 1e-9);
  EXPECT_NEAR(lime_scores.figures[2].second, whole, 1e-9);
}

TEST(WeightedRidge, DualFormIsThePrimal) {
  // Three samples of five features go the dual way.
  const std::vector<std::vector<std::uint32_t>> ones{{0, 1, 2, 3, 4}, {1, 3}, {}};
  const Rows x{{1, 1, 1, 1, 1}, {0, 1, 0, 1, 0}, {0, 0, 0, 0, 0}};
  const std::vector<double> weight{1, 0.5, 2};
  const std::vector<double> y{3, -1, 0.5};
  const LinearFit fit = weighted_ridge(5, ones, weight, y, 0.7);
  const std::vector<double> expected = reference_ridge(x, weight, y, 0.7);
  for (std::size_t j = 0; j < 5; ++j) EXPECT_NEAR(fit.coefficients[j], expected[j], 1e-12);
  EXPECT_NEAR(fit.intercept, expected[5], 1e-12);
}

TEST(WeightedRidge, ExplainsAConstant) {
  const std::vector<std::vector<std::uint32_t>> ones{{0, 1}, {0}, {1}};
  const std::vector<double> weight{1, 0.3, 0.7};
  const LinearFit fit = weighted_ridge(2, ones, weight, std::vector<double>(3, 0.1), 1);
  EXPECT_EQ(fit.r2, 1);
  EXPECT_NEAR(fit.intercept, 0.1, 1e-12);
  EXPECT_NEAR(fit.coefficients[0], 0, 1e-12);
}

/// 1 + sum of (token + 1) / 10 over the tokens kept.
class Linear final : public PerturbedText {
 public:
  std::size_t tokens() const override { return 6; }
  std::vector<double> outputs(std::span<const std::vector<std::uint32_t>> kept) const override {
    std::vector<double> outputs;
    for (const auto& tokens : kept) {
      outputs.push_back(1);
      for (const std::uint32_t token : tokens) outputs.back() += (token + 1) / 10.0;
    }
    return outputs;
  }
};

TEST(Lime, FindsTheCoefficientsOfALinearFunction) {
  // The penalty shrinks them a little: the samples weigh several hundred times as much.
  const Attribution scores = lime(Linear(), {});
  ASSERT_EQ(scores.scores.size(), 6U);
  for (std::size_t j = 0; j < 6; ++j) {
    EXPECT_NEAR(scores.scores[j], 0.1 * static_cast<double>(j + 1), 0.01);
  }
  EXPECT_GT(scores.figures[0].second, 0.999);
}

TEST(Lime, FollowsTheSeed) {
  const MethodOptions one{.lime_samples = 200, .seed = 1};
  const MethodOptions two{.lime_samples = 200, .seed = 2};
  EXPECT_EQ(lime(Interacting(20), one).scores, lime(Interacting(20), one).scores);
  EXPECT_NE(lime(Interacting(20), one).scores, lime(Interacting(20), two).scores);
}

}  // namespace
}  // namespace t2v
