#include "attribution/patterns.h"

#include <algorithm>

namespace t2v {
namespace {

DocumentPhrase phrase_in(const EncodedText& text, const Phrase& phrase) {
  DocumentPhrase result;
  for (std::size_t i = phrase.begin; i < phrase.end; ++i) {
    if (!result.words.empty()) result.words += ' ';
    result.words += text.token(i);
  }
  const std::size_t begin = text.spans[phrase.begin].begin;
  result.text = text.text.substr(begin, text.spans[phrase.end - 1].end - begin);
  result.score = phrase.score;
  return result;
}

/// strongest_phrases() in the units of the label's log-odds, log p - log(1 - p), whose gradient is
/// that of p over p (1 - p).
std::vector<Phrase> phrases_for(const Classifier& classifier, const ForwardPass& pass,
                                std::span<const double> probabilities, std::uint32_t label,
                                std::size_t most) {
  double others = 0;
  for (std::uint32_t other = 0; other < probabilities.size(); ++other)
    if (other != label) others += probabilities[other];
  // A sigmoid's log-odds are its logit. So are those of a softmax but for the pull of other labels,
  // of which rounding leaves nothing where p is as good as 1.
  constexpr double kLeastDoubt = 1e-9;
  if (classifier.model().multi_label || others < kLeastDoubt)
    return strongest_phrases(classifier, pass, {label, OutputKind::kLogit}, most);
  auto phrases = strongest_phrases(classifier, pass, {label, OutputKind::kProbability}, most);
  for (Phrase& phrase : phrases) phrase.score /= probabilities[label] * others;
  return phrases;
}

}  // namespace

std::vector<std::uint32_t> predicted_labels(const Classifier& classifier,
                                            std::span<const double> probabilities) {
  constexpr double kLeast = 0.5;
  std::vector<std::uint32_t> labels;
  if (!classifier.model().multi_label) {
    const auto best = std::max_element(probabilities.begin(), probabilities.end());
    return {static_cast<std::uint32_t>(best - probabilities.begin())};
  }
  for (std::uint32_t label = 0; label < probabilities.size(); ++label)
    if (probabilities[label] >= kLeast) labels.push_back(label);
  return labels;
}

std::vector<DocumentPhrases> document_phrases(const Classifier& classifier,
                                              std::string_view document, std::size_t number,
                                              std::size_t most) {
  const EncodedText text = classifier.encode(document);
  const ForwardPass pass = classifier.forward(text.rows);
  const std::vector<double> probabilities = classifier.probabilities(pass.logits);
  std::vector<DocumentPhrases> result;
  for (const std::uint32_t label : predicted_labels(classifier, probabilities)) {
    DocumentPhrases of_label{number, label, probabilities[label], {}};
    for (const Phrase& phrase : phrases_for(classifier, pass, probabilities, label, most))
      of_label.phrases.push_back(phrase_in(text, phrase));
    result.push_back(std::move(of_label));
  }
  return result;
}

void PatternCounts::add(const DocumentPhrases& document) {
  ++documents_[document.label];
  std::unordered_map<std::string, Pattern>& patterns = by_label_[document.label];
  // A phrase that stands twice in a document counts once, with both scores.
  std::vector<std::string_view> counted;
  for (const DocumentPhrase& phrase : document.phrases) {
    const auto [found, is_new] = patterns.try_emplace(phrase.words);
    Pattern& pattern = found->second;
    pattern.phrase.score += phrase.score;
    if (std::find(counted.begin(), counted.end(), phrase.words) == counted.end()) {
      counted.push_back(phrase.words);
      ++pattern.documents;
    }
    if (!is_new && phrase.score <= pattern.example_score) continue;
    pattern.phrase.words = phrase.words;
    pattern.phrase.text = phrase.text;
    pattern.example = document.document;
    pattern.example_score = phrase.score;
  }
}

std::vector<Pattern> PatternCounts::ranked(std::uint32_t label) const {
  std::vector<Pattern> patterns;
  for (const auto& entry : by_label_[label]) patterns.push_back(entry.second);
  std::sort(patterns.begin(), patterns.end(), [](const Pattern& a, const Pattern& b) {
    if (a.phrase.score != b.phrase.score) return a.phrase.score > b.phrase.score;
    return a.phrase.words < b.phrase.words;
  });
  return patterns;
}

}  // namespace t2v
