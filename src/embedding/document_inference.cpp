#include "embedding/document_inference.h"

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "embedding/inner_product.h"
#include "embedding/learning_rate.h"
#include "embedding/random.h"
#include "embedding/worker.h"

namespace t2v {
namespace {

constexpr std::size_t kMostOutputs = 1 + 64;  ///< a word and the most noise words of the options

/// A number for the random stream of a document: FNV-1a over its words.
std::uint64_t stream_of(std::span<const std::uint32_t> tokens) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const std::uint32_t token : tokens) hash = (hash ^ token) * 0x100000001b3U;
  return hash;
}

float sigmoid(float x) {
  return 1.0F / (1.0F + std::exp(-x));
}

TrainingOptions keeping_every_word(TrainingOptions options) {
  options.subsample = 0;
  return options;
}

}  // namespace

DocumentInference::DocumentInference(const Embedding& vectors, const Vocabulary& words,
                                     const TrainingOptions& options)
    : outputs_(vectors.word_output),
      options_(options),
      subsampling_(words, options.subsample),
      sampler_(words, keeping_every_word(options)) {}

void DocumentInference::infer(std::span<const std::uint32_t> tokens, float* row) const {
  std::fill_n(row, outputs_.stride(), 0.0F);
  const LearningRate rate(options_.learning_rate, tokens.size() * options_.epochs);
  Random random(options_.seed, stream_of(tokens));
  SegmentExamples examples;
  for (std::uint64_t epoch = 0; epoch < options_.epochs; ++epoch) {
    sampler_.draw(tokens, random, examples);
    const auto epoch_rate = static_cast<float>(rate.at(epoch * tokens.size()));
    for (std::size_t position = 0; position < examples.words.size(); ++position) {
      step(examples, position, epoch_rate, row);
    }
  }
}

Matrix DocumentInference::infer(const Corpus& corpus) const {
  Matrix vectors(corpus.documents(), outputs_.dim());
  oneapi::tbb::parallel_for(
      oneapi::tbb::blocked_range<std::size_t>(0, corpus.documents()), [&](const auto& range) {
        for (std::size_t document = range.begin(); document != range.end(); ++document) {
          infer(corpus.document(document), vectors.row(document));
        }
      });
  return vectors;
}

/// All inner products are taken before the row moves, as in sgns_update().
void DocumentInference::step(const SegmentExamples& examples, std::size_t position, float rate,
                             float* row) const {
  const std::size_t stride = outputs_.stride();
  const float step =
      std::min(rate * static_cast<float>(options_.document_weight), Worker::kLongestStep) *
      subsampling_.keep_probability(examples.words[position]);
  std::array<const float*, kMostOutputs> rows{outputs_.row(examples.words[position])};
  std::size_t count = 1;
  for (const std::uint32_t noise : examples.noise_of(position)) {
    if (noise != examples.words[position]) rows[count++] = outputs_.row(noise);
  }
  std::array<float, kMostOutputs> gradients{};
  for (std::size_t k = 0; k < count; ++k) {
    const float target = k == 0 ? 1.0F : 0.0F;
    gradients[k] = step * (target - sigmoid(inner_product(row, rows[k], stride)));
  }
  for (std::size_t k = 0; k < count; ++k) {
    for (std::size_t i = 0; i < stride; ++i) row[i] += gradients[k] * rows[k][i];
  }
}

}  // namespace t2v
