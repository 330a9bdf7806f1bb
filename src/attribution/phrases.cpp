#include "attribution/phrases.h"

#include <algorithm>
#include <map>
#include <utility>

#include "attribution/winning_windows.h"

namespace t2v {
namespace {

/// Scores of the phrases [begin, end) that windows won at, whichever side they speak for.
std::map<std::pair<std::size_t, std::size_t>, double> phrase_scores(
    const CnnShape& shape, const ForwardPass& pass, std::span<const double> weight) {
  std::map<std::pair<std::size_t, std::size_t>, double> scores;
  for (std::size_t width = 0; width < shape.widths.size(); ++width) {
    for (std::size_t lane = 0; lane < shape.filters; ++lane) {
      const std::size_t f = shape.feature(width) + lane;
      const std::size_t begin = pass.window[f];
      if (weight[f] == 0 || begin >= pass.tokens) continue;
      const std::size_t end = std::min<std::size_t>(begin + shape.widths[width], pass.tokens);
      scores[{begin, end}] += weight[f] * pass.activation[f];
    }
  }
  return scores;
}

}  // namespace

std::vector<Phrase> strongest_phrases(const Classifier& classifier, const ForwardPass& pass,
                                      const Target& target, std::size_t most) {
  const auto weight = through_relu(pass, output_gradient(classifier, pass, target));
  std::vector<Phrase> phrases;
  for (const auto& [words, score] : phrase_scores(classifier.shape(), pass, weight)) {
    if (score > 0) phrases.push_back({words.first, words.second, score});
  }
  // Stable: of equals the one further to the left, then the shorter.
  std::stable_sort(phrases.begin(), phrases.end(),
                   [](const Phrase& a, const Phrase& b) { return a.score > b.score; });
  if (phrases.size() > most) phrases.resize(most);
  return phrases;
}

std::vector<Phrase> separate_phrases(std::span<const Phrase> phrases, std::size_t most) {
  std::vector<Phrase> kept;
  for (const Phrase& phrase : phrases) {
    if (kept.size() == most) break;
    const auto overlaps = [&](const Phrase& stronger) {
      return phrase.begin < stronger.end && stronger.begin < phrase.end;
    };
    if (std::ranges::none_of(kept, overlaps)) kept.push_back(phrase);
  }
  return kept;
}

}  // namespace t2v
