#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace t2v {

/// A mean over documents with its 95 % interval.
struct Estimate {
  double mean = 0;
  double low = 0;
  double high = 0;
};

/// Means of several figures over documents, with percentile bootstrap intervals (Efron 1979):
/// documents are drawn with replacement kResamples times, and the interval holds the middle 95 % of
/// the means drawn. All figures see the same draws. Does not depend on the number of threads.
/// @param values [documents, figures], row-major
/// @throws std::invalid_argument when there are no documents or no figures
std::vector<Estimate> bootstrap_means(std::span<const double> values, std::size_t figures,
                                      std::uint64_t seed);

inline constexpr std::size_t kResamples = 1000;

}  // namespace t2v
