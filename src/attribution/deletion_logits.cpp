#include "attribution/deletion_logits.h"

#include <algorithm>
#include <array>
#include <limits>

namespace t2v {
namespace {

constexpr std::size_t kLanes = CnnShape::kLaneMultiple;
using Lanes = std::array<float, kLanes>;

constexpr Lanes lanes_of(float value) {
  Lanes lanes{};
  lanes.fill(value);
  return lanes;
}

constexpr Lanes kLowest = lanes_of(-std::numeric_limits<float>::infinity());

void raise(Lanes& greatest, const Lanes& lanes) {
  for (std::size_t i = 0; i < kLanes; ++i) greatest[i] = std::max(greatest[i], lanes[i]);
}

/// Sums halves, then quarters and so on, which takes four steps and not sixteen.
float total(Lanes lanes) {
  for (std::size_t half = kLanes / 2; half > 0; half /= 2) {
    for (std::size_t i = 0; i < half; ++i) lanes[i] += lanes[i + half];
  }
  return lanes[0];
}

/// 16 filters of one width, over one text.
class FilterBlock {
 public:
  FilterBlock(const TextCnn& network, const ForwardPass& pass, std::size_t width, std::size_t lane)
      : network_(network),
        pass_(pass),
        words_(network.shape.widths[width]),
        column_(network.shape.column(width, 0) + lane),
        feature_(network.shape.feature(width) + lane),
        windows_(pass.tokens - words_ + 1),
        up_to_(windows_),
        from_(windows_ + 1, kLowest) {
    for (std::size_t i = 0; i < windows_; ++i) {
      up_to_[i] = from_[i] = sum(i, pass.tokens);
      if (i > 0) raise(up_to_[i], up_to_[i - 1]);
    }
    for (std::size_t i = windows_; i-- > 0;) raise(from_[i], from_[i + 1]);
  }

  /// Adds what these filters answer to the text without `token` (the number of tokens: to all of
  /// it) to `logits`.
  void add_without(std::size_t token, float* logits) const {
    Lanes h = token >= words_ ? up_to_[token - words_] : kLowest;
    if (token < windows_) raise(h, from_[token + 1]);
    const std::size_t first = token < words_ ? 0 : token - words_ + 1;
    const std::size_t last = std::min(token, windows_ - 1);  // one window less than with the token
    for (std::size_t window = first; window < last; ++window) raise(h, sum(window, token));
    const float* bias = network_.bias.data() + feature_;
    for (std::size_t i = 0; i < kLanes; ++i) h[i] = std::max(h[i] + bias[i], 0.0F);
    for (std::size_t l = 0; l < network_.shape.labels; ++l) {
      const float* output = network_.output.row(l) + feature_;
      Lanes products{};
      for (std::size_t i = 0; i < kLanes; ++i) products[i] = output[i] * h[i];
      logits[l] += total(products);
    }
  }

 private:
  /// Responses to the window that begins at `window`, without the token `skipped`.
  Lanes sum(std::size_t window, std::size_t skipped) const {
    Lanes sum{};
    for (std::size_t tap = 0; tap < words_; ++tap) {
      const std::size_t position = window + tap;
      const float* response = pass_.responses[position < skipped ? position : position + 1] +
                              column_ + tap * network_.shape.lanes();
      for (std::size_t i = 0; i < kLanes; ++i) sum[i] += response[i];
    }
    return sum;
  }

  const TextCnn& network_;
  const ForwardPass& pass_;
  std::size_t words_;  ///< in a window
  std::size_t column_;
  std::size_t feature_;
  std::size_t windows_;
  std::vector<Lanes> up_to_;  ///< the greatest of the windows up to each
  std::vector<Lanes> from_;   ///< the greatest from each on
};

}  // namespace

std::vector<float> deletion_logits(const TextCnn& network, const ForwardPass& pass) {
  const CnnShape& shape = network.shape;
  std::vector<float> logits;
  logits.reserve((pass.tokens + 1) * shape.labels);
  for (std::size_t row = 0; row <= pass.tokens; ++row) {
    logits.insert(logits.end(), network.output_bias.begin(), network.output_bias.end());
  }
  for (std::size_t width = 0; width < shape.widths.size(); ++width) {
    for (std::size_t lane = 0; lane < shape.lanes(); lane += kLanes) {
      const FilterBlock block(network, pass, width, lane);
      for (std::size_t row = 0; row <= pass.tokens; ++row) {
        block.add_without(row, logits.data() + row * shape.labels);
      }
    }
  }
  return logits;
}

}  // namespace t2v
