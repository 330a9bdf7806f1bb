#include "attribution/window_map.h"

#include <algorithm>

namespace t2v {

std::vector<double> window_map(const Classifier& classifier, const ForwardPass& pass,
                               std::size_t width, std::span<const double> weight) {
  const CnnShape& shape = classifier.shape();
  const float* bias = classifier.model().network.bias.data() + shape.feature(width);
  const double* scale = weight.data() + shape.feature(width);
  const std::size_t taps = shape.widths[width];
  const std::size_t first_column = shape.column(width, 0);
  std::vector<double> map(pass.positions() - taps + 1, 0.0);
  std::vector<float> a(shape.lanes());
  for (std::size_t window = 0; window < map.size(); ++window) {
    std::copy_n(bias, a.size(), a.begin());
    for (std::size_t tap = 0; tap < taps; ++tap) {
      const float* response = pass.responses[window + tap] + first_column + tap * a.size();
      for (std::size_t lane = 0; lane < a.size(); ++lane) a[lane] += response[lane];
    }
    for (std::size_t lane = 0; lane < a.size(); ++lane) {
      map[window] += scale[lane] * std::max(a[lane], 0.0F);
    }
  }
  return map;
}

void spread_over_positions(std::span<const double> map, std::size_t words,
                           std::span<double> positions) {
  for (std::size_t window = 0; window < map.size(); ++window) {
    const double part = map[window] / static_cast<double>(words);
    for (std::size_t word = 0; word < words; ++word) positions[window + word] += part;
  }
}

}  // namespace t2v
