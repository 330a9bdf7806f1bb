#include "classifier/adam.h"

#include <cmath>

namespace t2v {
namespace {

constexpr float kMeanDecay = 0.9F;      // beta1
constexpr float kSquareDecay = 0.999F;  // beta2
constexpr double kEpsilon = 1e-8;

}  // namespace

// rate * (m / c1) / (sqrt(v / c2) + eps) = (rate sqrt(c2) / c1) * m / (sqrt(v) + eps sqrt(c2)).
void Adam::begin_step(std::uint64_t step, double rate) {
  const auto exponent = static_cast<double>(step);
  const double mean_correction = 1 - std::pow(static_cast<double>(kMeanDecay), exponent);
  const double square_correction =
      std::sqrt(1 - std::pow(static_cast<double>(kSquareDecay), exponent));
  rate_ = static_cast<float>(rate * square_correction / mean_correction);
  epsilon_ = static_cast<float>(kEpsilon * square_correction);
}

void Adam::update(std::size_t first, std::span<float> values, std::span<const float> gradients) {
  Moments* const moments = moments_.data() + first;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const float gradient = gradients[i];
    moments[i].mean += (1 - kMeanDecay) * (gradient - moments[i].mean);
    moments[i].square += (1 - kSquareDecay) * (gradient * gradient - moments[i].square);
    values[i] -= rate_ * moments[i].mean / (std::sqrt(moments[i].square) + epsilon_);
  }
}

}  // namespace t2v
