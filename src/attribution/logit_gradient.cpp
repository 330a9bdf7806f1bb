#include "attribution/logit_gradient.h"

#include <algorithm>
#include <cmath>

#include "classifier/probability.h"

namespace t2v {
namespace {

void softmax_gradient(std::span<const double> logits, std::size_t label,
                      std::span<double> gradient) {
  std::ranges::copy(logits, gradient.begin());
  softmax(gradient);
  const double p = gradient[label];
  double others = 0;  // 1 - p, without what the subtraction would lose
  for (std::size_t l = 0; l < logits.size(); ++l) {
    if (l != label) others += gradient[l];
    gradient[l] *= -p;
  }
  gradient[label] = p * others;
}

}  // namespace

void logit_gradient(bool multi_label, std::span<const double> logits, const Target& target,
                    std::span<double> gradient) {
  if (target.output == OutputKind::kProbability && !multi_label) {
    softmax_gradient(logits, target.label, gradient);
    return;
  }
  std::fill(gradient.begin(), gradient.end(), 0.0);
  double& own = gradient[target.label];
  if (target.output == OutputKind::kLogit) {
    own = 1;
  } else {
    const double tail = std::exp(-std::abs(logits[target.label]));
    own = tail / ((1 + tail) * (1 + tail));
  }
}

}  // namespace t2v
