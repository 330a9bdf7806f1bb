#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "query/term.h"
#include "text/vocabulary.h"

namespace t2v {

/// A key that begins as was typed.
struct Completion {
  TermKind kind = TermKind::kWord;
  std::uint32_t id = 0;  ///< in the model's words or labels
};

/// The keys of a vocabulary in the order of their bytes, so that those which begin alike stand
/// together. 4 bytes a key.
class PrefixIndex {
 public:
  /// `keys` must outlive this object.
  explicit PrefixIndex(const Vocabulary& keys);

  /// Ids of the `most` most frequent keys that begin with `prefix`, most frequent first (ids follow
  /// frequency). Of V keys this looks at some sqrt(most V) where those that fit are spread evenly.
  std::vector<std::uint32_t> starting_with(std::string_view prefix, std::size_t most) const;

 private:
  const Vocabulary& keys_;
  std::vector<std::uint32_t> order_;  ///< ids
};

/// Completes what somebody types to words and labels. From many threads at once.
class CompletionIndex {
 public:
  /// Both must outlive this object.
  CompletionIndex(const Vocabulary& words, const Vocabulary& labels)
      : words_(words), labels_(labels) {}

  /// At most `most`: labels before words, of each the most frequent first. Where there are many of
  /// both, either gets half of the places. The text is normalised as keys are; `word:` and `label:`
  /// before it ask for one of both.
  std::vector<Completion> complete(std::string_view typed, std::size_t most) const;

 private:
  PrefixIndex words_;
  PrefixIndex labels_;
};

}  // namespace t2v
