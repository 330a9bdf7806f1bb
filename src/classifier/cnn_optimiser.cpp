#include "classifier/cnn_optimiser.h"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <limits>

namespace t2v {
namespace {

constexpr std::uint32_t kNoPlace = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kRowsATask = 64;

/// scale * sum of `parts`, each `size` floats.
void sum_of(std::span<const float* const> parts, float scale, std::size_t size,
            std::vector<float>& sum) {
  sum.assign(size, 0.0F);
  for (const float* part : parts) add_scaled(scale, part, sum.data(), size);
}

}  // namespace

CnnOptimiser::CnnOptimiser(const TextCnn& network)
    : embedding_(network.embedding.rows() * network.embedding.stride()),
      taps_(network.taps.rows() * network.taps.stride()),
      bias_(network.bias.size()),
      output_(network.output.rows() * network.output.stride()),
      output_bias_(network.output_bias.size()),
      place_(network.embedding.rows(), kNoPlace) {}

void CnnOptimiser::step(TextCnn& network, std::span<const CnnGradient* const> gradients,
                        double scale, double rate) {
  ++steps_;
  scale_ = static_cast<float>(scale);
  for (Adam* adam : {&embedding_, &taps_, &bias_, &output_, &output_bias_})
    adam->begin_step(steps_, rate);
  step_dense(network, gradients);
  step_embedding(network, gradients);
}

void CnnOptimiser::step_dense(TextCnn& network, std::span<const CnnGradient* const> gradients) {
  const auto update_rows = [&](Adam& adam, Matrix& values, Matrix CnnGradient::*member) {
    const std::size_t stride = values.stride();
    tbb::parallel_for(
        std::size_t{0}, (values.rows() + kRowsATask - 1) / kRowsATask, [&](std::size_t task) {
          std::vector<float> sum;
          std::vector<const float*> parts(gradients.size());
          const std::size_t end = std::min(values.rows(), (task + 1) * kRowsATask);
          for (std::size_t row = task * kRowsATask; row < end; ++row) {
            std::ranges::transform(gradients, parts.begin(), [&](const CnnGradient* part) {
              return (part->*member).row(row);
            });
            sum_of(parts, scale_, stride, sum);
            adam.update(row * stride, {values.row(row), stride}, sum);
          }
        });
  };
  update_rows(taps_, network.taps, &CnnGradient::taps);
  update_rows(output_, network.output, &CnnGradient::output);

  std::vector<float> sum(network.bias.size());
  for (const CnnGradient* part : gradients)
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += scale_ * part->bias[i];
  bias_.update(0, network.bias, sum);
  sum.assign(network.output_bias.size(), 0.0F);
  for (const CnnGradient* part : gradients)
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += scale_ * part->output_bias[i];
  output_bias_.update(0, network.output_bias, sum);
}

void CnnOptimiser::step_embedding(TextCnn& network, std::span<const CnnGradient* const> gradients) {
  const std::size_t stride = network.embedding.stride();
  rows_.clear();
  for (const CnnGradient* part : gradients) {
    for (std::size_t i = 0; i < part->rows.size(); ++i) {
      std::uint32_t& place = place_[part->rows[i]];
      if (place == kNoPlace) {
        place = static_cast<std::uint32_t>(rows_.size());
        rows_.push_back(part->rows[i]);
        if (parts_.size() < rows_.size()) parts_.emplace_back();
        parts_[place].clear();
      }
      parts_[place].push_back(part->embedding.data() + i * stride);
    }
  }
  tbb::parallel_for(
      std::size_t{0}, (rows_.size() + kRowsATask - 1) / kRowsATask, [&](std::size_t task) {
        std::vector<float> sum;
        const std::size_t end = std::min(rows_.size(), (task + 1) * kRowsATask);
        for (std::size_t i = task * kRowsATask; i < end; ++i) {
          sum_of(parts_[i], scale_, stride, sum);
          embedding_.update(rows_[i] * stride, {network.embedding.row(rows_[i]), stride}, sum);
        }
      });
  for (const std::uint32_t row : rows_) place_[row] = kNoPlace;
}

namespace {

std::span<float> numbers_of(Matrix& matrix) {
  return {matrix.row(0), matrix.rows() * matrix.stride()};
}
std::span<const float> numbers_of(const Matrix& matrix) {
  return {matrix.row(0), matrix.rows() * matrix.stride()};
}

}  // namespace

/// Calls visit(adam, means, squares) for each part of a network.
template <typename Optimiser, typename State, typename Visit>
void CnnOptimiser::for_each_part(Optimiser& optimiser, State& state, Visit visit) {
  auto& means = state.means;
  auto& squares = state.squares;
  visit(optimiser.embedding_, numbers_of(means.embedding), numbers_of(squares.embedding));
  visit(optimiser.taps_, numbers_of(means.taps), numbers_of(squares.taps));
  visit(optimiser.bias_, std::span(means.bias), std::span(squares.bias));
  visit(optimiser.output_, numbers_of(means.output), numbers_of(squares.output));
  visit(optimiser.output_bias_, std::span(means.output_bias), std::span(squares.output_bias));
}

void CnnOptimiser::save(CnnOptimiserState& state) const {
  for_each_part(*this, state,
                [](const Adam& adam, std::span<float> means, std::span<float> squares) {
                  const auto moments = adam.moments();
                  for (std::size_t i = 0; i < moments.size(); ++i) {
                    means[i] = moments[i].mean;
                    squares[i] = moments[i].square;
                  }
                });
  state.steps = steps_;
}

void CnnOptimiser::restore(const CnnOptimiserState& state) {
  for_each_part(*this, state,
                [](Adam& adam, std::span<const float> means, std::span<const float> squares) {
                  const auto moments = adam.moments();
                  for (std::size_t i = 0; i < moments.size(); ++i)
                    moments[i] = {means[i], squares[i]};
                });
  steps_ = state.steps;
}

}  // namespace t2v
