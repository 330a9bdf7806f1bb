#include "classifier/cnn_gradient.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "classifier/forward_pass.h"
#include "classifier/probability.h"
#include "embedding/random.h"

namespace t2v {
namespace {

constexpr double kSmallestProbability = 1e-300;  // its logarithm is finite
constexpr std::uint32_t kNoPlace = std::numeric_limits<std::uint32_t>::max();

void clear(Matrix& matrix) {
  for (std::size_t row = 0; row < matrix.rows(); ++row)
    std::fill_n(matrix.row(row), matrix.stride(), 0.0F);
}

/// log(1 + e^x) without overflow.
double softplus(double x) {
  return std::max(x, 0.0) + std::log1p(std::exp(-std::abs(x)));
}

}  // namespace

CnnGradientPass::CnnGradientPass(const CnnShape& shape)
    : shape_(shape),
      place_(shape.rows(), kNoPlace),
      activation_(shape.features()),
      window_(shape.features()),
      kept_(shape.features(), 1.0F),
      dropped_activation_(shape.features()),
      logits_(shape.labels),
      logit_gradient_(shape.labels) {
  gradient_.taps = Matrix(shape.columns(), shape.dim);
  gradient_.bias.resize(shape.features());
  gradient_.output = Matrix(shape.labels, shape.features());
  gradient_.output_bias.resize(shape.labels);
}

void CnnGradientPass::clear() {
  for (const std::uint32_t row : gradient_.rows) place_[row] = kNoPlace;
  gradient_.rows.clear();
  t2v::clear(gradient_.taps);
  t2v::clear(gradient_.output);
  std::ranges::fill(gradient_.bias, 0.0F);
  std::ranges::fill(gradient_.output_bias, 0.0F);
  gradient_.loss = 0;
}

void CnnGradientPass::collect_rows(const CnnCorpus& corpus,
                                   std::span<const std::uint32_t> documents) {
  const auto collect = [&](std::uint32_t row) {
    if (place_[row] != kNoPlace) return;
    place_[row] = static_cast<std::uint32_t>(gradient_.rows.size());
    gradient_.rows.push_back(row);
  };
  for (const std::uint32_t document : documents) {
    const auto rows = corpus.document(document);
    std::ranges::for_each(rows, collect);
    if (rows.size() < shape_.widest()) collect(kPaddingRow);
  }
}

void CnnGradientPass::respond(const TextCnn& network, const PackedTaps& taps) {
  std::vector<const float*> vectors;
  vectors.reserve(gradient_.rows.size());
  for (const std::uint32_t row : gradient_.rows) vectors.push_back(network.embedding.row(row));
  responses_.resize(vectors.size() * shape_.columns());
  filter_responses(taps, vectors, responses_.data());
}

const CnnGradient& CnnGradientPass::run(const TextCnn& network, const PackedTaps& taps,
                                        const CnnCorpus& corpus,
                                        std::span<const std::uint32_t> documents,
                                        const CnnLossOptions& options) {
  clear();
  collect_rows(corpus, documents);
  respond(network, taps);
  gradient_.embedding.assign(gradient_.rows.size() * network.embedding.stride(), 0.0F);
  for (const std::uint32_t document : documents) {
    forward(network, corpus.document(document));
    drop(options, document);
    output_layer(network, dropped_activation_.data(), logits_);
    gradient_.loss += differentiate_loss(corpus.labels[document], options);
    backward_output(network);
    backward(network);
  }
  return gradient_;
}

double CnnGradientPass::predict(const TextCnn& network, const PackedTaps& taps,
                                const CnnCorpus& corpus, std::span<const std::uint32_t> documents,
                                const CnnLossOptions& options, double* probabilities) {
  clear();
  collect_rows(corpus, documents);
  respond(network, taps);
  double loss = 0;
  for (const std::uint32_t document : documents) {
    forward(network, corpus.document(document));
    output_layer(network, activation_.data(), logits_);
    loss += differentiate_loss(corpus.labels[document], options);
    std::ranges::copy(logits_, probabilities);
    const std::span<double> values(probabilities, shape_.labels);
    if (options.multi_label) {
      std::ranges::transform(values, values.begin(), sigmoid);
    } else {
      softmax(values);
    }
    probabilities += shape_.labels;
  }
  return loss;
}

void CnnGradientPass::forward(const TextCnn& network, std::span<const std::uint32_t> document) {
  positions_.clear();
  for (const std::uint32_t row : document) positions_.push_back(place_[row]);
  positions_.resize(shape_.positions(document.size()), place_[kPaddingRow]);
  response_at_.clear();
  for (const std::uint32_t place : positions_)
    response_at_.push_back(responses_.data() + place * shape_.columns());
  max_over_time(shape_, response_at_, network.bias.data(), activation_.data(), window_.data());
}

/// Inverted dropout (Srivastava et al. 2014): what is kept grows by 1 / keep, so that nothing needs
/// scaling afterwards.
void CnnGradientPass::drop(const CnnLossOptions& options, std::uint32_t document) {
  Random random(options.seed, document);
  const auto dropout = static_cast<float>(options.dropout);
  for (float& kept : kept_)
    kept = dropout > 0 && random.uniform() < dropout ? 0.0F : 1 / (1 - dropout);
  std::ranges::transform(activation_, kept_, dropped_activation_.begin(), std::multiplies<>());
}

/// Cross entropy: with softmax - sum_l y_l log p_l where y is spread evenly over the labels; with
/// sigmoids the sum over labels of the binary one. In both its derivative by a logit is p - y.
double CnnGradientPass::differentiate_loss(std::span<const std::uint32_t> labels,
                                           const CnnLossOptions& options) {
  std::ranges::copy(logits_, logit_gradient_.begin());
  const double share = labels.empty() ? 0 : 1 / static_cast<double>(labels.size());
  double weight = labels.empty() ? 1 : 0;
  for (const std::uint32_t label : labels) weight += share * options.label_weights[label];
  double loss = 0;
  if (options.multi_label) {
    for (double& value : logit_gradient_) {
      loss += softplus(value);
      value = sigmoid(value);
    }
    for (const std::uint32_t label : labels) loss -= logits_[label];
  } else {
    softmax(logit_gradient_);
    for (const std::uint32_t label : labels)
      loss -= share * std::log(std::max(logit_gradient_[label], kSmallestProbability));
  }
  for (const std::uint32_t label : labels)
    logit_gradient_[label] -= options.multi_label ? 1 : share;
  for (double& value : logit_gradient_) value *= weight;
  return weight * loss;
}

void CnnGradientPass::backward_output(const TextCnn& network) {
  for (std::size_t label = 0; label < network.shape.labels; ++label) {
    const auto slope = static_cast<float>(logit_gradient_[label]);
    gradient_.output_bias[label] += slope;
    add_scaled(slope, dropped_activation_.data(), gradient_.output.row(label), shape_.features());
  }
}

void CnnGradientPass::backward(const TextCnn& network) {
  for (std::size_t width = 0; width < shape_.widths.size(); ++width) {
    for (std::size_t filter = 0; filter < shape_.filters; ++filter) {
      const std::size_t feature = shape_.feature(width) + filter;
      if (dropped_activation_[feature] <= 0) continue;
      double slope = 0;
      for (std::size_t label = 0; label < shape_.labels; ++label)
        slope += logit_gradient_[label] * network.output.row(label)[feature];
      backward_feature(network, width, filter, static_cast<float>(slope) * kept_[feature]);
    }
  }
}

void CnnGradientPass::backward_feature(const TextCnn& network, std::size_t width,
                                       std::size_t filter, float gradient) {
  const std::size_t feature = shape_.feature(width) + filter;
  const std::size_t stride = network.embedding.stride();
  gradient_.bias[feature] += gradient;
  for (std::size_t tap = 0; tap < shape_.widths[width]; ++tap) {
    const std::size_t column = shape_.column(width, tap) + filter;
    const std::uint32_t place = positions_[window_[feature] + tap];
    add_scaled(gradient, network.embedding.row(gradient_.rows[place]), gradient_.taps.row(column),
               stride);
    add_scaled(gradient, network.taps.row(column), gradient_.embedding.data() + place * stride,
               stride);
  }
}

}  // namespace t2v
