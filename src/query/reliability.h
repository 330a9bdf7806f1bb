#pragma once

#include <cmath>
#include <cstdint>

namespace t2v {

/// Occurrences at which the direction of a word's vector is half signal, half chance. Of the
/// values tried on film reviews (0, 5, 10, 20, 50; benchmarks/README.md) the one that answers best.
inline constexpr double kDefaultPriorCount = 50;

/// How far the vector of a word seen `count` times can be trusted, in [0, 1]:
///
///   sqrt(n / (n + k))
///
/// A vector learned from n observations is the true one plus an error whose variance falls as 1/n;
/// its cosine with the true direction then is sqrt(n / (n + k)), where k is the number of
/// observations at which error and signal are equal (the reliability of a measurement, Spearman
/// 1904). Without this factor rare words crowd the first places of an analogy: of tens of thousands
/// of uncertain directions some will happen to point at any query.
///
/// 1 for a count of 0: of imported words it is not known how often they occurred, and a label that
/// no document carries has learned from words of a lexicon.
inline double reliability(std::uint64_t count, double prior_count) {
  const auto n = static_cast<double>(count);
  return prior_count > 0 && count > 0 ? std::sqrt(n / (n + prior_count)) : 1.0;
}

}  // namespace t2v
