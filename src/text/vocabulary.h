#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace t2v {

/// Longest key (word or label) in bytes: 85 Hangul syllables. Longer tokens are no words but
/// runs of text without spaces; they are left out when the vocabulary is counted. The limit also
/// bounds the fixed-length strings of the model file.
inline constexpr std::size_t kMaxKeyBytes = 255;

/// Keys (words or labels) numbered from 0, each with its count. Ids follow frequency: most
/// frequent first, ties in byte order.
class Vocabulary {
 public:
  struct Entry {
    std::string key;
    std::uint64_t count = 0;
  };

  /// Sorts `entries` into the order of ids.
  /// @throws Error when a key occurs twice, is empty or is longer than kMaxKeyBytes
  static Vocabulary from_counts(std::vector<Entry> entries);

  /// Keeps the given order, which a model file fixes.
  /// @throws Error as from_counts
  static Vocabulary from_ordered(std::vector<Entry> entries);

  /// The keys of both, counts added up.
  /// @throws Error for a count beyond 64 bits
  static Vocabulary sum(const Vocabulary& a, const Vocabulary& b);

  std::uint32_t size() const { return static_cast<std::uint32_t>(entries_.size()); }
  bool empty() const { return entries_.empty(); }
  std::string_view key(std::uint32_t id) const { return entries_[id].key; }
  std::uint64_t count(std::uint32_t id) const { return entries_[id].count; }
  std::uint64_t total_count() const { return total_count_; }
  const std::vector<Entry>& entries() const { return entries_; }
  /// By id. Not kept: made at every call.
  std::vector<std::uint64_t> counts() const;
  std::optional<std::uint32_t> id(std::string_view key) const;

 private:
  /// Where the search for a key goes, 8 bytes each: an unordered_map takes 56 and as many calls of
  /// malloc as there are keys.
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t next_id = 0;  ///< one more than the id; 0: free
  };

  std::size_t find_slot(std::string_view key, std::uint64_t hash) const;

  std::vector<Entry> entries_;
  std::vector<Slot> slots_;  ///< a hash table with open addressing; a power of two
  std::uint64_t total_count_ = 0;
};

}  // namespace t2v
