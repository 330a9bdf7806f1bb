#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/vocabulary.h"

namespace t2v {

/// Lists of label ids, one list an item (a document or a word), stored end to end.
class LabelLists {
 public:
  LabelLists() : offsets_{0} {}

  void append(std::span<const std::uint32_t> labels) {
    ids_.insert(ids_.end(), labels.begin(), labels.end());
    offsets_.push_back(ids_.size());
  }
  std::size_t size() const { return offsets_.size() - 1; }
  bool empty() const { return size() == 0; }
  std::span<const std::uint32_t> operator[](std::size_t item) const {
    return {ids_.data() + offsets_[item], ids_.data() + offsets_[item + 1]};
  }

 private:
  std::vector<std::uint64_t> offsets_;  ///< size() + 1 positions in ids_
  std::vector<std::uint32_t> ids_;
};

/// The labels of a corpus: their names with the number of documents that carry each, the labels of
/// every document (zero, one or many), and the labels of words where a lexicon gives them.
struct LabelSet {
  Vocabulary names;
  LabelLists of_document;  ///< one list a document
  LabelLists of_word;      ///< one list a word of the vocabulary; empty() without a lexicon
};

/// A row of a lexicon file: `word<TAB>label`, further columns ignored.
struct LexiconEntry {
  std::string word;
  std::string label;
};

/// Names and documents of label lines: labels separated by white space, an empty line is a
/// document without labels, a label named twice in a line counts once. Labels are normalised.
/// A label that only `lexicon` names gets count 0.
/// @throws Error for a label longer than kMaxKeyBytes (with `file`:line)
LabelSet read_labels(std::span<const std::string_view> lines, const std::string& file,
                     std::span<const LexiconEntry> lexicon = {});

/// Fills labels.of_word from the lexicon; entries whose word is not in `words` are passed over.
/// @returns how many entries found their word
std::size_t assign_word_labels(LabelSet& labels, const Vocabulary& words,
                               std::span<const LexiconEntry> lexicon);

/// @throws Error for a line without a tab, or with an empty word or label (with `file`:line)
std::vector<LexiconEntry> read_lexicon(std::span<const std::string_view> lines,
                                       const std::string& file);

}  // namespace t2v
