#include "projection/tsne.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <stdexcept>
#include <vector>

namespace t2v {
namespace {

/// How the points are moved.
constexpr double kExaggeration = 12;      ///< p_ij times this at first, so that clusters gather
constexpr double kExaggerated = 1.0 / 3;  ///< the share of the iterations for which it lasts
constexpr double kEarlyMomentum = 0.5;
constexpr double kMomentum = 0.8;
constexpr double kLeastRate = 50;
constexpr double kLeastGain = 0.01;

/// Standard deviations of the first layout.
constexpr double kBeginning = 1e-4;
constexpr double kNoise = 1e-6;

using Column = Eigen::ArrayXd;

/// Squared distances of all pairs, [points, points].
PointRows squared_distances(const PointRows& points) {
  const Eigen::VectorXd squares = points.rowwise().squaredNorm();
  PointRows distances = -2 * points * points.transpose();
  distances.colwise() += squares;
  distances.rowwise() += squares.transpose();
  return distances.cwiseMax(0);
}

/// p_{.|i} for a b_i that is found by bisection. @param squares |x_i - x_j|^2
Column neighbour_shares(const Column& squares, Eigen::Index i, double perplexity) {
  constexpr int kBisections = 60;
  constexpr double kCloseEnough = 1e-6;
  const double wanted = std::log(perplexity);
  // Distances to the nearest one: the shares are the same, and no exponential becomes zero.
  Column others = squares;
  others(i) = std::numeric_limits<double>::infinity();
  others -= others.minCoeff();
  others(i) = 0;
  double lowest = 0;
  double highest = std::numeric_limits<double>::infinity();
  double narrowness = 1;
  Column shares;
  for (int step = 0; step < kBisections; ++step) {
    shares = (-narrowness * others).exp();
    shares(i) = 0;
    const double sum = shares.sum();
    const double entropy = std::log(sum) + narrowness * (others * shares).sum() / sum;
    shares /= sum;
    if (std::abs(entropy - wanted) < kCloseEnough) break;
    (entropy > wanted ? lowest : highest) = narrowness;
    narrowness = std::isinf(highest) ? 2 * narrowness : (lowest + highest) / 2;
  }
  return shares;
}

/// p_ij, [points, points].
PointRows affinities(const PointRows& points, double perplexity) {
  PointRows shares = squared_distances(points);
  tbb::parallel_for(Eigen::Index{0}, shares.rows(), [&](Eigen::Index i) {
    const Column squares = shares.row(i).transpose();
    shares.row(i) = neighbour_shares(squares, i, perplexity).transpose();
  });
  const auto twice = 2 * static_cast<double>(points.rows());
  return (shares + shares.transpose().eval()) / twice;
}

PointRows first_layout(const PointRows& points, std::uint64_t seed) {
  const PrincipalComponents components = principal_components(points, 2);
  PointRows layout = components.coordinates(points);
  const double deviation = std::sqrt(components.variances(0));
  if (deviation > 0) layout *= kBeginning / deviation;
  std::mt19937_64 random(seed);
  std::normal_distribution<double> noise(0, kNoise);
  for (Eigen::Index i = 0; i < layout.rows(); ++i) {
    for (Eigen::Index axis = 0; axis < 2; ++axis) layout(i, axis) += noise(random);
  }
  return layout;
}

/// The gradient of KL(P || Q), p_ij times `exaggeration`, [points, 2].
PointRows gradient(const PointRows& affinity, const PointRows& layout, double exaggeration) {
  const Eigen::Index count = layout.rows();
  const Column x = layout.col(0);
  const Column y = layout.col(1);
  PointRows attraction(count, 2);
  PointRows repulsion(count, 2);
  std::vector<double> weights(static_cast<std::size_t>(count));
  tbb::parallel_for(Eigen::Index{0}, count, [&](Eigen::Index i) {
    const Column right = x(i) - x;
    const Column up = y(i) - y;
    Column weight = 1 / (1 + right.square() + up.square());
    weight(i) = 0;
    const Column pulled = affinity.row(i).transpose().array() * weight;
    attraction(i, 0) = (pulled * right).sum();
    attraction(i, 1) = (pulled * up).sum();
    weights[static_cast<std::size_t>(i)] = weight.sum();
    weight = weight.square();
    repulsion(i, 0) = (weight * right).sum();
    repulsion(i, 1) = (weight * up).sum();
  });
  // One after the other, so that the sum does not depend on the number of threads.
  double total = 0;
  for (const double weight : weights) total += weight;
  return 4 * (exaggeration * attraction - repulsion / total);
}

}  // namespace

PointRows tsne(const PointRows& points, const TsneOptions& options, const TsneProgress& progress) {
  const Eigen::Index count = points.rows();
  if (count > kMostTsnePoints) throw std::invalid_argument("tsne: too many points");
  if (count < 2) return PointRows::Zero(count, 2);
  const double most = std::max(1.0, static_cast<double>(count - 1) / 3);
  const PointRows affinity = affinities(points, std::min(options.perplexity, most));
  PointRows layout = first_layout(points, options.seed);
  PointRows step = PointRows::Zero(count, 2);
  PointRows gains = PointRows::Ones(count, 2);
  const double rate = std::max(kLeastRate, static_cast<double>(count) / kExaggeration / 4);
  const auto early = static_cast<unsigned>(kExaggerated * options.iterations);
  for (unsigned done = 0; done < options.iterations; ++done) {
    const bool exaggerated = done < early;
    const PointRows slope = gradient(affinity, layout, exaggerated ? kExaggeration : 1);
    // A coordinate that keeps its direction moves faster, one that swings moves slower.
    const auto swings = slope.array() * step.array() > 0;
    gains = swings.select(gains.array() * 0.8, gains.array() + 0.2).cwiseMax(kLeastGain);
    step = (exaggerated ? kEarlyMomentum : kMomentum) * step -
           rate * (gains.array() * slope.array()).matrix();
    layout += step;
    layout.rowwise() -= layout.colwise().mean().eval();
    if (progress) progress(done + 1, options.iterations);
  }
  return layout;
}

}  // namespace t2v
