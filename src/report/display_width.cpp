#include "report/display_width.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <cstdint>

namespace t2v {
namespace {

constexpr UChar32 kZeroWidthJoiner = 0x200D;
constexpr UChar32 kEmojiPresentation = 0xFE0F;  // variation selector 16: show as emoji

bool is_inner_jamo(UChar32 character) {
  const int type = u_getIntPropertyValue(character, UCHAR_HANGUL_SYLLABLE_TYPE);
  return type == U_HST_VOWEL_JAMO || type == U_HST_TRAILING_JAMO;
}

std::size_t width_of(UChar32 character) {
  constexpr auto kWidthless =
      U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK | U_GC_CC_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK;
  if ((U_GET_GC_MASK(character) & kWidthless) != 0 || is_inner_jamo(character)) return 0;
  const int width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

/// Columns that `character` adds to a text whose last visible character is `base` (0: none yet);
/// `joined` tells whether a zero-width joiner stands between.
std::size_t width_after(UChar32 base, bool joined, UChar32 character) {
  const auto is = [](UChar32 which, UProperty property) {
    return u_hasBinaryProperty(which, property) != 0;
  };
  if (character == kEmojiPresentation) {  // makes a narrow sign a wide picture
    return is(base, UCHAR_EMOJI) && width_of(base) == 1 ? 1 : 0;
  }
  const bool part_of_picture =
      (joined && is(character, UCHAR_EXTENDED_PICTOGRAPHIC)) ||
      (is(character, UCHAR_EMOJI_MODIFIER) && is(base, UCHAR_EMOJI_MODIFIER_BASE));
  return part_of_picture ? 0 : width_of(character);
}

}  // namespace

std::size_t display_width(std::string_view utf8) {
  const auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
  std::size_t columns = 0;
  UChar32 base = 0;
  bool joined = false;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    const UChar32 character = text.char32At(at);
    columns += width_after(base, joined, character);
    joined = character == kZeroWidthJoiner;
    if (width_of(character) > 0) base = character;
  }
  return columns;
}

}  // namespace t2v
