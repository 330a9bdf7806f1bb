#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "attribution/methods.h"
#include "classifier/classifier.h"
#include "text/label_set.h"

namespace t2v {

/// What the words of the classifier's vocabulary did under each label, over labelled documents.
/// Documents without a label are no part of it.
class WordStatistics {
 public:
  WordStatistics(std::size_t words, std::size_t labels);

  /// Counts a document that carries `labels`. @param words the words it holds, kNoNumber for those
  ///   that are not in the vocabulary
  /// @param scores one list a label: of each word towards it
  void add(std::span<const std::uint32_t> words, std::span<const std::uint32_t> labels,
           std::span<const std::vector<double>> scores);

  std::size_t words() const { return documents_with_.size(); }
  std::size_t labels() const { return totals_.size(); }
  std::uint64_t documents() const { return documents_; }

  /// Sum of the word's scores towards the label, over its occurrences in the label's documents.
  double score_sum(std::uint32_t label, std::uint32_t word) const {
    return under(label, word).score_sum;
  }
  /// Documents that carry the label and hold the word.
  std::uint64_t documents(std::uint32_t label, std::uint32_t word) const {
    return under(label, word).documents;
  }
  /// Documents that carry the label.
  std::uint64_t documents_of(std::uint32_t label) const { return totals_[label].documents; }
  /// Documents that hold the word, whatever their labels.
  std::uint64_t documents_with(std::uint32_t word) const { return documents_with_[word]; }

  /// The label taken as one long document: the word's share of its words, times log(N / df) with df
  /// of all N documents holding the word. 0 for a word that is not there.
  double tf_idf(std::uint32_t label, std::uint32_t word) const;

 private:
  struct Counts {
    double score_sum = 0;
    std::uint32_t documents = 0;
    std::uint32_t occurrences = 0;
  };
  struct Totals {
    std::uint64_t documents = 0;
    std::uint64_t occurrences = 0;  ///< of all words
  };
  const Counts& under(std::uint32_t label, std::uint32_t word) const {
    return counts_[label * words() + word];
  }
  Counts& under(std::uint32_t label, std::uint32_t word) { return counts_[label * words() + word]; }
  void count_words(std::span<const std::uint32_t> known, std::uint32_t label);

  std::vector<Counts> counts_;                 ///< [labels, words]
  std::vector<std::uint64_t> documents_with_;  ///< [words]
  std::vector<Totals> totals_;                 ///< [labels]
  std::uint64_t documents_ = 0;
};

/// Attributes every labelled document by `method` towards each of its true labels, with logits as
/// output, and counts its words.
///
/// In a softmax only differences between logits matter, so a word's score towards a label is that
/// for the label's logit less the mean of those for its rivals: labels that the document does not
/// carry, at most kMostRivals of them, the most probable. Scores are weighted by the probability
/// that the classifier gives the true label: what it cannot see in a document it cannot point at
/// there either, and much of that is wrongly labelled.
///
/// @param labels ids of the classifier's labels, one list a document
WordStatistics measure_words(const Classifier& classifier,
                             std::span<const std::string_view> documents, const LabelLists& labels,
                             const Method& method, const MethodOptions& options);

/// Labels that a document's own is set against.
inline constexpr std::size_t kMostRivals = 8;

}  // namespace t2v
