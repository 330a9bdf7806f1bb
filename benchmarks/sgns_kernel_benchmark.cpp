// Speed of the training kernel alone: random rows of a vocabulary as large as that of the reviews,
// one positive and five noise words, a given number of context words and labels, which join them as
// in the joint objective. Threads share the words' rows and have label rows of their own, as in
// training. `share` is that of the machine's multiply-add peak with as many threads.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "embedding/matrix.h"
#include "embedding/random.h"
#include "embedding/sgns_kernel.h"
#include "fma_peak.h"

namespace {

using t2v::Matrix;
using t2v::Random;

constexpr std::uint32_t kWords = 40'000;
constexpr std::size_t kOutputs = 6;
constexpr std::size_t kDraws = 1 << 16;

Matrix random_matrix(std::size_t rows, std::size_t dim, std::uint64_t seed) {
  Random random(seed);
  Matrix matrix(rows, dim);
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t i = 0; i < dim; ++i) matrix.row(row)[i] = (random.uniform() - 0.5F) / 10;
  }
  return matrix;
}

/// Words of a corpus in any order: frequent ones have small ids, as in a vocabulary.
std::vector<std::uint32_t> draw_words(std::uint64_t seed) {
  Random random(seed);
  std::vector<std::uint32_t> draws(kDraws);
  for (auto& draw : draws) {
    const float u = random.uniform();
    draw = static_cast<std::uint32_t>(static_cast<float>(kWords) * u * u * u);
  }
  return draws;
}

/// What the threads of a run share.
struct Words {
  explicit Words(std::size_t dim)
      : input(random_matrix(kWords, dim, 1)), output(random_matrix(kWords, dim, 2)) {}
  Matrix input;
  Matrix output;
};
std::unique_ptr<Words> shared_words;

double peak_flops(int threads) {
  static std::map<int, double> measured;
  double& flops = measured[threads];
  if (flops == 0) flops = t2v::measure_fma_peak(static_cast<unsigned>(threads)).flops;
  return flops;
}

void set_up(const benchmark::State& state) {
  shared_words = std::make_unique<Words>(static_cast<std::size_t>(state.range(0)));
  peak_flops(state.threads());
}

t2v::SgnsBlock block_of(std::size_t context, Matrix& labels) {
  t2v::SgnsBlock block;
  block.inputs.resize(context);
  block.word_inputs = context;
  for (std::size_t e = 0; e < labels.rows(); ++e) block.inputs.push_back(labels.row(e));
  block.weights.assign(block.inputs.size(), 1.0F);
  block.label_shares.assign(context * labels.rows(), 0.5F);
  block.outputs.resize(kOutputs);
  return block;
}

void update(benchmark::State& state) {
  const auto dim = static_cast<std::size_t>(state.range(0));
  const auto context = static_cast<std::size_t>(state.range(1));
  const auto thread = static_cast<std::uint64_t>(state.thread_index());
  Matrix labels = random_matrix(static_cast<std::size_t>(state.range(2)), dim, 3);
  const std::vector<std::uint32_t> draws = draw_words(thread);
  t2v::SgnsBlock block = block_of(context, labels);
  t2v::SgnsWorkspace workspace;
  std::size_t next = 0;
  for (auto _ : state) {
    for (std::size_t i = 0; i < context; ++i) {
      block.inputs[i] = shared_words->input.row(draws[next++ % kDraws]);
    }
    for (auto& row : block.outputs) row = shared_words->output.row(draws[next++ % kDraws]);
    t2v::sgns_update(block, dim, 1e-4F, workspace, false);
  }
  // Per pair and dimension: one multiply-add each for the product, the input and the output.
  const auto pairs = static_cast<double>(block.inputs.size() * kOutputs);
  const double flops =
      pairs * 6 * static_cast<double>(dim) * static_cast<double>(state.iterations());
  using benchmark::Counter;
  state.counters["flop/s"] = Counter(flops, Counter::kIsRate);
  state.counters["share"] = Counter(flops / peak_flops(state.threads()), Counter::kIsRate);
  state.SetLabel(t2v::sgns_instruction_set());
}

BENCHMARK(update)
    ->ArgNames({"dim", "context", "labels"})
    ->ArgsProduct({{50, 100, 128, 200, 256, 300, 512}, {6}, {0, 1}})
    ->ArgsProduct({{100}, {3, 10}, {0, 1}})
    ->Setup(set_up)
    ->Threads(1)
    ->Threads(2)
    ->UseRealTime();

}  // namespace
