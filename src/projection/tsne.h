#pragma once

#include <cstdint>
#include <functional>

#include "projection/principal_components.h"

namespace t2v {

/// Settings of a t-SNE; the defaults are those that are customary.
struct TsneOptions {
  /// How many neighbours a point has, about. Of few points, a third of their number at most.
  double perplexity = 30;
  unsigned iterations = 750;
  std::uint64_t seed = 1;
};

/// Called after each iteration, from one thread; throwing stops the work.
using TsneProgress = std::function<void(unsigned done, unsigned iterations)>;

/// Most points: memory and time grow with their square (8 N^2 bytes).
inline constexpr Eigen::Index kMostTsnePoints = 2000;

/// Coordinates in the plane, [points, 2], such that neighbours stay neighbours: t-distributed
/// stochastic neighbour embedding (van der Maaten & Hinton 2008), without approximation. With
///
///   p_{j|i} = exp(-b_i |x_i - x_j|^2) / sum_{k != i} exp(-b_i |x_i - x_k|^2),
///   p_ij = (p_{j|i} + p_{i|j}) / 2N,
///   q_ij = w_ij / sum_{k != l} w_kl,  w_ij = 1 / (1 + |y_i - y_j|^2),
///
/// b_i such that the entropy of p_{.|i} is log(perplexity), it moves the points y down the gradient
///
///   dKL(P || Q) / dy_i = 4 sum_j (p_ij - q_ij) w_ij (y_i - y_j)
///
/// with momentum and gains as in the paper's section 3.4 and its authors' program. It begins with
/// the principal components, small, which keeps the large picture (Kobak & Berens 2019), and the
/// step is as Belkina et al. 2019 have it. Runs in parallel; the result depends on the seed, which
/// parts points that are equal, and not on the number of threads.
/// @param points at most kMostTsnePoints
/// @throws std::invalid_argument for more
PointRows tsne(const PointRows& points, const TsneOptions& options = {},
               const TsneProgress& progress = {});

}  // namespace t2v
