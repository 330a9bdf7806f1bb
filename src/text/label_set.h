#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/text_file.h"
#include "text/vocabulary.h"

namespace t2v {

/// Lists of label ids, one list an item (a document or a word). Most items share their list with
/// many others, so the different lists are stored end to end and an item is the number of its own:
/// 4 bytes.
class LabelLists {
 public:
  LabelLists() : offsets_{0} {}

  /// Room for so many items.
  void reserve(std::size_t items) { lists_.reserve(items); }
  /// Another list, which may be the same as one before. @returns its number
  std::uint32_t add_list(std::span<const std::uint32_t> labels);
  /// Another item, with a list that was added.
  void append_list(std::uint32_t list) { lists_.push_back(list); }
  /// Another item with a list of its own.
  void append(std::span<const std::uint32_t> labels) { append_list(add_list(labels)); }
  /// Replaces every id by new_ids[id].
  void renumber(std::span<const std::uint32_t> new_ids);

  std::size_t size() const { return lists_.size(); }
  bool empty() const { return size() == 0; }
  std::span<const std::uint32_t> operator[](std::size_t item) const { return list(lists_[item]); }
  std::span<const std::uint32_t> list(std::uint32_t number) const {
    return {ids_.data() + offsets_[number], ids_.data() + offsets_[number + 1]};
  }

 private:
  std::vector<std::uint32_t> lists_;    ///< of each item
  std::vector<std::uint64_t> offsets_;  ///< lists + 1 positions in ids_
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

/// Names and documents of the lines of a label file: labels separated by white space, an empty line
/// is a document without labels, a label named twice in a line counts once. Labels are normalised.
/// A label that only `lexicon` names gets count 0.
/// @throws Error for a label longer than kMaxKeyBytes (with the file and its line)
LabelSet read_labels(const TextFile& file, std::span<const LexiconEntry> lexicon = {});

/// Replaces the names by others, with all of these among them; documents keep their labels. To be
/// called before words are given labels.
void rename_labels(LabelSet& labels, Vocabulary names);

/// Adds labels that were read elsewhere, a model's whose training goes on: they are named beside
/// those read here, and documents that carry a label are counted together. To be called before
/// words are given labels.
/// @throws Error for a count beyond 64 bits
void add_known_labels(LabelSet& labels, const Vocabulary& known);

/// Fills labels.of_word from the lexicon; entries whose word is not in `words` are passed over.
/// @returns how many entries found their word
std::size_t assign_word_labels(LabelSet& labels, const Vocabulary& words,
                               std::span<const LexiconEntry> lexicon);

/// @throws Error for a line without a tab, or with an empty word or label (with `file`:line)
std::vector<LexiconEntry> read_lexicon(std::span<const std::string_view> lines,
                                       const std::string& file);

}  // namespace t2v
