#include "embedding/curvature.h"

#include <Eigen/Eigenvalues>
#include <Eigen/QR>
#include <algorithm>
#include <numeric>

#include "embedding/random.h"
#include "embedding/relaxation.h"

namespace t2v {
namespace {

/// Enough for directions that are well above the rest.
constexpr std::size_t kSampledRows = 512;

/// That are looked at one by one. Those behind them bend at most twice as much as they do in the
/// mean (measured at 100 dimensions).
constexpr Eigen::Index kDirections = 16;

/// What is less relaxed by the other ranks is summed: at most a twentieth too much.
constexpr double kNegligible = 0.1;

/// Pairs a token; against division by nothing.
constexpr double kLeastRate = 1e-30;

/// Looked for beside them, so that the last of them are found as fast.
constexpr Eigen::Index kSpareDirections = 8;

/// Enough for directions that are well above the rest; those that are not bend alike.
constexpr int kIterations = 10;

/// Of the sum of all values: less is what rounding leaves of nothing.
constexpr double kRounding = 1e-5;

/// Unit vectors along which a symmetric matrix without negative values is largest, and how large.
struct LargestDirections {
  Eigen::MatrixXf vectors;  ///< [dim, count], largest last
  Eigen::VectorXf values;   ///< [count], largest last
};

/// By orthogonal iteration (Golub and Van Loan, "Matrix Computations", 8.2.4), which at 100
/// dimensions takes as long as a whole decomposition and at 1,000 a ninth (23 ms).
/// The same matrix gives the same directions.
LargestDirections largest_directions(const Eigen::MatrixXf& matrix) {
  const Eigen::Index dim = matrix.rows();
  const Eigen::Index count = std::min(kDirections, dim);
  const Eigen::Index width = std::min(count + kSpareDirections, dim);
  Random random(1);
  Eigen::MatrixXf basis =
      Eigen::MatrixXf::NullaryExpr(dim, width, [&] { return random.uniform() - 0.5F; });
  const auto make_orthogonal = [&](const Eigen::MatrixXf& columns) {
    const Eigen::HouseholderQR<Eigen::MatrixXf> decomposition(columns);
    basis = decomposition.householderQ() * Eigen::MatrixXf::Identity(dim, width);
  };
  make_orthogonal(basis);
  if (width < dim) {
    for (int i = 0; i < kIterations; ++i) make_orthogonal(matrix * basis);
  }
  const Eigen::MatrixXf within = basis.transpose() * matrix * basis;
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXf> solver(within);  // least value first
  return {basis * solver.eigenvectors().rightCols(count), solver.eigenvalues().tail(count)};
}

}  // namespace

std::vector<std::size_t> sample_by_weight(std::span<const float> weights) {
  double total = 0;
  for (const float weight : weights) total += weight;
  std::vector<std::size_t> sample;
  double passed = 0;
  for (std::size_t row = 0; row < weights.size(); ++row) {
    passed += weights[row];
    while (sample.size() < kSampledRows &&
           (static_cast<double>(sample.size()) + 0.5) * total < passed * kSampledRows) {
      sample.push_back(row);
    }
  }
  return sample;
}

RowMoments::RowMoments(const Matrix& rows) {
  const auto dim = static_cast<Eigen::Index>(rows.dim());
  mean = Eigen::VectorXf::Zero(dim);
  second = Eigen::MatrixXf::Zero(dim, dim);
  if (rows.rows() == 0) return;
  const Eigen::Map<const Eigen::MatrixXf, Eigen::Aligned64, Eigen::OuterStride<>> columns(
      rows.row(0), dim, static_cast<Eigen::Index>(rows.rows()),
      Eigen::OuterStride<>(static_cast<Eigen::Index>(rows.stride())));
  mean = columns.rowwise().mean();
  second.selfadjointView<Eigen::Lower>().rankUpdate(columns,
                                                    1.0F / static_cast<float>(rows.rows()));
  second = Eigen::MatrixXf(second.selfadjointView<Eigen::Lower>());
}

void RowMoments::add_rows(const RowMoments& rows, float weight, float share) {
  const Eigen::VectorXf added = share * weight * rows.mean;
  second +=
      share * weight * weight * rows.second + mean * added.transpose() + added * mean.transpose();
  mean += added;
}

RowMoments moments_with_labels(RowMoments words, const RowMoments& labels, double label_weight,
                               const PairRates& rates) {
  const double labels_in_all =
      std::accumulate(rates.label_input.begin(), rates.label_input.end(), 0.0);
  const double labelled = labels_in_all / std::max(rates.of_all_words, kLeastRate);
  words.add_rows(labels, static_cast<float>(label_weight), static_cast<float>(labelled));
  return words;
}

Curvature::Curvature(const Eigen::MatrixXf& moment) {
  const LargestDirections largest = largest_directions(moment);
  const Eigen::Index dim = moment.rows();
  const Eigen::Index count = largest.values.size();
  directions_ = largest.vectors.rowwise().reverse();
  const double total = moment.trace();
  const auto unless_rounding = [&](double value) { return value > kRounding * total ? value : 0; };
  double left = total;
  for (Eigen::Index i = 0; i < count; ++i) {
    const double value = unless_rounding(largest.values[count - 1 - i]);
    left -= value;
    bends_.push_back(kBend * value);
  }
  if (dim > count) rest_ = kBend * unless_rounding(left) / static_cast<double>(dim - count);
}

void Curvature::share(float* change, unsigned ranks, double steps) const {
  if (ranks <= 1) return;
  const double steps_of_others = steps * (ranks - 1);
  const bool takes_sum = steps_of_others * rest_ < kNegligible;
  const float rest = takes_sum ? 1.0F : share_of_sum(ranks, steps * rest_);
  Eigen::Map<Eigen::VectorXf> row(change, directions_.rows());
  if (!takes_sum) row *= rest;
  for (std::size_t i = 0; i < bends_.size() && steps_of_others * bends_[i] >= kNegligible; ++i) {
    const auto direction = directions_.col(static_cast<Eigen::Index>(i));
    const float along = direction.dot(row) / rest;
    row += (share_of_sum(ranks, steps * bends_[i]) - rest) * along * direction;
  }
}

}  // namespace t2v
