#include "text/content_word.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>

namespace t2v {

bool is_content_word(std::string_view word) {
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(word.data());
  const auto size = static_cast<std::int32_t>(word.size());
  int characters = 0;
  bool letter = false;
  for (std::int32_t at = 0; at < size;) {
    UChar32 character = 0;
    U8_NEXT(bytes, at, size, character);
    ++characters;
    letter |= character >= 0 && u_isalpha(character) != 0;
  }
  return letter && characters > 1;
}

}  // namespace t2v
