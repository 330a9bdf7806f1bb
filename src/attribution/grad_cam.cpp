#include "attribution/grad_cam.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "attribution/window_map.h"
#include "attribution/winning_windows.h"

namespace t2v {
namespace {

/// The map of one width: the gradients' mean over windows is u_f by their number.
std::vector<double> gradient_weighted_map(const Classifier& classifier, const ForwardPass& pass,
                                          std::size_t width, std::span<const double> gradient) {
  std::vector<double> map = window_map(classifier, pass, width, gradient);
  const auto windows = static_cast<double>(map.size());
  for (double& value : map) value /= windows;
  return map;
}

void drop_negative(std::span<double> values) {
  for (double& value : values) value = std::max(value, 0.0);
}

}  // namespace

Attribution grad_cam(const Classifier& classifier, const ForwardPass& pass, const Target& target,
                     const MethodOptions& /*options*/) {
  const CnnShape& shape = classifier.shape();
  const std::vector<double> gradient = output_gradient(classifier, pass, target);
  std::vector<double> positions(pass.positions(), 0.0);
  for (std::size_t width = 0; width < shape.widths.size(); ++width) {
    spread_over_positions(gradient_weighted_map(classifier, pass, width, gradient),
                          shape.widths[width], positions);
  }
  drop_negative(positions);
  return split_padding(pass, std::move(positions));
}

Attribution grad_cam_per_width(const Classifier& classifier, const ForwardPass& pass,
                               const Target& target, const MethodOptions& /*options*/) {
  const CnnShape& shape = classifier.shape();
  const std::vector<double> gradient = output_gradient(classifier, pass, target);
  const auto words = static_cast<std::ptrdiff_t>(pass.tokens);
  std::vector<double> positions(pass.positions(), 0.0);
  std::vector<std::pair<std::string, double>> figures;
  for (std::size_t width = 0; width < shape.widths.size(); ++width) {
    std::vector<double> map = gradient_weighted_map(classifier, pass, width, gradient);
    drop_negative(map);
    std::vector<double> of_width(pass.positions(), 0.0);
    spread_over_positions(map, shape.widths[width], of_width);
    figures.emplace_back(fmt::format("width_{}", shape.widths[width]),
                         std::accumulate(of_width.begin(), of_width.begin() + words, 0.0));
    for (std::size_t j = 0; j < positions.size(); ++j) positions[j] += of_width[j];
  }
  Attribution attribution = split_padding(pass, std::move(positions));
  attribution.figures = std::move(figures);
  return attribution;
}

}  // namespace t2v
