#include "attribution/bootstrap.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "embedding/random.h"

namespace t2v {
namespace {

constexpr double kTail = 0.025;  ///< of the means drawn, left out on either side

/// Means [figures] over the documents that `document(i)` names for i below `documents`.
template <typename Document>
void mean_over(std::span<const double> values, std::span<double> means, std::size_t documents,
               Document&& document) {
  std::fill(means.begin(), means.end(), 0.0);
  for (std::size_t i = 0; i < documents; ++i) {
    const double* const row = values.data() + document(i) * means.size();
    for (std::size_t figure = 0; figure < means.size(); ++figure) means[figure] += row[figure];
  }
  for (double& mean : means) mean /= static_cast<double>(documents);
}

/// The value below which `share` of `sorted` lies, between two of them by proportion.
double quantile(std::span<const double> sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  const double part = place - std::floor(place);
  return sorted[below] + part * (sorted[above] - sorted[below]);
}

}  // namespace

std::vector<Estimate> bootstrap_means(std::span<const double> values, std::size_t figures,
                                      std::uint64_t seed) {
  const std::size_t documents = figures == 0 ? 0 : values.size() / figures;
  if (documents == 0 || documents * figures != values.size())
    throw std::invalid_argument("a bootstrap needs a row of figures for each document");
  std::vector<double> drawn(kResamples * figures);
  tbb::parallel_for(std::size_t{0}, kResamples, [&](std::size_t resample) {
    Random random(seed, resample);
    mean_over(values, std::span(drawn).subspan(resample * figures, figures), documents,
              [&](std::size_t) { return random.below(static_cast<std::uint32_t>(documents)); });
  });

  std::vector<double> means(figures);
  mean_over(values, means, documents, [](std::size_t i) { return i; });
  std::vector<Estimate> estimates;
  std::vector<double> of_figure(kResamples);
  for (std::size_t figure = 0; figure < figures; ++figure) {
    for (std::size_t i = 0; i < kResamples; ++i) of_figure[i] = drawn[i * figures + figure];
    std::sort(of_figure.begin(), of_figure.end());
    estimates.push_back(
        {means[figure], quantile(of_figure, kTail), quantile(of_figure, 1 - kTail)});
  }
  return estimates;
}

}  // namespace t2v
