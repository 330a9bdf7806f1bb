#include "attribution/target.h"

#include <span>

#include "attribution/logit_gradient.h"

namespace t2v {

double output_of(const Classifier& classifier, std::span<const float> logits,
                 const Target& target) {
  if (target.output == OutputKind::kLogit) return logits[target.label];
  return classifier.probabilities(logits)[target.label];
}

std::vector<double> output_gradient(const Classifier& classifier, const ForwardPass& pass,
                                    const Target& target) {
  const std::vector<double> logits(pass.logits.begin(), pass.logits.end());
  std::vector<double> by_logit(logits.size());
  logit_gradient(classifier.model().multi_label, logits, target, by_logit);
  const Matrix& output = classifier.model().network.output;
  std::vector<double> gradient(classifier.shape().features(), 0.0);
  for (std::size_t l = 0; l < by_logit.size(); ++l) {
    if (by_logit[l] == 0) continue;
    const float* row = output.row(l);
    for (std::size_t f = 0; f < gradient.size(); ++f) gradient[f] += by_logit[l] * row[f];
  }
  return gradient;
}

}  // namespace t2v
