#pragma once

#include <cstdint>
#include <limits>

#include "text/text_file.h"
#include "text/token_dictionary.h"
#include "text/tokenizer.h"

namespace t2v {

/// How large a dictionary of tokens may become, by its size() and its bytes().
struct DictionaryBound {
  std::uint64_t tokens = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t bytes = std::numeric_limits<std::uint64_t>::max();

  bool admits(std::uint64_t these_tokens, std::uint64_t these_bytes) const {
    return these_tokens <= tokens && these_bytes <= bytes;
  }
};

struct FrequentTokens {
  TokenDictionary tokens;          ///< their counts are too low by at most `most_missing`
  std::uint64_t most_missing = 0;  ///< every token that occurs more often is in `tokens`
};

/// Finds the frequent tokens of a text in one pass with hardly more than `bound` in memory: it is
/// looked at after every few megabytes of text. Whenever there are too many tokens, the count of
/// the median one is taken off all counts, and those with nothing left are forgotten (Misra &
/// Gries, Finding repeated elements, 1982); `most_missing` is the sum of what was taken off. It is
/// at most twice the number of tokens in the text divided by the number that the bound admits, and
/// usually far less: half of the tokens lose as much each time.
///
/// The result depends on the text alone, not on the number of threads (the caller's TBB arena).
FrequentTokens find_frequent_tokens(const TextFile& text, const Tokenizer& tokenizer,
                                    const DictionaryBound& bound);

}  // namespace t2v
