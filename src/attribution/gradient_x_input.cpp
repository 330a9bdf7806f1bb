#include "attribution/gradient_x_input.h"

#include "attribution/winning_windows.h"

namespace t2v {

Attribution gradient_x_input(const Classifier& classifier, const ForwardPass& pass,
                             const Target& target, const MethodOptions& /*options*/) {
  const auto weight = through_relu(pass, output_gradient(classifier, pass, target));
  std::vector<double> positions(pass.positions(), 0.0);
  add_winning_taps(classifier.shape(), pass, weight, nullptr, positions);
  return split_padding(pass, std::move(positions));
}

}  // namespace t2v
