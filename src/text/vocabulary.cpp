#include "text/vocabulary.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "text/error.h"

namespace t2v {

Vocabulary::Vocabulary(const Vocabulary& other) {
  *this = from_ordered(other.entries_);
}

Vocabulary& Vocabulary::operator=(const Vocabulary& other) {
  if (this != &other) *this = from_ordered(other.entries_);
  return *this;
}

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
  vocabulary.ids_.reserve(vocabulary.entries_.size());
  for (const Entry& entry : vocabulary.entries_) {
    if (entry.key.empty()) throw Error("an empty key, expected at least one character");
    if (entry.key.size() > kMaxKeyBytes) {
      throw Error(
          fmt::format("a key has {} bytes, expected at most {}", entry.key.size(), kMaxKeyBytes));
    }
    const auto id = static_cast<std::uint32_t>(vocabulary.ids_.size());
    if (!vocabulary.ids_.emplace(entry.key, id).second) {
      throw Error(fmt::format("'{}' occurs twice, expected every key once", entry.key));
    }
    vocabulary.total_count_ += entry.count;
  }
  return vocabulary;
}

std::optional<std::uint32_t> Vocabulary::id(std::string_view key) const {
  const auto found = ids_.find(key);
  if (found == ids_.end()) return std::nullopt;
  return found->second;
}

}  // namespace t2v
