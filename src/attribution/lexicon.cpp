#include "attribution/lexicon.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

namespace t2v {
namespace {

/// The labels a word speaks for, with how strongly, the strongest first.
struct Strengths {
  std::vector<std::uint32_t> labels;
  std::vector<double> values;
};

Strengths strengths_of(const WordStatistics& statistics, std::uint32_t word,
                       const LexiconOptions& options) {
  std::vector<std::pair<double, std::uint32_t>> found;
  for (std::uint32_t label = 0; label < statistics.labels(); ++label) {
    const std::uint64_t documents = statistics.documents(label, word);
    if (documents == 0 || documents < options.min_count) continue;
    const double strength = word_strength(statistics, label, word);
    if (strength > 0) found.emplace_back(strength, label);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  Strengths strengths;
  for (const auto& [value, label] : found) {
    strengths.values.push_back(value);
    strengths.labels.push_back(label);
  }
  return strengths;
}

LexiconWord entry_of(const WordStatistics& statistics, std::uint32_t word,
                     const Strengths& strengths) {
  LexiconWord entry;
  entry.word = word;
  entry.label = strengths.labels.front();
  entry.strength = strengths.values.front();
  entry.score_sum = statistics.score_sum(entry.label, word);
  entry.documents_here = statistics.documents(entry.label, word);
  entry.documents_elsewhere = statistics.documents_with(word) - entry.documents_here;
  entry.score_mean = entry.score_sum / static_cast<double>(entry.documents_here);
  entry.tf_idf = statistics.tf_idf(entry.label, word);
  std::size_t strong = 0;
  while (strong < strengths.values.size() &&
         strengths.values[strong] >= kAmbiguousShare * entry.strength)
    ++strong;
  if (strong > 1) {
    const auto labels = std::span(strengths.labels).first(strong);
    entry.ambiguous.assign(labels.begin(), labels.end());
  }
  return entry;
}

/// Fills the ranks of a label's words.
void rank(std::vector<LexiconWord>& words, const WordStatistics& statistics, std::uint32_t label,
          const LexiconOptions& options) {
  // Words come by id, most frequent first, which decides between equals.
  std::stable_sort(words.begin(), words.end(), [](const LexiconWord& a, const LexiconWord& b) {
    return a.strength > b.strength;
  });
  const std::vector<TfIdfWord> by_tf_idf = rank_by_tf_idf(statistics, label, options);
  std::vector<std::size_t> tf_idf_rank(statistics.words(), by_tf_idf.size() + 1);
  for (std::size_t i = 0; i < by_tf_idf.size(); ++i) tf_idf_rank[by_tf_idf[i].word] = i + 1;
  for (std::size_t i = 0; i < words.size(); ++i) {
    words[i].rank = i + 1;
    words[i].tf_idf_rank = tf_idf_rank[words[i].word];
  }
}

}  // namespace

double word_strength(const WordStatistics& statistics, std::uint32_t label, std::uint32_t word) {
  const auto with_word = static_cast<double>(statistics.documents(label, word));
  if (with_word == 0) return 0;
  const auto documents = static_cast<double>(statistics.documents());
  const auto of_label = static_cast<double>(statistics.documents_of(label));
  const double even = documents / static_cast<double>(statistics.labels());
  return statistics.score_sum(label, word) / std::sqrt(with_word + kDoubtfulDocuments) *
         std::log(documents / static_cast<double>(statistics.documents_with(word))) *
         std::sqrt(even / of_label);
}

std::vector<std::vector<LexiconWord>> make_lexicon(const WordStatistics& statistics,
                                                   const LexiconOptions& options) {
  std::vector<std::vector<LexiconWord>> lexicon(statistics.labels());
  for (std::uint32_t word = 0; word < statistics.words(); ++word) {
    const Strengths strengths = strengths_of(statistics, word, options);
    if (strengths.labels.empty()) continue;
    lexicon[strengths.labels.front()].push_back(entry_of(statistics, word, strengths));
  }
  for (std::uint32_t label = 0; label < lexicon.size(); ++label)
    rank(lexicon[label], statistics, label, options);
  return lexicon;
}

std::vector<TfIdfWord> rank_by_tf_idf(const WordStatistics& statistics, std::uint32_t label,
                                      const LexiconOptions& options) {
  std::vector<TfIdfWord> words;
  for (std::uint32_t word = 0; word < statistics.words(); ++word) {
    if (statistics.documents(label, word) < options.min_count) continue;
    const double tf_idf = statistics.tf_idf(label, word);
    if (tf_idf > 0) words.push_back({word, tf_idf});
  }
  std::stable_sort(words.begin(), words.end(),
                   [](const TfIdfWord& a, const TfIdfWord& b) { return a.tf_idf > b.tf_idf; });
  return words;
}

}  // namespace t2v
