#include "attribution/baseline_path.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "attribution/logit_gradient.h"

namespace t2v {
namespace {

/// sum_l output[l, f] by_logit[l].
double from_logits(const Matrix& output, std::size_t f, std::span<const double> by_logit) {
  double sum = 0;
  for (std::size_t l = 0; l < by_logit.size(); ++l) sum += by_logit[l] * output.row(l)[f];
  return sum;
}

/// Sets when the feature is above zero: at one end of the path, at both or never.
void set_activity(std::size_t f, BaselinePath& path) {
  const double start = path.start[f];
  const double end = start + path.slope[f];
  const double crossing = start > 0 || end > 0 ? -start / path.slope[f] : 0.0;
  path.active_from[f] = start > 0 || end <= 0 ? 0.0 : std::clamp(crossing, 0.0, 1.0);
  path.active_to[f] = end > 0 ? 1.0 : (start > 0 ? std::clamp(crossing, 0.0, 1.0) : 0.0);
}

/// Where on the path a feature becomes active or ceases to be.
struct Bend {
  double at = 0;
  std::size_t feature = 0;
  bool begins = false;
};

std::vector<Bend> bends_of(const BaselinePath& path) {
  std::vector<Bend> bends;
  for (std::size_t f = 0; f < path.start.size(); ++f) {
    if (path.active_from[f] >= path.active_to[f]) continue;
    bends.push_back({path.active_from[f], f, true});
    bends.push_back({path.active_to[f], f, false});
  }
  std::sort(bends.begin(), bends.end(), [](const Bend& a, const Bend& b) { return a.at < b.at; });
  return bends;
}

/// Logits as lines over a piece of the path, and the integral so far of d output / d logit.
class LogitLines {
 public:
  LogitLines(const CnnModel& model, const BaselinePath& path, const Target& target)
      : model_(model),
        path_(path),
        target_(target),
        start_(model.network.output_bias.begin(), model.network.output_bias.end()),
        slope_(start_.size(), 0.0),
        integral_(start_.size(), 0.0),
        logits_(start_.size()),
        gradient_(start_.size()) {}

  /// Lets the feature add to the logits from here on, or take back what it added.
  void bend(std::size_t feature, bool begins) {
    const double sign = begins ? 1 : -1;
    for (std::size_t l = 0; l < start_.size(); ++l) {
      const double output = sign * model_.network.output.row(l)[feature];
      start_[l] += output * path_.start[feature];
      slope_[l] += output * path_.slope[feature];
    }
  }

  /// Integrates from `from` to `to`, between which nothing bends, in pieces of equal length.
  void integrate(double from, double to) {
    const int pieces = static_cast<int>(std::ceil((to - from) / kLongestPiece));
    const double half = (to - from) / (2 * pieces);
    for (int piece = 0; piece < pieces; ++piece) {
      const double middle = from + (2 * piece + 1) * half;
      for (std::size_t node = 0; node < kNodes.size(); ++node) {
        add(middle - kNodes[node] * half, kWeights[node] * half);
        add(middle + kNodes[node] * half, kWeights[node] * half);
      }
    }
  }

  std::span<const double> integral() const { return integral_; }

 private:
  // Gauss-Legendre with four nodes on [-1, 1]: exact up to degree 7.
  static constexpr std::array<double, 2> kNodes{0.3399810435848563, 0.8611363115940526};
  static constexpr std::array<double, 2> kWeights{0.6521451548625461, 0.3478548451374538};
  /// So short that a logit's change over it stays small: sigmoids are then smooth.
  static constexpr double kLongestPiece = 1.0 / 16;

  void add(double t, double weight) {
    for (std::size_t l = 0; l < start_.size(); ++l) logits_[l] = start_[l] + t * slope_[l];
    logit_gradient(model_.multi_label, logits_, target_, gradient_);
    for (std::size_t l = 0; l < start_.size(); ++l) integral_[l] += weight * gradient_[l];
  }

  const CnnModel& model_;
  const BaselinePath& path_;
  const Target target_;
  std::vector<double> start_;
  std::vector<double> slope_;
  std::vector<double> integral_;
  std::vector<double> logits_;
  std::vector<double> gradient_;
};

std::vector<double> logit_integral(const CnnModel& model, const BaselinePath& path,
                                   std::uint32_t label) {
  const float* output = model.network.output.row(label);
  std::vector<double> integral(path.start.size());
  for (std::size_t f = 0; f < integral.size(); ++f) {
    integral[f] = output[f] * (path.active_to[f] - path.active_from[f]);
  }
  return integral;
}

std::vector<double> probability_integral(const CnnModel& model, const BaselinePath& path,
                                         const Target& target) {
  std::vector<double> integral(path.start.size(), 0.0);
  LogitLines lines(model, path, target);
  double from = 0;
  for (const Bend& bend : bends_of(path)) {
    if (bend.at > from) lines.integrate(from, bend.at);
    from = std::max(from, bend.at);
    const double so_far = from_logits(model.network.output, bend.feature, lines.integral());
    integral[bend.feature] += bend.begins ? -so_far : so_far;
    lines.bend(bend.feature, bend.begins);
  }
  return integral;
}

}  // namespace

BaselinePath baseline_path(const TextCnn& network, const ForwardPass& pass, const float* baseline) {
  const CnnShape& shape = network.shape;
  const std::vector<double> zeros(shape.features(), 0.0);
  BaselinePath path{zeros, zeros, zeros, zeros};
  for (std::size_t width = 0; width < shape.widths.size(); ++width) {
    for (std::size_t lane = 0; lane < shape.filters; ++lane) {
      const std::size_t f = shape.feature(width) + lane;
      double at_baseline = 0;
      double at_text = 0;
      std::size_t column = shape.column(width, 0) + lane;
      for (std::size_t tap = 0; tap < shape.widths[width]; ++tap, column += shape.lanes()) {
        at_text += pass.responses[pass.window[f] + tap][column];
        if (baseline != nullptr) at_baseline += baseline[column];
      }
      path.start[f] = network.bias[f] + at_baseline;
      path.slope[f] = at_text - at_baseline;
      set_activity(f, path);
    }
  }
  return path;
}

std::vector<double> path_integral(const CnnModel& model, const BaselinePath& path,
                                  const Target& target) {
  if (target.output == OutputKind::kLogit) return logit_integral(model, path, target.label);
  return probability_integral(model, path, target);
}

std::vector<double> path_mean(const CnnModel& model, const BaselinePath& path, const Target& target,
                              unsigned steps) {
  const Matrix& output = model.network.output;
  const std::size_t features = path.start.size();
  std::vector<double> mean(features, 0.0);
  std::vector<double> h(features);
  std::vector<double> logits(output.rows());
  std::vector<double> gradient(output.rows());
  for (unsigned step = 0; step < steps; ++step) {
    const double t = (step + 0.5) / steps;
    for (std::size_t f = 0; f < features; ++f) {
      h[f] = std::max(path.start[f] + t * path.slope[f], 0.0);
    }
    for (std::size_t l = 0; l < logits.size(); ++l) {
      logits[l] = model.network.output_bias[l];
      for (std::size_t f = 0; f < features; ++f) logits[l] += output.row(l)[f] * h[f];
    }
    logit_gradient(model.multi_label, logits, target, gradient);
    for (double& value : gradient) value /= steps;
    for (std::size_t f = 0; f < features; ++f) {
      if (h[f] > 0) mean[f] += from_logits(output, f, gradient);
    }
  }
  return mean;
}

}  // namespace t2v
