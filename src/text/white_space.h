#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace t2v {

namespace detail {

/// What a byte can be the beginning of, as far as white space goes.
enum class SpaceStart : std::uint8_t { kNone, kAscii, kLonger };

inline constexpr std::array<SpaceStart, 256> kSpaceStarts = [] {
  std::array<SpaceStart, 256> starts{};
  for (int c = '\t'; c <= '\r'; ++c) starts[c] = SpaceStart::kAscii;
  starts[' '] = SpaceStart::kAscii;
  // U+0085 and U+00A0; U+1680; U+2000 to U+205F; U+3000.
  for (int c : {0xC2, 0xE1, 0xE2, 0xE3}) starts[c] = SpaceStart::kLonger;
  return starts;
}();

/// Bytes of the white space character of two or three bytes at the beginning of `text`; 0: none.
std::size_t longer_white_space(std::string_view text);

/// The eight bytes of a word at a time.
constexpr std::uint64_t all_bytes(std::uint8_t byte) {
  return byte * std::uint64_t{0x0101010101010101};
}

/// The highest bit of every byte of `word` that is zero.
constexpr std::uint64_t zero_bytes(std::uint64_t word) {
  constexpr std::uint64_t kLow = all_bytes(0x7F);
  return ~(((word & kLow) + kLow) | word | kLow);
}

/// The highest bit of every byte at which kSpaceStarts is not kNone, and of some others.
constexpr std::uint64_t space_starts(std::uint64_t word) {
  std::uint64_t starts = zero_bytes(word ^ all_bytes(' ')) | zero_bytes(word & all_bytes(0xE0));
  if ((word & all_bytes(0x80)) != 0) {
    starts |=
        zero_bytes(word ^ all_bytes(0xC2)) | zero_bytes((word & all_bytes(0xFC)) ^ all_bytes(0xE0));
  }
  return starts;
}

/// The highest bits of the eight bytes of `word`, those of the lowest byte first.
constexpr std::uint64_t high_bits(std::uint64_t word) {
  return (word >> 7 & all_bytes(1)) * 0x0102040810204080 >> 56;
}

/// Bytes whose bits fill a word.
inline constexpr std::size_t kStep = 64;

/// A bit for each of kStep bytes, the first the lowest, at which white space may begin.
inline std::uint64_t space_starts(const char* bytes) {
  static_assert(std::endian::native == std::endian::little, "the first byte is the lowest");
  std::uint64_t starts = 0;
  for (std::size_t at = 0; at < kStep; at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes + at, sizeof word);
    starts |= high_bits(space_starts(word)) << at;
  }
  return starts;
}

}  // namespace detail

/// Bytes of the character at the beginning of `text` (valid UTF-8, not empty) if it has the Unicode
/// property White_Space, else 0.
inline std::size_t white_space_length(std::string_view text) {
  switch (detail::kSpaceStarts[static_cast<unsigned char>(text.front())]) {
    case detail::SpaceStart::kNone:
      return 0;
    case detail::SpaceStart::kAscii:
      return 1;
    case detail::SpaceStart::kLonger:
      return detail::longer_white_space(text);
  }
  return 0;
}

/// Calls visit(std::string_view) for every longest part of `text` (valid UTF-8) without white
/// space, in order.
template <typename Visit>
void for_each_word(std::string_view text, Visit&& visit) {
  std::size_t word = 0;
  const auto end_word_at = [&](std::size_t at) {
    const std::size_t space = white_space_length(text.substr(at));
    if (space == 0) return;
    if (at > word) visit(text.substr(word, at - word));
    word = at + space;
  };
  std::size_t at = 0;
  for (; at + detail::kStep <= text.size(); at += detail::kStep) {
    for (std::uint64_t starts = detail::space_starts(text.data() + at); starts != 0;
         starts &= starts - 1) {
      end_word_at(at + static_cast<std::size_t>(std::countr_zero(starts)));
    }
  }
  for (; at < text.size(); ++at) end_word_at(at);
  if (text.size() > word) visit(text.substr(word));
}

}  // namespace t2v
