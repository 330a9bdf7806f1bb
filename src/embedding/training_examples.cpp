#include "embedding/training_examples.h"

namespace t2v {

ExampleSampler::ExampleSampler(const Vocabulary& words, const TrainingOptions& options)
    : subsampling_(words, options.subsample),
      negative_sampler_(words, options.sampling_exponent),
      window_(options.window),
      negative_(options.negative) {}

void ExampleSampler::draw(std::span<const std::uint32_t> tokens, Random& random,
                          SegmentExamples& examples) const {
  examples.words.clear();
  examples.windows.clear();
  examples.noise.clear();
  examples.negative = negative_;
  for (const std::uint32_t token : tokens) {
    const float keep = subsampling_.keep_probability(token);
    if (keep >= 1.0F || random.uniform() < keep) examples.words.push_back(token);
  }
  for (const std::uint32_t centre : examples.words) {
    examples.windows.push_back(1 + random.below(window_));
    for (unsigned k = 0; k < negative_; ++k) {
      examples.noise.push_back(draw_noise(centre, random));
    }
  }
}

std::uint32_t ExampleSampler::draw_noise(std::uint32_t centre, Random& random) const {
  constexpr int kTries = 16;  // enough unless the centre word is nearly the whole vocabulary
  for (int attempt = 0; attempt < kTries; ++attempt) {
    const std::uint32_t word = negative_sampler_.draw(random);
    if (word != centre) return word;
  }
  return SegmentExamples::kNoWord;
}

}  // namespace t2v
