#include "text/token_dictionary.h"

#include <cstring>
#include <functional>

#include "text/vocabulary.h"

namespace t2v {

namespace {

constexpr std::size_t kFirstSlots = 1 << 12;
constexpr std::size_t kBlockBytes = 1 << 16;

static_assert(kMaxKeyBytes <= 255, "the length of a key is kept in a byte");

std::string_view view_of(const char* key) {
  return {key + 1, static_cast<unsigned char>(*key)};
}

std::uint32_t hash_of(std::string_view token) {
  const std::uint64_t hash = std::hash<std::string_view>{}(token);
  return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

}  // namespace

TokenDictionary::TokenDictionary() : slots_(kFirstSlots) {}

std::string_view TokenDictionary::token(std::uint32_t number) const {
  return view_of(keys_[number]);
}

std::uint32_t TokenDictionary::add(std::string_view token, std::uint64_t times) {
  const std::uint32_t hash = hash_of(token);
  Slot& slot = find_slot(token, hash);
  if (slot.key != nullptr) {
    counts_[slot.number] += times;
    return slot.number;
  }
  const auto number = static_cast<std::uint32_t>(counts_.size());
  slot = {store(token), hash, number};
  keys_.push_back(slot.key);
  counts_.push_back(times);
  if (2 * counts_.size() > slots_.size()) grow();
  return number;
}

TokenDictionary::Slot& TokenDictionary::find_slot(std::string_view token, std::uint32_t hash) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (true) {
    Slot& slot = slots_[at];
    if (slot.key == nullptr || (slot.hash == hash && view_of(slot.key) == token)) return slot;
    at = (at + 1) & mask;
  }
}

const char* TokenDictionary::store(std::string_view token) {
  const std::size_t bytes = token.size() + 1;
  if (block_free_ < bytes) {
    blocks_.push_back(std::make_unique<char[]>(kBlockBytes));
    block_free_ = kBlockBytes;
  }
  char* key = blocks_.back().get() + (kBlockBytes - block_free_);
  block_free_ -= bytes;
  *key = static_cast<char>(token.size());
  std::memcpy(key + 1, token.data(), token.size());
  return key;
}

void TokenDictionary::grow() {
  std::vector<Slot> old(2 * slots_.size());
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.key == nullptr) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].key != nullptr) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

}  // namespace t2v
