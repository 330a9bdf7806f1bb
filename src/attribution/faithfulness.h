#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "classifier/classifier.h"

namespace t2v {

/// What becomes of a word that is taken away.
enum class Removal {
  kDeletion,  ///< the words around it move together
  kPadding,   ///< the padding row stands in its place
};

/// Shares of a text's words that are taken away, in percent, as in ERASER.
inline constexpr std::array<unsigned, 5> kBins{1, 5, 10, 20, 50};

/// Words in `percent` of a text of `tokens`, rounded up: at least one where there is one.
constexpr std::size_t words_in_bin(std::size_t tokens, unsigned percent) {
  return (tokens * percent + 99) / 100;
}

/// The positions of a text by score, highest first; of equals the earlier first.
std::vector<std::uint32_t> rank_words(std::span<const double> scores);

/// How the probability of a label hangs on the words that an attribution names first, after ERASER
/// (DeYoung et al. 2020):
///
///   comprehensiveness = p(text) - p(text without its first words)   high: they were needed
///   sufficiency       = p(text) - p(its first words alone)          low: they are enough
///
/// for the first 1, 5, 10, 20 and 50 % of the words. The area over the perturbation curve (AOPC) of
/// either is its mean over these bins.
struct Faithfulness {
  std::array<double, kBins.size()> comprehensiveness{};
  std::array<double, kBins.size()> sufficiency{};
};

/// @param rows of the embedding, one a word, at least one
/// @param ranking positions of all words, the most important first
Faithfulness measure_faithfulness(const Classifier& classifier, std::span<const std::uint32_t> rows,
                                  std::uint32_t label, std::span<const std::uint32_t> ranking,
                                  Removal removal);

}  // namespace t2v
