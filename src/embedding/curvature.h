#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "embedding/matrix.h"
#include "embedding/pair_rates.h"

namespace t2v {

/// Rows that stand for all in moments: some hundred, at equal steps of the sum of weights, so that
/// a row comes as often as its weight says.
/// @param weights [rows], at least 0 @returns indices; none where all weights are 0
std::vector<std::size_t> sample_by_weight(std::span<const float> weights);

/// Mean of rows v and of their outer products v v^T; all zero for no rows.
struct RowMoments {
  Eigen::VectorXf mean;    ///< [dim]
  Eigen::MatrixXf second;  ///< [dim, dim]

  explicit RowMoments(const Matrix& rows);

  /// Makes these the moments of v + l, where l is `weight` times a row that is independent of v,
  /// which there is in the share `share` of cases.
  void add_rows(const RowMoments& rows, float weight, float share);
};

/// Of inputs as outputs meet them: rows of words with those of labels added where there are any.
/// @param words, labels of rows as often as they are met @param label_weight of the labels
RowMoments moments_with_labels(RowMoments words, const RowMoments& labels, double label_weight,
                               const PairRates& rates);

/// How much the loss of a row's pairs bends in which direction, and what that means for changes
/// that several learners (ranks, replicas) made apart from each other.
///
/// Along a row u the loss of its pair with v has the second derivative s (1 - s) v v^T, where s is
/// the sigmoid of u v. So directions in which partners v are long are those in which u soon finds
/// its place. They differ much: one, that of the mean of all rows, bends ten times as much as the
/// next and a hundred times as much as most. What ranks learn about the first has to be averaged
/// where what they learn about the others has to be summed (relaxation.h).
class Curvature {
 public:
  /// For s (1 - s), which is 0.11 in the mean over pairs without labels and 0.22 with them,
  /// measured on trained vectors of the reviews. Less, for in the beginning rows do not find their
  /// place along the mean of all, they grow along it, and what they grow in several ranks adds up.
  /// The loss does not see how what is common to all pairs is shared out between inputs and
  /// outputs, but cosines do. The mean output vector of the reviews is 2.33 long from one process;
  /// from two ranks and four 2.15 and 2.32 with 0.05, 2.03 and 1.80 with 0.1, 2.30 and 2.97 with
  /// 0.03.
  static constexpr double kBend = 0.05;

  /// Flat: changes are summed.
  Curvature() = default;

  /// @param moment mean of v v^T over the partners of rows
  explicit Curvature(const Eigen::MatrixXf& moment);

  /// Makes of the sum of the changes of `ranks` ranks the change that the row takes.
  /// @param change [dim] @param steps learning rate times pairs that trained the row in each rank
  void share(float* change, unsigned ranks, double steps) const;

 private:
  Eigen::MatrixXf directions_;  ///< [dim, directions]: unit vectors, most bent first
  std::vector<double> bends_;   ///< along directions_
  double rest_ = 0;             ///< along the others, in the mean
};

/// When curvatures are to be taken anew that were taken after so many tokens: vectors change in
/// proportion to how long training is.
inline std::uint64_t next_curvatures(std::uint64_t tokens_done) {
  constexpr double kGrowth = 1.5;
  return static_cast<std::uint64_t>(static_cast<double>(tokens_done) * kGrowth);
}

}  // namespace t2v
