#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "text/corpus.h"

namespace t2v {

/// A label, and in how many documents it occurs together with the word in question.
struct LabelDocuments {
  std::uint32_t label = 0;
  std::uint32_t documents = 0;
  bool operator==(const LabelDocuments&) const = default;
};

/// Word-label counts as a model file holds them: the rows of a sparse words x labels matrix end to
/// end, as scipy.sparse.csr_matrix takes them.
struct WordLabelArrays {
  std::vector<std::uint32_t> word_documents;  ///< [words] documents that hold each word
  std::vector<std::uint64_t> offsets;         ///< [words + 1] positions in `labels`
  std::vector<std::uint32_t> labels;          ///< [pairs] ids, rising within a word
  std::vector<std::uint32_t> documents;       ///< [pairs] documents of the word with that label
};

/// In how many documents of the training corpus each word occurs, alone and together with each
/// label. A word counts once in a document, however often it occurs there.
class WordLabelCounts {
 public:
  /// Nothing was counted: a model of format version 1.
  WordLabelCounts() = default;

  /// Arrays without words and offsets make an empty() object.
  /// @param word_counts [words] occurrences of each word
  /// @param label_counts [labels] documents that carry each label
  /// @throws Error where the arrays do not fit each other or these counts
  WordLabelCounts(WordLabelArrays arrays, std::span<const std::uint64_t> word_counts,
                  std::span<const std::uint64_t> label_counts);

  /// True when nothing was counted. False for a corpus without labels: it has words.
  bool empty() const { return word_documents_.empty(); }

  std::size_t words() const { return word_documents_.size(); }
  std::size_t pairs() const { return pairs_.size(); }  ///< word and label with a document in common

  /// Documents that hold the word.
  std::uint32_t documents(std::uint32_t word) const { return word_documents_[word]; }

  /// The labels of those documents, by label id. Labels without such a document are left out.
  std::span<const LabelDocuments> of_word(std::uint32_t word) const {
    return {pairs_.data() + offsets_[word], pairs_.data() + offsets_[word + 1]};
  }

  /// What the constructor takes.
  WordLabelArrays arrays() const;

 private:
  friend WordLabelCounts count_word_labels(const Corpus& corpus, std::uint64_t most_counters);
  friend WordLabelCounts sum(const WordLabelCounts& a, const WordLabelCounts& b);

  std::vector<std::uint32_t> word_documents_;
  std::vector<std::uint64_t> offsets_;
  std::vector<LabelDocuments> pairs_;
};

/// The counts of two texts together, by the same ids of words and labels.
/// @throws Error for more documents than 32 bits can number
WordLabelCounts sum(const WordLabelCounts& a, const WordLabelCounts& b);

/// Counters that are kept at once, 4 bytes each.
inline constexpr std::uint64_t kMostWordLabelCounters = 8 << 20;

/// Counts in parallel, in some tens of megabytes beside the result, which does not depend on
/// the number of threads (the caller's TBB arena). Only the labels of documents count, not those
/// that a lexicon gives to words.
/// @param most_counters the corpus is read once for each time they fill
/// @throws Error for more documents than 32 bits can number
WordLabelCounts count_word_labels(const Corpus& corpus,
                                  std::uint64_t most_counters = kMostWordLabelCounters);

}  // namespace t2v
