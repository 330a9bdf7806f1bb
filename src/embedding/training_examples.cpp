#include "embedding/training_examples.h"

namespace t2v {

ExampleSampler::ExampleSampler(const Vocabulary& words, const TrainingOptions& options)
    : subsampling_(words, options.subsample),
      negative_sampler_(words, options.sampling_exponent),
      window_(options.window),
      negative_(options.negative) {}

void ExampleSampler::draw(std::span<const std::uint32_t> tokens, Random& random,
                          SegmentExamples& examples) const {
  draw_words(tokens, random, examples.words);
  examples.windows.resize(examples.words.size());
  for (std::uint32_t& window : examples.windows) window = 1 + random.below(window_);
  draw_noise(random, examples);
}

// Whether a token stays is chance, so a branch on it would be mispredicted half of the time.
void ExampleSampler::draw_words(std::span<const std::uint32_t> tokens, Random& random,
                                std::vector<std::uint32_t>& words) const {
  words.resize(tokens.size());
  std::size_t kept = 0;
  for (const std::uint32_t token : tokens) {
    words[kept] = token;
    kept += random.uniform() < subsampling_.keep_probability(token) ? 1 : 0;
  }
  words.resize(kept);
}

// All draws come first: they do not wait for each other's cache misses.
void ExampleSampler::draw_noise(Random& random, SegmentExamples& examples) const {
  examples.negative = negative_;
  examples.noise.resize(examples.words.size() * negative_);
  if (negative_sampler_.is_large()) negative_sampler_.prefetch(random, examples.noise.size());
  for (std::uint32_t& noise : examples.noise) noise = negative_sampler_.draw(random);
  std::uint32_t* noise = examples.noise.data();
  for (const std::uint32_t centre : examples.words) {
    for (const std::uint32_t* const end = noise + negative_; noise != end; ++noise) {
      if (*noise == centre) *noise = draw_other_than(centre, random);
    }
  }
}

std::uint32_t ExampleSampler::draw_other_than(std::uint32_t centre, Random& random) const {
  constexpr int kTries = 16;  // enough unless the centre word is nearly the whole vocabulary
  std::uint32_t word = negative_sampler_.draw(random);
  for (int again = 1; again < kTries && word == centre; ++again) {
    word = negative_sampler_.draw(random);
  }
  return word;
}

}  // namespace t2v
