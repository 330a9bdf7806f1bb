#include "attribution/winning_windows.h"

#include <numeric>

namespace t2v {

void add_winning_taps(const CnnShape& shape, const ForwardPass& pass,
                      std::span<const double> weight, const float* baseline,
                      std::span<double> positions) {
  for (std::size_t width = 0; width < shape.widths.size(); ++width) {
    const std::size_t first = shape.feature(width);
    for (std::size_t lane = 0; lane < shape.filters; ++lane) {
      const double scale = weight[first + lane];
      if (scale == 0) continue;
      const std::size_t window = pass.window[first + lane];
      std::size_t column = shape.column(width, 0) + lane;
      for (std::size_t tap = 0; tap < shape.widths[width]; ++tap, column += shape.lanes()) {
        const double response = pass.responses[window + tap][column];
        positions[window + tap] +=
            scale * (baseline == nullptr ? response : response - baseline[column]);
      }
    }
  }
}

std::vector<double> through_relu(const ForwardPass& pass, std::vector<double> gradient) {
  for (std::size_t f = 0; f < gradient.size(); ++f) {
    if (!(pass.activation[f] > 0)) gradient[f] = 0;
  }
  return gradient;
}

Attribution split_padding(const ForwardPass& pass, std::vector<double> positions) {
  Attribution attribution;
  const auto words_end = positions.begin() + static_cast<std::ptrdiff_t>(pass.tokens);
  attribution.padding = std::accumulate(words_end, positions.end(), 0.0);
  positions.erase(words_end, positions.end());
  attribution.scores = std::move(positions);
  return attribution;
}

double sum_of(const Attribution& attribution) {
  return std::accumulate(attribution.scores.begin(), attribution.scores.end(), attribution.padding);
}

}  // namespace t2v
