#include "attribution/faithfulness.h"

#include <algorithm>
#include <numeric>

namespace t2v {
namespace {

/// The text's rows where `removed` holds for some positions.
std::vector<std::uint32_t> without(std::span<const std::uint32_t> rows,
                                   const std::vector<bool>& removed, Removal removal) {
  std::vector<std::uint32_t> left;
  left.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!removed[i]) {
      left.push_back(rows[i]);
    } else if (removal == Removal::kPadding) {
      left.push_back(kPaddingRow);
    }
  }
  return left;
}

double probability(const Classifier& classifier, std::span<const std::uint32_t> rows,
                   std::uint32_t label) {
  return classifier.probabilities(classifier.forward(rows).logits)[label];
}

}  // namespace

std::vector<std::uint32_t> rank_words(std::span<const double> scores) {
  std::vector<std::uint32_t> ranking(scores.size());
  std::iota(ranking.begin(), ranking.end(), 0U);
  std::stable_sort(ranking.begin(), ranking.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return scores[a] > scores[b]; });
  return ranking;
}

Faithfulness measure_faithfulness(const Classifier& classifier, std::span<const std::uint32_t> rows,
                                  std::uint32_t label, std::span<const std::uint32_t> ranking,
                                  Removal removal) {
  const double whole = probability(classifier, rows, label);
  std::vector<bool> first(rows.size(), false);
  std::size_t taken = 0;
  Faithfulness result;
  for (std::size_t bin = 0; bin < kBins.size(); ++bin) {
    const std::size_t words = words_in_bin(rows.size(), kBins[bin]);
    while (taken < words) first[ranking[taken++]] = true;
    std::vector<bool> others = first;
    others.flip();
    result.comprehensiveness[bin] =
        whole - probability(classifier, without(rows, first, removal), label);
    result.sufficiency[bin] =
        whole - probability(classifier, without(rows, others, removal), label);
  }
  return result;
}

}  // namespace t2v
