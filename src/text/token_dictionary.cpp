#include "text/token_dictionary.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

#include "text/vocabulary.h"

namespace t2v {

namespace {

constexpr std::size_t kFirstSlots = 1 << 12;
constexpr std::size_t kBlockBytes = 1 << 16;
/// Tokens whose slots are fetched together: a line has fewer, but for what is no text.
constexpr std::size_t kTokensAtOnce = 4096;

constexpr std::size_t kKeyBytes = 16;
constexpr std::size_t kLengthShift = 56;  // of the last byte of a key
constexpr std::uint64_t kLong = 0xFF;     // no length of a short token

static_assert(kMaxKeyBytes <= 255, "the length of a token is kept in a byte");

/// Of ten slots at most seven are taken, so that a search seldom goes on for long.
bool is_full(std::size_t tokens, std::size_t slots) {
  return 10 * tokens > 7 * slots;
}

/// Multiplications by odd numbers without a pattern carry every bit to the high ones.
std::uint64_t mixed(std::uint64_t low, std::uint64_t high) {
  std::uint64_t hash = low * 0x9E3779B97F4A7C15U ^ std::rotl(high * 0xC2B2AE3D27D4EB4FU, 32);
  hash ^= hash >> 29;
  return hash * 0x165667B19E3779F9U;
}

std::uint64_t load(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

std::uint64_t hash_of_long(std::string_view token) {
  std::uint64_t hash = token.size();
  for (std::size_t at = 0; at + kKeyBytes <= token.size(); at += kKeyBytes) {
    hash = mixed(hash ^ load(token.data() + at), load(token.data() + at + 8));
  }
  const char* const last = token.data() + token.size() - kKeyBytes;
  return mixed(hash ^ load(last), load(last + 8));
}

/// For each length of a short token, which bits of two words it fills.
constexpr auto kMasks = [] {
  std::array<std::array<std::uint64_t, 2>, kKeyBytes> masks{};
  for (std::size_t length = 0; length < kKeyBytes; ++length) {
    for (std::size_t byte = 0; byte < length; ++byte) {
      masks[length][byte / 8] |= std::uint64_t{0xFF} << (byte % 8 * 8);
    }
  }
  return masks;
}();

}  // namespace

TokenDictionary::TokenDictionary()
    : slots_(kFirstSlots), shift_(64 - std::countr_zero(kFirstSlots)) {}

/// As many slots as `tokens` need, by doubling `slots`.
std::size_t TokenDictionary::slots_for(std::size_t tokens, std::size_t slots) {
  while (is_full(tokens, slots)) slots *= 2;
  return slots;
}

std::size_t TokenDictionary::bytes() const {
  return slots_for(size(), kFirstSlots) * sizeof(Slot) + size() * sizeof(std::uint32_t) +
         stored_bytes_;
}

std::string_view TokenDictionary::token_of(const Key& key) {
  const auto length = static_cast<std::size_t>(key.high >> kLengthShift);
  if (length != kLong) return {reinterpret_cast<const char*>(&key), length};
  const char* const stored = std::bit_cast<const char*>(static_cast<std::uintptr_t>(key.low));
  return {stored + 1, static_cast<unsigned char>(*stored)};
}

std::string_view TokenDictionary::token(std::uint32_t number) const {
  return token_of(slot_of(number).key);
}

bool TokenDictionary::is_long(const Key& key) {
  return key.high >> kLengthShift == kLong;
}

std::uint64_t TokenDictionary::hash_of(const Key& key) {
  return is_long(key) ? mixed(0, key.high) : mixed(key.low, key.high);
}

TokenDictionary::Search TokenDictionary::search_for(std::string_view token, std::string_view text) {
  static_assert(std::endian::native == std::endian::little, "keys are words of the token's bytes");
  Search search;
  const std::size_t length = token.size();
  if (length >= kKeyBytes) {
    search.key.high = hash_of_long(token) >> 8 | kLong << kLengthShift;
  } else {
    const char* const end = text.data() + text.size();
    if (static_cast<std::size_t>(end - token.data()) >= kKeyBytes) {
      search.key.low = load(token.data()) & kMasks[length][0];
      search.key.high = load(token.data() + 8) & kMasks[length][1];
    } else {
      std::memcpy(&search.key, token.data(), length);
    }
    search.key.high |= std::uint64_t{length} << kLengthShift;
  }
  search.hash = hash_of(search.key);
  return search;
}

std::uint32_t TokenDictionary::add(std::string_view token, std::uint64_t times) {
  return add(search_for(token, token), token, times);
}

void TokenDictionary::add(std::span<const std::string_view> tokens, std::string_view text,
                          std::uint32_t* numbers) {
  while (!tokens.empty()) {
    const auto some = tokens.first(std::min(tokens.size(), kTokensAtOnce));
    searches_.resize(some.size());
    for (std::size_t i = 0; i < some.size(); ++i) {
      searches_[i] = search_for(some[i], text);
      __builtin_prefetch(&slots_[home_of(searches_[i].hash)], 1);
    }
    for (std::size_t i = 0; i < some.size(); ++i) *numbers++ = add(searches_[i], some[i], 1);
    tokens = tokens.subspan(some.size());
  }
}

/// The slot of the token, or the free one where it would go.
std::size_t TokenDictionary::place_of(const Search& search, std::string_view token) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = home_of(search.hash);
  for (; slots_[at].key.high != 0; at = (at + 1) & mask) {
    const Key& key = slots_[at].key;
    if (key.high != search.key.high) continue;
    if (is_long(key) ? token_of(key) == token : key.low == search.key.low) break;
  }
  return at;
}

std::uint32_t TokenDictionary::add(const Search& search, std::string_view token,
                                   std::uint64_t times) {
  const std::size_t at = place_of(search, token);
  if (slots_[at].key.high != 0) {
    slots_[at].count += times;
    return slots_[at].number;
  }
  const auto number = static_cast<std::uint32_t>(size());
  slots_[at] = {search.key, times, number};
  if (is_long(search.key)) slots_[at].key.low = std::bit_cast<std::uintptr_t>(store(token));
  slots_of_numbers_.push_back(static_cast<std::uint32_t>(at));
  if (is_full(size(), slots_.size())) reserve(size() + 1);
  return number;
}

std::optional<std::uint32_t> TokenDictionary::find(std::string_view token) const {
  const Slot& slot = slots_[place_of(search_for(token, token), token)];
  if (slot.key.high == 0) return std::nullopt;
  return slot.number;
}

std::vector<std::uint32_t> TokenDictionary::merge(const TokenDictionary& other) {
  // Slots lie in the order of hashes, so this walks through both tables from begin to end. Without
  // room for all, its first part would overflow before the table grew.
  reserve(size() + other.size());
  std::vector<std::uint32_t> numbers(other.size());
  for (const Slot& slot : other.slots_) {
    if (slot.key.high == 0) continue;
    const Search search{slot.key, hash_of(slot.key)};
    numbers[slot.number] = add(search, token_of(slot.key), slot.count);
  }
  return numbers;
}

void TokenDictionary::subtract(std::uint64_t times) {
  const auto remain = std::ranges::count_if(
      slots_, [&](const Slot& slot) { return slot.key.high != 0 && slot.count > times; });
  TokenDictionary rest;
  rest.reserve(static_cast<std::size_t>(remain));
  rest.slots_of_numbers_.reserve(static_cast<std::size_t>(remain));
  for (const Slot& slot : slots_) {
    if (slot.key.high == 0 || slot.count <= times) continue;
    rest.add({slot.key, hash_of(slot.key)}, token_of(slot.key), slot.count - times);
  }
  *this = std::move(rest);
}

void TokenDictionary::set_counts(std::span<const std::uint64_t> counts) {
  for (std::size_t number = 0; number < size(); ++number) {
    slots_[slots_of_numbers_[number]].count = counts[number];
  }
}

const char* TokenDictionary::store(std::string_view token) {
  const std::size_t bytes = token.size() + 1;
  if (block_free_ < bytes) {
    blocks_.push_back(std::make_unique<char[]>(kBlockBytes));
    block_free_ = kBlockBytes;
  }
  char* stored = blocks_.back().get() + (kBlockBytes - block_free_);
  block_free_ -= bytes;
  stored_bytes_ += bytes;
  *stored = static_cast<char>(token.size());
  std::memcpy(stored + 1, token.data(), token.size());
  return stored;
}

void TokenDictionary::reserve(std::size_t tokens) {
  const std::size_t size = slots_for(tokens, slots_.size());
  if (size == slots_.size()) return;
  std::vector<Slot> old(size);
  old.swap(slots_);
  shift_ = 64 - static_cast<unsigned>(std::countr_zero(size));
  const std::size_t mask = size - 1;
  for (const Slot& slot : old) {
    if (slot.key.high == 0) continue;
    std::size_t at = home_of(hash_of(slot.key));
    while (slots_[at].key.high != 0) at = (at + 1) & mask;
    slots_[at] = slot;
    slots_of_numbers_[slot.number] = static_cast<std::uint32_t>(at);
  }
}

}  // namespace t2v
