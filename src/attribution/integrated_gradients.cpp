#include "attribution/integrated_gradients.h"

#include <algorithm>

#include "attribution/baseline_path.h"
#include "attribution/winning_windows.h"

namespace t2v {
namespace {

/// What the classifier answers at the baseline itself.
double output_at_baseline(const Classifier& classifier, const BaselinePath& path,
                          const Target& target) {
  std::vector<float> activation(path.start.size());
  for (std::size_t f = 0; f < activation.size(); ++f) {
    activation[f] = static_cast<float>(std::max(path.start[f], 0.0));
  }
  std::vector<float> logits(classifier.shape().labels);
  classifier.logits(activation.data(), logits);
  return output_of(classifier, logits, target);
}

}  // namespace

Attribution integrated_gradients(const Classifier& classifier, const ForwardPass& pass,
                                 const Target& target, const MethodOptions& options) {
  const CnnModel& model = classifier.model();
  std::vector<float> room;
  const float* baseline =
      options.baseline == Baseline::kPadding ? classifier.responses(kPaddingRow, room) : nullptr;
  const BaselinePath path = baseline_path(model.network, pass, baseline);
  const std::vector<double> weight = options.steps == 0
                                         ? path_integral(model, path, target)
                                         : path_mean(model, path, target, options.steps);
  std::vector<double> positions(pass.positions(), 0.0);
  add_winning_taps(classifier.shape(), pass, weight, baseline, positions);
  Attribution attribution = split_padding(pass, std::move(positions));
  attribution.delta = sum_of(attribution) - (output_of(classifier, pass.logits, target) -
                                             output_at_baseline(classifier, path, target));
  return attribution;
}

}  // namespace t2v
