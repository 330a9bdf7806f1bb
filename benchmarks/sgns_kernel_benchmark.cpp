// Speed of the training kernel alone: random rows of a vocabulary as large as that of the reviews,
// one positive and five noise words, a given number of context words.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

#include "embedding/matrix.h"
#include "embedding/random.h"
#include "embedding/sgns_kernel.h"

namespace {

using t2v::Matrix;
using t2v::Random;

Matrix random_matrix(std::size_t rows, std::size_t dim, Random& random) {
  Matrix matrix(rows, dim);
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t i = 0; i < dim; ++i) matrix.row(row)[i] = (random.uniform() - 0.5F) / 10;
  }
  return matrix;
}

/// Frequent words have small ids, as in a vocabulary.
std::uint32_t skewed(std::uint32_t rows, Random& random) {
  const float u = random.uniform();
  return static_cast<std::uint32_t>(static_cast<float>(rows) * u * u * u);
}

void update(benchmark::State& state) {
  constexpr std::uint32_t kWords = 40'000;
  constexpr std::size_t kOutputs = 6;
  constexpr std::size_t kDraws = 1 << 16;
  const auto dim = static_cast<std::size_t>(state.range(0));
  const auto inputs = static_cast<std::size_t>(state.range(1));
  Random random(1);
  Matrix in = random_matrix(kWords, dim, random);
  Matrix out = random_matrix(kWords, dim, random);
  std::vector<std::uint32_t> draws(kDraws);
  for (auto& draw : draws) draw = skewed(kWords, random);

  t2v::SgnsBlock block;
  t2v::SgnsWorkspace workspace;
  block.inputs.resize(inputs);
  block.weights.assign(inputs, 1.0F);
  block.outputs.resize(kOutputs);
  block.word_inputs = inputs;
  std::size_t next = 0;
  for (auto _ : state) {
    for (auto& row : block.inputs) row = in.row(draws[next++ % kDraws]);
    for (auto& row : block.outputs) row = out.row(draws[next++ % kDraws]);
    t2v::sgns_update(block, dim, 1e-4F, workspace, false);
  }
  // Per pair and dimension: one multiply-add each for the product, the input and the output.
  const auto pairs = static_cast<double>(inputs * kOutputs);
  state.counters["flop/s"] = benchmark::Counter(pairs * 6 * static_cast<double>(dim),
                                                benchmark::Counter::kIsIterationInvariantRate);
  state.SetLabel(t2v::sgns_instruction_set());
}

BENCHMARK(update)->ArgNames({"dim", "inputs"})->ArgsProduct({{50, 100, 200, 300}, {3, 6, 11}});

}  // namespace
