#include "attribution/gradient.h"

#include <cmath>

#include "attribution/winning_windows.h"

namespace t2v {
namespace {

/// A filter and the tap of it that meets a position.
struct Meeting {
  std::size_t column = 0;  ///< row of the taps
  double weight = 0;       ///< u_f
};

/// What meets each position, over the windows that won.
std::vector<std::vector<Meeting>> meetings(const CnnShape& shape, const ForwardPass& pass,
                                           std::span<const double> weight) {
  std::vector<std::vector<Meeting>> met(pass.positions());
  for (std::size_t width = 0; width < shape.widths.size(); ++width) {
    for (std::size_t lane = 0; lane < shape.filters; ++lane) {
      const std::size_t f = shape.feature(width) + lane;
      if (weight[f] == 0) continue;
      for (std::size_t tap = 0; tap < shape.widths[width]; ++tap) {
        met[pass.window[f] + tap].push_back({shape.column(width, tap) + lane, weight[f]});
      }
    }
  }
  return met;
}

double norm(std::span<const double> vector) {
  double square = 0;
  for (const double value : vector) square += value * value;
  return std::sqrt(square);
}

}  // namespace

Attribution gradient(const Classifier& classifier, const ForwardPass& pass, const Target& target,
                     const MethodOptions& /*options*/) {
  const CnnShape& shape = classifier.shape();
  const Matrix& taps = classifier.model().network.taps;
  const auto weight = through_relu(pass, output_gradient(classifier, pass, target));
  std::vector<double> positions;
  std::vector<double> at_position(shape.dim);
  for (const std::vector<Meeting>& met : meetings(shape, pass, weight)) {
    std::fill(at_position.begin(), at_position.end(), 0.0);
    for (const Meeting& meeting : met) {
      const float* tap = taps.row(meeting.column);
      for (std::size_t i = 0; i < shape.dim; ++i) at_position[i] += meeting.weight * tap[i];
    }
    positions.push_back(norm(at_position));
  }
  return split_padding(pass, std::move(positions));
}

}  // namespace t2v
