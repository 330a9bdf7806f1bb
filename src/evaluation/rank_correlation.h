#pragma once

#include <span>
#include <vector>

namespace t2v {

/// The place of every value in ascending order, from 1; equal values all get the mean of their
/// places.
std::vector<double> average_ranks(std::span<const double> values);

/// Spearman's rank correlation of two series of the same length, in [-1, 1]: Pearson's correlation
/// of their average ranks, which is right with ties too (Kendall & Gibbons 1990, chapter 3). NaN
/// where a series has not two different values.
double rank_correlation(std::span<const double> a, std::span<const double> b);

}  // namespace t2v
