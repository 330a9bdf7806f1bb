#include "report/explainer.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>

#include "text/error.h"

namespace t2v {

std::vector<std::pair<std::string, Cell>> parameters_of(const Method& method,
                                                        const MethodOptions& options) {
  if (method.name == "lime") {
    return {{"samples", std::int64_t{options.lime_samples}},
            {"seed", static_cast<std::int64_t>(options.seed)}};
  }
  if (method.name != "integrated-gradients") return {};
  std::vector<std::pair<std::string, Cell>> parameters = {
      {"baseline", std::string(options.baseline == Baseline::kZero ? "zero" : "padding")}};
  if (options.steps > 0) parameters.emplace_back("steps", std::int64_t{options.steps});
  return parameters;
}

std::vector<std::uint32_t> targets_of(const ExplanationPlan& plan,
                                      const std::vector<std::string>& labels,
                                      const std::vector<std::uint32_t>& predicted) {
  if (plan.targets == TargetChoice::kPredicted) return predicted;
  std::vector<std::uint32_t> all(labels.size());
  std::iota(all.begin(), all.end(), 0U);
  if (plan.targets == TargetChoice::kNamed) {
    std::erase_if(all, [&](std::uint32_t label) { return labels[label] != plan.label; });
  }
  return all;
}

void require_label(const ExplanationPlan& plan, const std::vector<std::string>& labels) {
  if (plan.targets != TargetChoice::kNamed) return;
  if (std::ranges::find(labels, plan.label) != labels.end()) return;
  throw Error(fmt::format("--target is '{}', expected predicted, all or a label: {}", plan.label,
                          fmt::join(labels, ", ")));
}

std::vector<std::uint32_t> decided(const std::vector<double>& probabilities, bool multi_label) {
  std::vector<std::uint32_t> labels;
  for (std::uint32_t label = 0; multi_label && label < probabilities.size(); ++label) {
    if (probabilities[label] >= 0.5) labels.push_back(label);
  }
  if (labels.empty()) {
    labels.push_back(static_cast<std::uint32_t>(std::ranges::max_element(probabilities) -
                                                probabilities.begin()));
  }
  return labels;
}

}  // namespace t2v
