#include "attribution/class_activation_map.h"

#include "attribution/window_map.h"
#include "attribution/winning_windows.h"

namespace t2v {

Attribution class_activation_map(const Classifier& classifier, const ForwardPass& pass,
                                 const Target& target, const MethodOptions& /*options*/) {
  const CnnShape& shape = classifier.shape();
  const std::vector<double> weight = output_gradient(classifier, pass, target);
  std::vector<double> positions(pass.positions(), 0.0);
  for (std::size_t width = 0; width < shape.widths.size(); ++width) {
    spread_over_positions(window_map(classifier, pass, width, weight), shape.widths[width],
                          positions);
  }
  return split_padding(pass, std::move(positions));
}

}  // namespace t2v
