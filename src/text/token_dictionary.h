#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace t2v {

/// Numbers the different tokens of a text by their first occurrence and counts them. It is asked
/// once for each token of a corpus, hence a hash table with open addressing in which a token of at
/// most 15 bytes (five Hangul syllables) lies itself, beside its count: a lookup touches one cache
/// line and allocates nothing.
class TokenDictionary {
 public:
  TokenDictionary();

  /// Counts `token` (1 to kMaxKeyBytes bytes) `times` times more. @returns its number
  std::uint32_t add(std::string_view token, std::uint64_t times = 1);

  /// Counts each of `tokens` once and stores their numbers, of which there is room for as many.
  /// Faster than one by one, as the table is fetched ahead.
  /// @param text what the tokens are parts of: bytes behind a token are read within it
  void add(std::span<const std::string_view> tokens, std::string_view text, std::uint32_t* numbers);

  /// Adds all tokens of `other` with their counts. @returns the number here of each number there
  std::vector<std::uint32_t> merge(const TokenDictionary& other);

  /// Takes `times` off every count. Tokens of which nothing is left are forgotten, the others are
  /// numbered anew.
  void subtract(std::uint64_t times);

  /// Replaces the counts, `counts[number]` each.
  void set_counts(std::span<const std::uint64_t> counts);

  /// The number of a token that was added; threads may ask at once.
  std::optional<std::uint32_t> find(std::string_view token) const;

  std::size_t size() const { return slots_of_numbers_.size(); }
  /// Bytes of memory that these tokens need, in whatever order they came; a table that was made
  /// for more takes more.
  std::size_t bytes() const;
  /// Valid until something is added.
  std::string_view token(std::uint32_t number) const;
  std::uint64_t count(std::uint32_t number) const { return slot_of(number).count; }

 private:
  /// The bytes of a short token, padded with zeros, the last byte its length; of a long one the
  /// place of a byte with the length and the token itself, and a hash of which the last byte is
  /// kLong.
  struct Key {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
  };
  struct Slot {
    Key key;  ///< all zero: free
    std::uint64_t count = 0;
    std::uint32_t number = 0;
  };
  /// A token on the way to its slot.
  struct Search {
    Key key;
    std::uint64_t hash = 0;
  };

  static Search search_for(std::string_view token, std::string_view text);
  static std::uint64_t hash_of(const Key& key);
  static std::string_view token_of(const Key& key);
  static bool is_long(const Key& key);
  static std::size_t slots_for(std::size_t tokens, std::size_t slots);
  const Slot& slot_of(std::uint32_t number) const { return slots_[slots_of_numbers_[number]]; }
  std::size_t home_of(std::uint64_t hash) const { return hash >> shift_; }
  std::size_t place_of(const Search& search, std::string_view token) const;
  std::uint32_t add(const Search& search, std::string_view token, std::uint64_t times);
  const char* store(std::string_view token);
  void reserve(std::size_t tokens);

  std::vector<Slot> slots_;  ///< a power of two
  unsigned shift_ = 0;       ///< from a hash to the slot where its search begins
  std::vector<std::uint32_t> slots_of_numbers_;
  std::vector<std::unique_ptr<char[]>> blocks_;  ///< hold the long tokens
  std::size_t block_free_ = 0;                   ///< bytes left in the last block
  std::size_t stored_bytes_ = 0;                 ///< in all blocks
  std::vector<Search> searches_;                 ///< of the tokens that are being added
};

}  // namespace t2v
