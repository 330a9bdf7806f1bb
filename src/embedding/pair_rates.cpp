#include "embedding/pair_rates.h"

#include <algorithm>
#include <cmath>

#include "embedding/subsampling.h"

namespace t2v {

PairRates::PairRates(const Vocabulary& words, const TrainingOptions& options,
                     std::span<const std::uint64_t> labelled_tokens, std::uint64_t tokens,
                     std::size_t most_words) {
  const Subsampling subsampling(words, options.subsample);
  const auto total = static_cast<double>(std::max<std::uint64_t>(words.total_count(), 1));
  // The share of all tokens that are the word and kept, and that of noise words, times noise_total.
  const auto kept = [&](std::uint32_t word) {
    return static_cast<double>(words.count(word)) / total *
           static_cast<double>(subsampling.keep_probability(word));
  };
  const auto noise = [&](std::uint32_t word) {
    return std::pow(static_cast<double>(words.count(word)), options.sampling_exponent);
  };
  double kept_total = 0;
  double noise_total = 0;
  for (std::uint32_t word = 0; word < words.size(); ++word) {
    kept_total += kept(word);
    noise_total += noise(word);
  }
  const double context = options.window + 1.0;
  const double outputs = options.negative + 1.0;
  of_all_words = kept_total * context * outputs;
  const std::size_t rows = std::min<std::size_t>(words.size(), most_words);
  word_input.reserve(rows);
  word_output.reserve(rows);
  for (std::uint32_t word = 0; word < rows; ++word) {
    const double as_noise = kept_total * options.negative * noise(word) / noise_total;
    word_input.push_back(static_cast<float>(kept(word) * context * outputs));
    word_output.push_back(static_cast<float>((kept(word) + as_noise) * context));
  }
  for (const std::uint64_t labelled : labelled_tokens) {
    const double share =
        static_cast<double>(labelled) / static_cast<double>(std::max<std::uint64_t>(tokens, 1));
    label_input.push_back(static_cast<float>(share * kept_total * context * outputs));
  }
}

}  // namespace t2v
