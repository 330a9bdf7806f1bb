#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "embedding/negative_sampler.h"
#include "embedding/random.h"
#include "embedding/subsampling.h"
#include "embedding/training_options.h"

namespace t2v {

/// Everything random about one pass over a segment, drawn ahead of the arithmetic: the trainer
/// can prefetch rows, and a reference implementation can be given the same draws.
struct SegmentExamples {
  std::vector<std::uint32_t> words;    ///< the tokens that subsampling kept
  std::vector<std::uint32_t> windows;  ///< one a word: context words on either side
  std::vector<std::uint32_t> noise;    ///< `negative` a word, drawn once for all its pairs
  unsigned negative = 0;

  /// The noise words of a position. One that is the centre word itself is none: that comes up only
  /// where the vocabulary has hardly another word.
  std::span<const std::uint32_t> noise_of(std::size_t position) const {
    return {noise.data() + position * negative, negative};
  }
  /// First and one past the last position of the context window around `position`.
  std::size_t window_begin(std::size_t position) const {
    return position > windows[position] ? position - windows[position] : 0;
  }
  std::size_t window_end(std::size_t position) const {
    return std::min(position + windows[position] + 1, words.size());
  }
};

/// Draws SegmentExamples: subsampling, dynamic windows (uniform in 1..window, as word2vec does, so
/// that near words count more) and noise words.
class ExampleSampler {
 public:
  ExampleSampler(const Vocabulary& words, const TrainingOptions& options);

  void draw(std::span<const std::uint32_t> tokens, Random& random, SegmentExamples& examples) const;

 private:
  void draw_words(std::span<const std::uint32_t> tokens, Random& random,
                  std::vector<std::uint32_t>& words) const;
  void draw_noise(Random& random, SegmentExamples& examples) const;
  std::uint32_t draw_other_than(std::uint32_t centre, Random& random) const;

  Subsampling subsampling_;
  NegativeSampler negative_sampler_;
  unsigned window_ = 0;
  unsigned negative_ = 0;
};

}  // namespace t2v
