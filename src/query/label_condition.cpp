#include "query/label_condition.h"

#include <cmath>
#include <cstddef>

namespace t2v {
namespace {

/// The factor of every label's vector in the mean of the contrasts: of n chosen among L labels each
/// adds 1/n to itself and -1/(n (L-1)) to every other label.
std::vector<double> contrast_weights(std::span<const std::uint32_t> chosen, std::size_t labels) {
  const double share = 1.0 / static_cast<double>(chosen.size());
  const double other = labels > 1 ? share / static_cast<double>(labels - 1) : 0;
  std::vector<double> weights(labels, -other * static_cast<double>(chosen.size()));
  for (const std::uint32_t label : chosen) weights[label] += share + other;
  return weights;
}

}  // namespace

std::vector<float> contrast_vector(std::span<const std::uint32_t> labels,
                                   const Matrix& label_input) {
  std::vector<double> sum(label_input.dim(), 0.0);
  if (!labels.empty()) {
    const std::vector<double> weights = contrast_weights(labels, label_input.rows());
    for (std::size_t label = 0; label < weights.size(); ++label) {
      const std::vector<float> unit = unit_vector(label_input.vector(label));
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += weights[label] * unit[i];
    }
  }
  return {sum.begin(), sum.end()};
}

LabelContrast::LabelContrast(const LabelCondition& condition, const Matrix& label_input,
                             const Matrix& rows)
    : contrast_(rows, contrast_vector(condition.labels, label_input)),
      weight_(condition.labels.empty() ? 0.0F : static_cast<float>(condition.weight)) {}

float LabelContrast::operator()(std::uint32_t word) const {
  if (weight_ == 0) return 0;
  return weight_ * kContrastSaturation * std::tanh(contrast_(word) / kContrastSaturation);
}

}  // namespace t2v
