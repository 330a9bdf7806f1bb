#include "attribution/window_split.h"

#include "attribution/winning_windows.h"

namespace t2v {
namespace {

/// A feature's bias in equal parts to the positions of its window.
void add_bias_shares(const TextCnn& network, const ForwardPass& pass,
                     std::span<const double> weight, std::span<double> positions) {
  const CnnShape& shape = network.shape;
  for (std::size_t width = 0; width < shape.widths.size(); ++width) {
    const std::size_t taps = shape.widths[width];
    for (std::size_t lane = 0; lane < shape.filters; ++lane) {
      const std::size_t f = shape.feature(width) + lane;
      const double share = weight[f] * network.bias[f] / static_cast<double>(taps);
      for (std::size_t tap = 0; tap < taps; ++tap) positions[pass.window[f] + tap] += share;
    }
  }
}

}  // namespace

Attribution window_split(const Classifier& classifier, const ForwardPass& pass,
                         const Target& target, const MethodOptions& /*options*/) {
  const TextCnn& network = classifier.model().network;
  const auto weight = through_relu(pass, output_gradient(classifier, pass, target));
  std::vector<double> positions(pass.positions(), 0.0);
  add_winning_taps(network.shape, pass, weight, nullptr, positions);
  add_bias_shares(network, pass, weight, positions);
  Attribution attribution = split_padding(pass, std::move(positions));
  if (target.output == OutputKind::kLogit) {
    const double logit = pass.logits[target.label];
    attribution.delta = sum_of(attribution) - (logit - network.output_bias[target.label]);
  }
  return attribution;
}

}  // namespace t2v
