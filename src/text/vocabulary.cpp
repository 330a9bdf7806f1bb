#include "text/vocabulary.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <functional>
#include <limits>
#include <utility>

#include "text/error.h"

namespace t2v {

Vocabulary Vocabulary::from_counts(std::vector<Entry> entries) {
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return a.count != b.count ? a.count > b.count : a.key < b.key;
  });
  return from_ordered(std::move(entries));
}

Vocabulary Vocabulary::from_ordered(std::vector<Entry> entries) {
  if (entries.size() > std::numeric_limits<std::uint32_t>::max()) {
    throw Error(fmt::format("{} different keys, expected fewer than 2^32", entries.size()));
  }
  Vocabulary vocabulary;
  vocabulary.entries_ = std::move(entries);
  // At most half of the slots are taken, so that a search seldom goes on for long.
  vocabulary.slots_.resize(std::bit_ceil(2 * vocabulary.entries_.size() + 1));
  std::uint32_t id = 0;
  for (const Entry& entry : vocabulary.entries_) {
    if (entry.key.empty()) throw Error("an empty key, expected at least one character");
    if (entry.key.size() > kMaxKeyBytes) {
      throw Error(
          fmt::format("a key has {} bytes, expected at most {}", entry.key.size(), kMaxKeyBytes));
    }
    const std::uint64_t hash = std::hash<std::string_view>{}(entry.key);
    Slot& slot = vocabulary.slots_[vocabulary.find_slot(entry.key, hash)];
    if (slot.next_id != 0) {
      throw Error(fmt::format("'{}' occurs twice, expected every key once", entry.key));
    }
    slot = {static_cast<std::uint32_t>(hash >> 32), ++id};
    vocabulary.total_count_ += entry.count;
  }
  return vocabulary;
}

Vocabulary Vocabulary::sum(const Vocabulary& a, const Vocabulary& b) {
  std::vector<Entry> entries = a.entries();
  for (const Entry& entry : b.entries()) {
    const std::optional<std::uint32_t> id = a.id(entry.key);
    if (!id) {
      entries.push_back(entry);
    } else if (entry.count > std::numeric_limits<std::uint64_t>::max() - entries[*id].count) {
      throw Error(fmt::format("'{}' occurs {} and {} times, expected fewer than 2^64 in all",
                              entry.key, entry.count, entries[*id].count));
    } else {
      entries[*id].count += entry.count;
    }
  }
  return from_counts(std::move(entries));
}

std::size_t Vocabulary::find_slot(std::string_view key, std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at].next_id != 0; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.hash == hash >> 32 && entries_[slot.next_id - 1].key == key) break;
  }
  return at;
}

std::vector<std::uint64_t> Vocabulary::counts() const {
  std::vector<std::uint64_t> counts;
  counts.reserve(entries_.size());
  for (const Entry& entry : entries_) counts.push_back(entry.count);
  return counts;
}

std::optional<std::uint32_t> Vocabulary::id(std::string_view key) const {
  if (entries_.empty()) return std::nullopt;
  const Slot& slot = slots_[find_slot(key, std::hash<std::string_view>{}(key))];
  if (slot.next_id == 0) return std::nullopt;
  return slot.next_id - 1;
}

}  // namespace t2v
