#include "fuzz/plain_reading.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/ustring.h>

#include <cstdint>
#include <vector>

#include "fuzz/property.h"

namespace t2v::fuzzing {
namespace {

UChar32 folded(UChar32 c) {
  if (u_charType(c) == U_CONTROL_CHAR || c == 0x3000) return ' ';
  return 0xFF01 <= c && c <= 0xFF5E ? c - 0xFF01 + '!' : c;
}

icu::UnicodeString utf16(std::string_view text) {
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

std::string utf8(const icu::UnicodeString& text) {
  std::string bytes;
  text.toUTF8String(bytes);
  return bytes;
}

}  // namespace

PlainNormalization plainly_normalized(std::string_view line) {
  PlainNormalization result;
  UErrorCode status = U_ZERO_ERROR;
  std::vector<UChar> units(line.size() + 1);
  std::int32_t size = 0;
  u_strFromUTF8WithSub(units.data(), static_cast<std::int32_t>(units.size()), &size, line.data(),
                       static_cast<std::int32_t>(line.size()), 0xFFFD, &result.invalid_sequences,
                       &status);
  require(U_SUCCESS(status), "ICU reads any bytes");
  const icu::UnicodeString decoded(units.data(), size);
  icu::UnicodeString text;
  for (std::int32_t at = 0; at < decoded.length(); at = decoded.moveIndex32(at, 1)) {
    text.append(folded(decoded.char32At(at)));
  }
  const icu::Normalizer2* const nfc = icu::Normalizer2::getNFCInstance(status);
  result.text = utf8(nfc->normalize(text, status));
  require(U_SUCCESS(status), "ICU normalises any text");
  return result;
}

std::vector<std::string> plain_words(std::string_view text) {
  std::vector<std::string> words;
  icu::UnicodeString word;
  const auto end_word = [&] {
    if (!word.isEmpty()) words.push_back(utf8(word));
    word.remove();
  };
  const icu::UnicodeString units = utf16(text);
  for (std::int32_t at = 0; at < units.length(); at = units.moveIndex32(at, 1)) {
    const UChar32 c = units.char32At(at);
    if (u_isUWhiteSpace(c)) {
      end_word();
    } else {
      word.append(c);
    }
  }
  end_word();
  return words;
}

std::string without_white_space(std::string_view text) {
  std::string joined;
  for (const std::string& word : plain_words(text)) joined += word;
  return joined;
}

}  // namespace t2v::fuzzing
