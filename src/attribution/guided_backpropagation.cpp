#include "attribution/guided_backpropagation.h"

#include <algorithm>

#include "attribution/winning_windows.h"

namespace t2v {

Attribution guided_backpropagation(const Classifier& classifier, const ForwardPass& pass,
                                   const Target& target, const MethodOptions& /*options*/) {
  auto weight = through_relu(pass, output_gradient(classifier, pass, target));
  for (double& value : weight) value = std::max(value, 0.0);
  std::vector<double> positions(pass.positions(), 0.0);
  add_winning_taps(classifier.shape(), pass, weight, nullptr, positions);
  return split_padding(pass, std::move(positions));
}

}  // namespace t2v
