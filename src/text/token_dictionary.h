#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace t2v {

/// Numbers the different tokens of a text by their first occurrence and counts them. It is asked
/// once for each token of a corpus, hence a hash table with open addressing whose keys lie end to
/// end in memory: a lookup touches two cache lines and allocates nothing.
class TokenDictionary {
 public:
  TokenDictionary();

  /// Counts `token` (at most kMaxKeyBytes) `times` times more. @returns its number
  std::uint32_t add(std::string_view token, std::uint64_t times = 1);

  std::size_t size() const { return counts_.size(); }
  std::string_view token(std::uint32_t number) const;
  std::uint64_t count(std::uint32_t number) const { return counts_[number]; }

 private:
  struct Slot {
    const char* key = nullptr;  ///< a byte with the length, then the token; null: free
    std::uint32_t hash = 0;
    std::uint32_t number = 0;
  };

  Slot& find_slot(std::string_view token, std::uint32_t hash);
  const char* store(std::string_view token);
  void grow();

  std::vector<Slot> slots_;  ///< a power of two, at most half of them taken
  std::vector<const char*> keys_;
  std::vector<std::uint64_t> counts_;
  std::vector<std::unique_ptr<char[]>> blocks_;  ///< hold the keys
  std::size_t block_free_ = 0;                   ///< bytes left in the last block
};

}  // namespace t2v
