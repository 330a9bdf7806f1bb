#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
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
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t space = white_space_length(text.substr(at));
    if (space == 0) {
      ++at;
      continue;
    }
    if (at > word) visit(text.substr(word, at - word));
    at += space;
    word = at;
  }
  if (at > word) visit(text.substr(word));
}

}  // namespace t2v
