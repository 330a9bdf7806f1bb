#pragma once

#include "distributed/communicator.h"
#include "text/counting_peers.h"

namespace t2v {

/// Brings together what the ranks counted. Every token has a rank that is responsible for it, by
/// its bytes; to that one all others send their counts of it, and it passes on only what may
/// become a word. So no rank holds more than its own tokens, its share of all different ones, and
/// the words.
class TokenCounts : public CountingPeers {
 public:
  explicit TokenCounts(Communicator& communicator) : communicator_(communicator) {}

  void sum(std::span<std::uint64_t> numbers) override { communicator_.sum(numbers); }

  TokenDictionary words_in_all(const TokenDictionary& counted,
                               const VocabularyOptions& options) override;

  /// Where the ranks found too much together, each takes the same number off all its counts and
  /// forgets what has nothing left, as in find_frequent_tokens(): such summaries may be merged
  /// (Agarwal et al., Mergeable summaries, 2012), and what counts may lack adds up.
  FrequentTokens frequent_in_all(const FrequentTokens& found,
                                 const DictionaryBound& bound) override;

  /// All tokens with their counts in all ranks, in the same order everywhere.
  TokenDictionary all_tokens(const TokenDictionary& counted);

 private:
  TokenDictionary gather_own(const TokenDictionary& counted);
  template <typename Keep>
  TokenDictionary share(const TokenDictionary& own, Keep&& keep);
  std::uint64_t lowest_count(const TokenDictionary& own, const VocabularyOptions& options);
  std::uint64_t in_all(std::uint64_t number);

  Communicator& communicator_;
};

}  // namespace t2v
