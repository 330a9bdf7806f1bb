#include "query/label_condition.h"

#include <array>
#include <cmath>
#include <cstddef>

#include "text/label_kind.h"

namespace t2v {

std::vector<float> contrast_vector(std::uint32_t label, std::span<const std::uint32_t> others,
                                   const VectorTable& label_input) {
  const std::vector<float> own = unit_vector(label_input.vector(label));
  std::vector<double> sum(own.begin(), own.end());
  for (const std::uint32_t other : others) {
    const std::vector<float> unit = unit_vector(label_input.vector(other));
    for (std::size_t i = 0; i < sum.size(); ++i)
      sum[i] -= unit[i] / static_cast<double>(others.size());
  }
  return {sum.begin(), sum.end()};
}

LabelLean::LabelLean(std::uint32_t label, const ModelView& model, const VectorTable& rows)
    : LabelLean(label, other_labels_of_kind(label, model.labels), model, rows) {}

LabelLean::LabelLean(std::uint32_t label, std::span<const std::uint32_t> others,
                     const ModelView& model, const VectorTable& rows)
    : association_(model.counts, model.labels, std::array{label}, others),
      // With thousands of labels the contrast takes longer than the search, so only where it is
      // used.
      contrast_(rows, association_.known() ? std::vector<float>(rows.dim())
                                           : contrast_vector(label, others, model.label_input)) {}

float LabelLean::operator()(std::uint32_t word) const {
  if (association_.known()) return static_cast<float>(std::tanh(association_(word) / kSureLean));
  return kVectorTrust * std::tanh(contrast_(word) / kContrastSaturation);
}

LabelConditionScore::LabelConditionScore(const LabelCondition& condition, const ModelView& model,
                                         const VectorTable& rows) {
  if (condition.labels.empty()) return;
  share_ = static_cast<float>(condition.weight / static_cast<double>(condition.labels.size()));
  leans_.reserve(condition.labels.size());
  for (const std::uint32_t label : condition.labels) leans_.emplace_back(label, model, rows);
}

float LabelConditionScore::operator()(std::uint32_t word) const {
  float sum = 0;
  for (const LabelLean& lean : leans_) sum += lean(word);
  return share_ * sum;
}

float LabelConditionScore::most() const {
  float sum = 0;
  for (const LabelLean& lean : leans_) sum += lean.most();
  return std::abs(share_) * sum;
}

}  // namespace t2v
