#include "attribution/lime.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "attribution/deletion_samples.h"
#include "attribution/weighted_ridge.h"

namespace t2v {
namespace {

constexpr double kKernelWidth = 25;
constexpr double kDistanceScale = 100;
constexpr double kPenalty = 1;

/// Weight of a text of which `kept` tokens are left.
double kernel(std::size_t kept, std::size_t tokens) {
  const double cosine = std::sqrt(static_cast<double>(kept) / static_cast<double>(tokens));
  const double distance = kDistanceScale * (1 - cosine) / kKernelWidth;
  return std::sqrt(std::exp(-distance * distance));
}

}  // namespace

Attribution lime(const PerturbedText& text, const MethodOptions& options) {
  const std::size_t tokens = text.tokens();
  if (tokens == 0) return {};
  const std::size_t affordable = std::max<std::size_t>(kLimeCells / tokens, 2);
  const DeletionSamples samples =
      draw_deletions(tokens, std::min<std::size_t>(options.lime_samples, affordable), options.seed);
  std::vector<double> weight = samples.drawn;
  for (std::size_t s = 0; s < weight.size(); ++s) {
    weight[s] *= kernel(samples.kept[s].size(), tokens);
  }
  LinearFit fit =
      weighted_ridge(tokens, samples.kept, weight, text.outputs(samples.kept), kPenalty);
  const double local_prediction =
      std::accumulate(fit.coefficients.begin(), fit.coefficients.end(), fit.intercept);
  Attribution attribution;
  attribution.scores = std::move(fit.coefficients);
  attribution.figures = {
      {"r2", fit.r2}, {"intercept", fit.intercept}, {"local_prediction", local_prediction}};
  return attribution;
}

Attribution lime(const Classifier& classifier, const ForwardPass& pass, const Target& target,
                 const MethodOptions& options) {
  return lime(PerturbedPass(classifier, pass, target), options);
}

}  // namespace t2v
