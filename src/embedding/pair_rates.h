#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "embedding/training_options.h"
#include "text/vocabulary.h"

namespace t2v {

/// How many pairs of an input row and an output row a token of the corpus trains in the mean, by
/// row. A kept centre word (subsampling.h) meets window + 1 context words in the mean, each against
/// itself and `negative` noise words.
struct PairRates {
  std::vector<float> word_input;   ///< [first words]: the word among the context
  std::vector<float> word_output;  ///< [first words]: the word as a centre and as noise
  std::vector<float> label_input;  ///< [labels]: for the tokens that carry the label
  double of_all_words = 0;         ///< the sum of word_input over the whole vocabulary

  /// @param labelled_tokens [labels] tokens that carry each label, of all tokens of `words`
  /// @param most_words those behind the first so many are left out
  PairRates(const Vocabulary& words, const TrainingOptions& options,
            std::span<const std::uint64_t> labelled_tokens, std::uint64_t tokens,
            std::size_t most_words = ~std::size_t{0});
};

}  // namespace t2v
