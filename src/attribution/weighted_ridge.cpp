#include "attribution/weighted_ridge.h"

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <cmath>
#include <numeric>

namespace t2v {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Differences from the mean that are smaller than this part of it are rounding, not variance.
constexpr double kRounding = 1e-12;

/// Weighted means of the features.
VectorXd mean_of(std::size_t features, std::span<const std::vector<std::uint32_t>> ones,
                 std::span<const double> weight, double total) {
  VectorXd mean = VectorXd::Zero(static_cast<Index>(features));
  for (std::size_t s = 0; s < ones.size(); ++s) {
    for (const std::uint32_t j : ones[s]) mean[j] += weight[s];
  }
  return mean / total;
}

/// A sample a column: features less their mean, times the root of the sample's weight.
MatrixXd centred(std::span<const std::vector<std::uint32_t>> ones, std::span<const double> weight,
                 const VectorXd& mean) {
  MatrixXd samples(mean.size(), static_cast<Index>(ones.size()));
  for (std::size_t s = 0; s < ones.size(); ++s) {
    const double root = std::sqrt(weight[s]);
    auto column = samples.col(static_cast<Index>(s));
    column = -root * mean;
    for (const std::uint32_t j : ones[s]) column[j] += root;
  }
  return samples;
}

/// The x of (a + penalty 1) x = b, of which only the lower half is read.
VectorXd solve(MatrixXd& a, const VectorXd& b, double penalty) {
  a.diagonal().array() += penalty;
  return a.selfadjointView<Eigen::Lower>().llt().solve(b);
}

VectorXd ridge(const MatrixXd& samples, const VectorXd& y, double penalty) {
  const bool dual = samples.cols() < samples.rows();
  const Index size = dual ? samples.cols() : samples.rows();
  MatrixXd products = MatrixXd::Zero(size, size);
  if (dual) {
    products.selfadjointView<Eigen::Lower>().rankUpdate(samples.transpose());
    return samples * solve(products, y, penalty);
  }
  products.selfadjointView<Eigen::Lower>().rankUpdate(samples);
  return solve(products, samples * y, penalty);
}

}  // namespace

LinearFit weighted_ridge(std::size_t features, std::span<const std::vector<std::uint32_t>> ones,
                         std::span<const double> weight, std::span<const double> y,
                         double penalty) {
  const double total = std::accumulate(weight.begin(), weight.end(), 0.0);
  const double y_mean = std::inner_product(weight.begin(), weight.end(), y.begin(), 0.0) / total;
  const VectorXd mean = mean_of(features, ones, weight, total);
  const MatrixXd samples = centred(ones, weight, mean);
  VectorXd y_centred(static_cast<Index>(y.size()));
  for (std::size_t s = 0; s < y.size(); ++s) {
    y_centred[static_cast<Index>(s)] = std::sqrt(weight[s]) * (y[s] - y_mean);
  }
  const VectorXd coefficients = ridge(samples, y_centred, penalty);
  LinearFit fit;
  fit.coefficients.assign(coefficients.begin(), coefficients.end());
  fit.intercept = y_mean - mean.dot(coefficients);
  const double variance = y_centred.squaredNorm();
  const double missed = (y_centred - samples.transpose() * coefficients).squaredNorm();
  fit.r2 = variance > total * std::pow(kRounding * y_mean, 2) ? 1 - missed / variance : 1;
  return fit;
}

}  // namespace t2v
