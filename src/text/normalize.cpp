#include "text/normalize.h"

#include <fmt/format.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/utf8.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
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

/// Whether a line of this character and others of the kind is in our form already: they have the
/// properties NFC_Quick_Check=Yes and combining class 0, so a text of them is in NFC (Unicode
/// Standard Annex 15, section 9), and they are neither controls nor of full width. Not all that
/// have, but what most texts of the world consist of. `c` has two bytes in UTF-8.
bool is_plain_2(UChar32 c) {
  return (0xA0 <= c && c < 0x300)        // Latin
         || (0x388 <= c && c <= 0x482)   // Greek, Cyrillic
         || (0x48A <= c && c <= 0x52F)   // more Cyrillic
         || (0x5D0 <= c && c <= 0x5EA)   // Hebrew
         || (0x620 <= c && c <= 0x64A);  // Arabic
}

/// The same for `c` of three bytes.
bool is_plain_3(UChar32 c) {
  return (0xAC00 <= c && c <= 0xD7A3)      // Hangul syllables
         || (0x3400 <= c && c <= 0x9FFF)   // Chinese characters
         || (0x3131 <= c && c <= 0x318E)   // Hangul compatibility jamo
         || (0x3041 <= c && c <= 0x3096)   // Hiragana
         || (0x309D <= c && c <= 0x30FF)   // Katakana
         || (0x3001 <= c && c <= 0x3029)   // punctuation and brackets
         || (0x2010 <= c && c <= 0x2027)   // dashes, quotation marks, dots
         || (0x2190 <= c && c <= 0x2328)   // arrows, mathematics
         || (0x2460 <= c && c <= 0x27BF);  // shapes, stars and hearts
}

/// The same for `c` of four bytes.
bool is_plain_4(UChar32 c) {
  return 0x1F300 <= c && c <= 0x1FAFF;  // emoji
}

bool is_trail(std::uint8_t byte) {
  return (byte & 0xC0) == 0x80;
}

/// Bytes of the character at the beginning of `bytes` (not empty) if it is plain, else 0.
std::size_t plain_length(std::span<const std::uint8_t> bytes) {
  const std::uint8_t lead = bytes[0];
  if (lead < 0x80) return ' ' <= lead && lead <= '~' ? 1 : 0;
  if ((lead & 0xF0) == 0xE0) {
    if (bytes.size() < 3 || !is_trail(bytes[1]) || !is_trail(bytes[2])) return 0;
    return is_plain_3((lead & 0x0F) << 12 | (bytes[1] & 0x3F) << 6 | (bytes[2] & 0x3F)) ? 3 : 0;
  }
  if ((lead & 0xE0) == 0xC0) {
    if (bytes.size() < 2 || !is_trail(bytes[1])) return 0;
    return is_plain_2((lead & 0x1F) << 6 | (bytes[1] & 0x3F)) ? 2 : 0;
  }
  if ((lead & 0xF8) != 0xF0 || bytes.size() < 4 || !is_trail(bytes[1]) || !is_trail(bytes[2]) ||
      !is_trail(bytes[3])) {
    return 0;
  }
  return is_plain_4((lead & 0x07) << 18 | (bytes[1] & 0x3F) << 12 | (bytes[2] & 0x3F) << 6 |
                    (bytes[3] & 0x3F))
             ? 4
             : 0;
}

/// Whether a byte cannot stand behind `before` and `before_that` in a text of printable ASCII,
/// Hangul syllables, Hangul compatibility jamo and Chinese characters, which are all plain: it is
/// neither ASCII nor one of the leading bytes E3 to ED, or a trailing byte is missing or one too
/// many, or the first two bytes of a character are not among
///   E3 84 to E3 86 (U+3100 to U+31BF), E4 to E9 (U+4000 to U+9FFF), EA B0 on (from U+AC00),
///   EB, EC, ED up to ED 9D (to U+D77F, nearly all of the syllables).
/// 1 for yes. Without branches, so that compilers turn sixteen bytes into vector instructions.
std::uint8_t is_unusual(std::uint8_t byte, std::uint8_t before, std::uint8_t before_that) {
  const auto is_lead = [](std::uint8_t b) -> std::uint8_t {
    return static_cast<std::uint8_t>(b - 0xE3) <= 0x0A ? 1 : 0;
  };
  const bool is_trail = (byte & 0xC0) == 0x80;
  const bool is_ascii = static_cast<std::uint8_t>(byte - ' ') <= '~' - ' ';
  const bool wants_trail = (is_lead(before) | is_lead(before_that)) != 0;
  const bool is_other_e3 = (before == 0xE3) & (static_cast<std::uint8_t>(byte - 0x84) > 2);
  const bool is_other_ea = (before == 0xEA) & (byte < 0xB0);
  const bool is_other_ed = (before == 0xED) & (byte > 0x9D);
  return static_cast<std::uint8_t>((is_trail != wants_trail) |
                                   !(is_trail | is_ascii | (is_lead(byte) != 0)) | is_other_e3 |
                                   is_other_ea | is_other_ed);
}

/// Bytes that are looked at at once.
constexpr std::ptrdiff_t kStep = 16;

/// Whether one of kStep bytes is unusual; the two before them are read as well.
bool has_unusual(const std::uint8_t* bytes) {
  std::uint8_t unusual = 0;
  for (std::ptrdiff_t i = 0; i < kStep; ++i) {
    unusual |= is_unusual(bytes[i], bytes[i - 1], bytes[i - 2]);
  }
  return unusual != 0;
}

/// Whether is_unusual is true of no byte of `line` and its last character is whole. False as well
/// for lines too short to tell so fast.
bool is_usual(std::span<const std::uint8_t> line) {
  const auto size = static_cast<std::ptrdiff_t>(line.size());
  if (size < kStep + 2) return false;
  const std::uint8_t* const bytes = line.data();
  if (is_unusual(bytes[0], ' ', ' ') != 0 || is_unusual(bytes[1], bytes[0], ' ') != 0) return false;
  // A space does not follow an incomplete character.
  if (is_unusual(' ', bytes[size - 1], bytes[size - 2]) != 0) return false;
  for (std::ptrdiff_t at = 2; at + kStep <= size; at += kStep) {
    if (has_unusual(bytes + at)) return false;
  }
  return !has_unusual(bytes + size - kStep);
}

/// Whether `line` consists of plain characters alone, as most lines do.
bool is_surely_normalized(std::string_view line) {
  std::span<const std::uint8_t> rest(reinterpret_cast<const std::uint8_t*>(line.data()),
                                     line.size());
  if (is_usual(rest)) return true;
  while (!rest.empty()) {
    const std::size_t length = plain_length(rest);
    if (length == 0) return false;
    rest = rest.subspan(length);
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

/// ICU's own, which it makes when it is first asked. Kept here, as the thread sanitizer does not
/// see how ICU guards that.
const icu::Normalizer2& nfc_normalizer() {
  static const icu::Normalizer2& normalizer = []() -> const icu::Normalizer2& {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* const nfc = icu::Normalizer2::getNFCInstance(status);
    require(status);
    return *nfc;
  }();
  return normalizer;
}

std::string to_nfc(std::string text) {
  if (text.size() > kMostBytesForIcu) {
    throw Error(fmt::format("a line of {} bytes, expected less than 2 GiB", text.size()));
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2& nfc = nfc_normalizer();
  const icu::StringPiece piece(text.data(), static_cast<std::int32_t>(text.size()));
  if (nfc.isNormalizedUTF8(piece, status) || U_FAILURE(status)) {
    require(status);
    return text;
  }
  std::string normalized;
  icu::StringByteSink<std::string> sink(&normalized);
  nfc.normalizeUTF8(0, piece, sink, nullptr, status);
  require(status);
  return normalized;
}

}  // namespace

NormalizedText normalize(std::string_view line) {
  std::string buffer;
  const NormalizedLine normalized = normalize(line, buffer);
  if (normalized.text.data() == line.data()) buffer = line;
  return {std::move(buffer), normalized.invalid_sequences};
}

NormalizedLine normalize(std::string_view line, std::string& buffer) {
  if (is_surely_normalized(line)) return {line, 0};
  const Survey found = survey(line);
  buffer = to_nfc(found.needs_rewriting ? rewrite(line) : std::string(line));
  return {buffer, found.invalid_sequences};
}

}  // namespace t2v
