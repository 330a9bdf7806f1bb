#include "text/normalize.h"

#include <fmt/format.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/utf8.h>

#include <array>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <utility>

#include "text/error.h"

namespace t2v {

namespace {

constexpr UChar32 kReplacement = 0xFFFD;
constexpr UChar32 kIdeographicSpace = 0x3000;
constexpr UChar32 kFirstFullWidth = 0xFF01;
constexpr UChar32 kLastFullWidth = 0xFF5E;
constexpr UChar32 kFullWidthToAscii = kFirstFullWidth - '!';

/// ICU counts bytes in 32 bits.
constexpr std::size_t kMostBytesForIcu = std::numeric_limits<std::int32_t>::max();

/// What decoding a line once tells about it.
struct Survey {
  std::size_t invalid_sequences = 0;
  bool needs_rewriting = false;  ///< has something ill-formed, of full width or a control character
};

bool is_control(UChar32 c) {
  return c < 0x20 || (0x7F <= c && c < 0xA0);
}

bool is_full_width(UChar32 c) {
  return (kFirstFullWidth <= c && c <= kLastFullWidth) || c == kIdeographicSpace;
}

/// Whether three bytes are a Chinese character (U+4E00 to U+9FFF), a Hangul syllable or a
/// compatibility jamo. `lead` is a byte from E3 to ED, so two more bytes follow in valid UTF-8.
bool is_common_east_asian(std::uint8_t lead, std::uint8_t second, std::uint8_t third) {
  if ((second & 0xC0) != 0x80 || (third & 0xC0) != 0x80) return false;
  const UChar32 c = (lead & 0x0F) << 12 | (second & 0x3F) << 6 | (third & 0x3F);
  return (0x4E00 <= c && c <= 0x9FFF) || (0xAC00 <= c && c <= 0xD7A3) ||
         (0x3131 <= c && c <= 0x318E);
}

/// Whether `line` consists of printable ASCII and is_common_east_asian alone, as most lines do. All
/// of these have the properties NFC_Quick_Check=Yes and combining class 0, so a text of them is in
/// NFC (Unicode Standard Annex 15, section 9).
bool is_surely_normalized(std::string_view line) {
  const auto* byte = reinterpret_cast<const std::uint8_t*>(line.data());
  const auto* end = byte + line.size();
  while (byte < end) {
    if (' ' <= *byte && *byte <= '~') {
      ++byte;
    } else if (0xE3 <= *byte && *byte <= 0xED && end - byte >= 3 &&
               is_common_east_asian(byte[0], byte[1], byte[2])) {
      byte += 3;
    } else {
      return false;
    }
  }
  return true;
}

/// Calls visit(code point) for each character of `line`, a negative number for each maximal subpart
/// of an ill-formed sequence (which is what U8_NEXT takes at once).
template <typename Visit>
void for_each_code_point(std::string_view line, Visit&& visit) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(line.data());
  const std::size_t size = line.size();
  std::size_t at = 0;
  while (at < size) {
    UChar32 c = 0;
    U8_NEXT(bytes, at, size, c);
    visit(c);
  }
}

Survey survey(std::string_view line) {
  Survey result;
  for_each_code_point(line, [&](UChar32 c) {
    if (c < 0) ++result.invalid_sequences;
    result.needs_rewriting |= c < 0 || is_control(c) || is_full_width(c);
  });
  return result;
}

/// The character that stands for `c` before NFC.
UChar32 folded(UChar32 c) {
  if (c < 0) return kReplacement;
  if (is_control(c) || c == kIdeographicSpace) return ' ';
  return is_full_width(c) ? c - kFullWidthToAscii : c;
}

std::string rewrite(std::string_view line) {
  std::string text;
  text.reserve(line.size());
  for_each_code_point(line, [&](UChar32 c) {
    std::array<std::uint8_t, U8_MAX_LENGTH> bytes{};
    std::size_t size = 0;
    U8_APPEND_UNSAFE(bytes.data(), size, folded(c));
    text.append(reinterpret_cast<const char*>(bytes.data()), size);
  });
  return text;
}

void require(UErrorCode status) {
  if (U_FAILURE(status)) {
    throw std::runtime_error(std::string("ICU cannot normalise: ") + u_errorName(status));
  }
}

std::string to_nfc(std::string text) {
  if (text.size() > kMostBytesForIcu) {
    throw Error(fmt::format("a line of {} bytes, expected less than 2 GiB", text.size()));
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  require(status);
  const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
  if (nfc->isNormalizedUTF8(piece, status) || U_FAILURE(status)) {
    require(status);
    return text;
  }
  std::string normalized;
  icu::StringByteSink<std::string> sink(&normalized);
  nfc->normalizeUTF8(0, piece, sink, nullptr, status);
  require(status);
  return normalized;
}

}  // namespace

NormalizedText normalize(std::string_view line) {
  if (is_surely_normalized(line)) return {std::string(line), 0};
  const Survey found = survey(line);
  std::string text = found.needs_rewriting ? rewrite(line) : std::string(line);
  return {to_nfc(std::move(text)), found.invalid_sequences};
}

}  // namespace t2v
