#include "attribution/word_statistics.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "attribution/document_order.h"
#include "text/corpus_chunk.h"

namespace t2v {
namespace {

/// A document's part in the statistics.
struct ScoredWords {
  std::vector<std::uint32_t> words;         ///< ids, or kNoNumber
  std::vector<std::vector<double>> scores;  ///< one list a true label
};

std::vector<std::uint32_t> words_of(const EncodedText& text) {
  std::vector<std::uint32_t> words;
  words.reserve(text.rows.size());
  for (const std::uint32_t row : text.rows)
    words.push_back(row < kFirstWordRow ? kNoNumber : row - kFirstWordRow);
  return words;
}

/// The most probable labels that are not among `labels`, best first.
std::vector<std::uint32_t> rivals_of(std::span<const std::uint32_t> labels,
                                     std::span<const float> logits) {
  std::vector<std::uint32_t> rivals;
  for (std::uint32_t label = 0; label < logits.size(); ++label)
    if (std::find(labels.begin(), labels.end(), label) == labels.end()) rivals.push_back(label);
  std::stable_sort(rivals.begin(), rivals.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return logits[a] > logits[b]; });
  if (rivals.size() > kMostRivals) rivals.resize(kMostRivals);
  return rivals;
}

/// The mean of the scores towards `labels`; zeros where there are none.
std::vector<double> mean_scores(const Classifier& classifier, const ForwardPass& pass,
                                std::span<const std::uint32_t> labels, const Method& method,
                                const MethodOptions& options) {
  std::vector<double> mean(pass.tokens, 0.0);
  for (const std::uint32_t label : labels) {
    const Attribution towards =
        method.attribute(classifier, pass, {label, OutputKind::kLogit}, options);
    for (std::size_t i = 0; i < mean.size(); ++i)
      mean[i] += towards.scores[i] / static_cast<double>(labels.size());
  }
  return mean;
}

ScoredWords score_words(const Classifier& classifier, std::string_view document,
                        std::span<const std::uint32_t> labels, const Method& method,
                        const MethodOptions& options) {
  if (labels.empty()) return {};
  const EncodedText text = classifier.encode(document);
  const ForwardPass pass = classifier.forward(text.rows);
  const std::vector<double> probabilities = classifier.probabilities(pass.logits);
  const std::vector<double> against =
      mean_scores(classifier, pass, rivals_of(labels, pass.logits), method, options);

  ScoredWords scored{words_of(text), {}};
  for (const std::uint32_t label : labels) {
    Attribution towards = method.attribute(classifier, pass, {label, OutputKind::kLogit}, options);
    for (std::size_t i = 0; i < against.size(); ++i)
      towards.scores[i] = probabilities[label] * (towards.scores[i] - against[i]);
    scored.scores.push_back(std::move(towards.scores));
  }
  return scored;
}

}  // namespace

WordStatistics::WordStatistics(std::size_t words, std::size_t labels)
    : counts_(words * labels), documents_with_(words, 0), totals_(labels) {}

void WordStatistics::add(std::span<const std::uint32_t> words,
                         std::span<const std::uint32_t> labels,
                         std::span<const std::vector<double>> scores) {
  ++documents_;
  std::vector<std::uint32_t> known;
  for (const std::uint32_t word : words)
    if (word != kNoNumber) known.push_back(word);
  std::sort(known.begin(), known.end());
  for (const std::uint32_t label : labels) count_words(known, label);
  known.erase(std::unique(known.begin(), known.end()), known.end());
  for (const std::uint32_t word : known) ++documents_with_[word];

  for (std::size_t i = 0; i < labels.size(); ++i) {
    for (std::size_t word = 0; word < words.size(); ++word)
      if (words[word] != kNoNumber) under(labels[i], words[word]).score_sum += scores[i][word];
  }
}

/// @param known sorted
void WordStatistics::count_words(std::span<const std::uint32_t> known, std::uint32_t label) {
  ++totals_[label].documents;
  totals_[label].occurrences += known.size();
  for (std::size_t i = 0; i < known.size(); ++i) {
    Counts& counts = under(label, known[i]);
    ++counts.occurrences;
    if (i == 0 || known[i] != known[i - 1]) ++counts.documents;
  }
}

double WordStatistics::tf_idf(std::uint32_t label, std::uint32_t word) const {
  const std::uint32_t occurrences = under(label, word).occurrences;
  if (occurrences == 0) return 0;
  const double frequency =
      static_cast<double>(occurrences) / static_cast<double>(totals_[label].occurrences);
  return frequency *
         std::log(static_cast<double>(documents_) / static_cast<double>(documents_with_[word]));
}

WordStatistics measure_words(const Classifier& classifier,
                             std::span<const std::string_view> documents, const LabelLists& labels,
                             const Method& method, const MethodOptions& options) {
  WordStatistics statistics(classifier.shape().words, classifier.shape().labels);
  for_each_document(
      documents.size(),
      [&](std::size_t document) {
        return score_words(classifier, documents[document], labels[document], method, options);
      },
      [&](std::size_t document, const ScoredWords& scored) {
        if (!labels[document].empty())
          statistics.add(scored.words, labels[document], scored.scores);
      });
  return statistics;
}

}  // namespace t2v
