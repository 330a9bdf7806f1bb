#include "attribution/max_pool_votes.h"

#include "attribution/winning_windows.h"

namespace t2v {

Attribution max_pool_votes(const Classifier& classifier, const ForwardPass& pass,
                           const Target& target, const MethodOptions& /*options*/) {
  const CnnShape& shape = classifier.shape();
  const auto weight = through_relu(pass, output_gradient(classifier, pass, target));
  std::vector<double> positions(pass.positions(), 0.0);
  for (std::size_t width = 0; width < shape.widths.size(); ++width) {
    for (std::size_t lane = 0; lane < shape.filters; ++lane) {
      const std::size_t f = shape.feature(width) + lane;
      if (weight[f] == 0) continue;
      const double vote = weight[f] > 0 ? 1 : -1;
      for (std::size_t tap = 0; tap < shape.widths[width]; ++tap) {
        positions[pass.window[f] + tap] += vote;
      }
    }
  }
  return split_padding(pass, std::move(positions));
}

}  // namespace t2v
