#pragma once

#include <cstdint>
#include <span>

#include "text/corpus.h"
#include "text/frequent_tokens.h"
#include "text/token_dictionary.h"

namespace t2v {

/// The other processes that count and encode a corpus together, each its own part of the text. All
/// of them call the same functions in the same order.
class CountingPeers {
 public:
  virtual ~CountingPeers() = default;

  /// Replaces each number by its sum over all processes.
  virtual void sum(std::span<std::uint64_t> numbers) = 0;

  /// The tokens that can become words by `options`, with their counts in all processes together and
  /// in the same order in all of them; and the most frequent of all, whatever its count.
  /// @param counted all tokens of the part here
  virtual TokenDictionary words_in_all(const TokenDictionary& counted,
                                       const VocabularyOptions& options) = 0;

  /// The frequent tokens of all parts, in the same order in all processes: hardly more than
  /// `bound` admits.
  virtual FrequentTokens frequent_in_all(const FrequentTokens& found,
                                         const DictionaryBound& bound) = 0;
};

}  // namespace t2v
