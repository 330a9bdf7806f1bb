#pragma once

#include <cstdint>
#include <string>

#include "model/stored_array.h"
#include "text/word_label_counts.h"

namespace t2v {

/// Word-label counts to be asked: those in memory, or the arrays of a model file where they lie in
/// it. A view, cheap to copy. From many threads at once.
class WordLabelTable {
 public:
  WordLabelTable() = default;
  /// A view of `counts`, which must outlive it.
  WordLabelTable(const WordLabelCounts& counts)  // NOLINT(google-explicit-constructor): a view
      : counts_(&counts) {}

  /// The arrays of WordLabelArrays. @param labels of the model
  struct Stored {
    std::string group;  ///< for messages: "FILE: /word_labels"
    StoredArray<std::uint64_t> offset;
    StoredArray<std::uint32_t> label;
    StoredArray<std::uint32_t> documents;
    std::uint32_t labels = 0;
  };
  /// @throws Error where they do not fit each other, or so many words
  WordLabelTable(Stored stored, std::uint32_t words);

  bool empty() const { return counts_ != nullptr ? counts_->empty() : stored_.offset.size() == 0; }

  /// Calls visit(label, documents) for the labels of the word's documents, by label id.
  /// @throws Error where the stored counts are damaged
  template <typename Visit>
  void for_each_label(std::uint32_t word, Visit visit) const {
    if (counts_ != nullptr) {
      for (const auto& [label, documents] : counts_->of_word(word)) visit(label, documents);
      return;
    }
    const auto offset = stored_.offset.values();
    const auto label = stored_.label.values();
    const auto documents = stored_.documents.values();
    if (offset[word] > offset[word + 1] || offset[word + 1] > label.size()) fail();
    for (std::uint64_t pair = offset[word]; pair < offset[word + 1]; ++pair) {
      if (label[pair] >= stored_.labels) fail();
      visit(label[pair], documents[pair]);
    }
  }

 private:
  [[noreturn]] void fail() const;

  const WordLabelCounts* counts_ = nullptr;
  Stored stored_;
};

}  // namespace t2v
