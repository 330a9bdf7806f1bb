#include "model/key_list.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "text/error.h"

namespace t2v {

KeyList::KeyList(const Vocabulary& vocabulary)
    : vocabulary_(&vocabulary), size_(vocabulary.size()) {}

KeyList::KeyList(StoredKeys stored)
    : stored_(std::move(stored)), size_(static_cast<std::uint32_t>(stored_.count.size())) {
  if (stored_.offset.size() != std::size_t{size_} + 1) fail("text_offset");
  if (stored_.order.size() != size_) fail("order");
}

void KeyList::fail(std::string_view array) const {
  throw Error(fmt::format("{}/{}: does not fit the other datasets of keys", stored_.group, array));
}

std::string_view KeyList::key(std::uint32_t id) const {
  if (vocabulary_ != nullptr) return vocabulary_->key(id);
  const std::span<const std::uint64_t> offset = stored_.offset.values();
  const std::span<const char> text = stored_.text.values();
  if (offset[id] > offset[id + 1] || offset[id + 1] > text.size()) fail("text_offset");
  return {text.data() + offset[id], offset[id + 1] - offset[id]};
}

std::uint64_t KeyList::count(std::uint32_t id) const {
  return vocabulary_ != nullptr ? vocabulary_->count(id) : stored_.count.values()[id];
}

std::optional<std::uint32_t> KeyList::id(std::string_view wanted) const {
  if (vocabulary_ != nullptr) return vocabulary_->id(wanted);
  const std::span<const std::uint32_t> order = stored_.order.values();
  std::size_t begin = 0;
  std::size_t end = order.size();
  while (begin < end) {
    const std::size_t middle = begin + (end - begin) / 2;
    const std::uint32_t candidate = order[middle];
    if (candidate >= size_) fail("order");
    const std::string_view found = key(candidate);
    if (found == wanted) return candidate;
    if (found < wanted) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  return std::nullopt;
}

Vocabulary KeyList::vocabulary() const {
  if (vocabulary_ != nullptr) return *vocabulary_;
  std::vector<Vocabulary::Entry> entries;
  entries.reserve(size_);
  for (std::uint32_t id = 0; id < size_; ++id) {
    entries.push_back({std::string(key(id)), count(id)});
  }
  return Vocabulary::from_ordered(std::move(entries));
}

}  // namespace t2v
