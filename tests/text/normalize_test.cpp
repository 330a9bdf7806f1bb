#include "text/normalize.h"

#include <gtest/gtest.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/unistr.h>

#include <cstdint>
#include <random>
#include <string>

namespace t2v {
namespace {

std::string utf8(UChar32 c) {
  std::string text;
  icu::UnicodeString(c).toUTF8String(text);
  return text;
}

std::string normalized(std::string_view text) {
  return normalize(text).text;
}

TEST(NormalizeTest, LeavesNormalisedTextAlone) {
  for (const std::string_view text :
       {"", "plain ASCII ~!", "최고의 영화! 꿀잼", "ㅋㅋㅋ 슬퍼ㅠㅠ ㅡㅡ;", "酒店很好",
        "ひらがなカタカナ", "café", "👍🏽 👨‍👩‍👧 ❤️", "ﾊﾝｶｸ", "①㈜㎏"}) {
    const NormalizedText result = normalize(text);
    EXPECT_EQ(result.text, text);
    EXPECT_EQ(result.invalid_sequences, 0U);
  }
}

TEST(NormalizeTest, ComposesDecomposedText) {
  EXPECT_EQ(normalized("\u110E\u116C\u1100\u1169"), "최고");  // NFD, as macOS names files
  EXPECT_EQ(normalized("\u1112\u1161\u11AB\u1100\u1173\u11AF"), "한글");
  EXPECT_EQ(normalized("하\u11AB"), "한");  // a syllable and its final consonant
  EXPECT_EQ(normalized("e\u0301"), "é");
  EXPECT_EQ(normalized("か\u3099"), "が");
  EXPECT_EQ(normalized("\u212B"), "Å");
  EXPECT_EQ(normalized("\uF900"), "\u8C48");  // a compatibility ideograph
}

TEST(NormalizeTest, FoldsFullWidthAscii) {
  EXPECT_EQ(normalized("ＡＢＣ　ｘｙｚ！～１０점"), "ABC xyz!~10점");
  EXPECT_EQ(normalized("Ａ\u030A"), "Å");  // folded first, so that NFC sees the letter
  EXPECT_EQ(normalized("￥￦"), "￥￦");   // of full width, but not ASCII
}

TEST(NormalizeTest, ControlCharactersBecomeSpaces) {
  EXPECT_EQ(normalized("a\tb\rc\x7F"
                       "d\u0085e\u009Ff"),
            "a b c d e f");
  EXPECT_EQ(normalized(std::string_view("a\0b", 3)), "a b");
}

TEST(NormalizeTest, ReplacesEachMaximalSubpart) {
  const std::string r = "\uFFFD";
  struct Case {
    std::string_view text;
    std::string expected;
    std::size_t sequences;
  };
  const Case cases[] = {
      {"a\xFF"
       "b",
       "a" + r + "b", 1},
      {"\xE2\x82", r, 1},                        // cut short
      {"\xC0\xAF", r + r, 2},                    // overlong
      {"\xED\xA0\x80", r + r + r, 3},            // a surrogate
      {"\xF0\x80\x80\x41", r + r + r + "A", 3},  // overlong
      {"\xEC\xB5\x41", r + "A", 1},
      {"최\xEA\xB3", "최" + r, 1},
      // Unicode Standard 15, table 3-8
      {"\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64",
       "a" + r + r + r + "b" + r + "c" + r + r + "d", 6},
  };
  for (const Case& c : cases) {
    const NormalizedText result = normalize(c.text);
    EXPECT_EQ(result.text, c.expected);
    EXPECT_EQ(result.invalid_sequences, c.sequences) << c.expected;
  }
}

bool is_nfc(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  return icu::Normalizer2::getNFCInstance(status)->isNormalizedUTF8(text, status) != 0 &&
         U_SUCCESS(status);
}

TEST(NormalizeTest, EveryCharacterComesOutInNfc) {
  for (UChar32 c = 0; c <= 0x10FFFF; ++c) {
    if (U_IS_SURROGATE(c)) continue;
    ASSERT_TRUE(is_nfc(normalized(utf8(c)))) << std::hex << c;
    // Before a combining mark too, which the character must not hide from ICU.
    ASSERT_TRUE(is_nfc(normalized(utf8(c) + "\u0301"))) << std::hex << c;
  }
}

/// Half of the characters from blocks where composition happens, half from anywhere.
UChar32 random_character(std::mt19937& random) {
  constexpr UChar32 kBlocks[][2] = {
      {0x00, 0x17F},    {0x300, 0x36F},   {0x1100, 0x11FF}, {0x3040, 0x30FF},   {0x3130, 0x318F},
      {0xAC00, 0xAC80}, {0xF900, 0xF920}, {0xFF00, 0xFFEF}, {0x1F300, 0x1F5FF}, {0x1D150, 0x1D170}};
  if (random() % 2 == 0) {
    const auto& block = kBlocks[random() % std::size(kBlocks)];
    return block[0] + static_cast<UChar32>(random() % (block[1] - block[0] + 1));
  }
  const auto c = static_cast<UChar32>(random() % 0x110000);
  return U_IS_SURROGATE(c) ? 'a' : c;
}

TEST(NormalizeTest, TwiceIsTheSameAsOnce) {
  std::mt19937 random(20260101);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (auto n = random() % 12; n > 0; --n) text += utf8(random_character(random));
    if (random() % 4 == 0)
      text.insert(random() % (text.size() + 1), 1, static_cast<char>(random()));
    const NormalizedText once = normalize(text);
    const NormalizedText twice = normalize(once.text);
    ASSERT_EQ(twice.text, once.text);
    ASSERT_EQ(twice.invalid_sequences, 0U);
    ASSERT_TRUE(is_nfc(once.text));
  }
}

/// What normalize should give, by its description alone.
NormalizedText reference(std::string_view line) {
  NormalizedText result;
  icu::UnicodeString folded;
  const auto size = static_cast<std::int32_t>(line.size());
  for (std::int32_t at = 0; at < size;) {
    UChar32 c = 0;
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(line.data()), at, size, c);
    if (c < 0) {
      ++result.invalid_sequences;
      c = 0xFFFD;
    } else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x3000) {
      c = ' ';
    } else if (c >= 0xFF01 && c <= 0xFF5E) {
      c -= 0xFF01 - '!';
    }
    folded += c;
  }
  UErrorCode status = U_ZERO_ERROR;
  icu::Normalizer2::getNFCInstance(status)->normalize(folded, status).toUTF8String(result.text);
  EXPECT_TRUE(U_SUCCESS(status));
  return result;
}

void expect_reference(const std::string& line) {
  const NormalizedText expected = reference(line);
  const NormalizedText found = normalize(line);
  ASSERT_EQ(found.text, expected.text);
  ASSERT_EQ(found.invalid_sequences, expected.invalid_sequences);
}

// Long enough for the checks of many bytes at once, the character at every place among them, with a
// combining mark behind it every other time.
TEST(NormalizeTest, EveryCharacterAmongUsualOnes) {
  for (UChar32 c = 0; c <= 0x10FFFF; ++c) {
    if (U_IS_SURROGATE(c)) continue;
    const std::string before(static_cast<std::size_t>(c % 23), 'x');
    ASSERT_NO_FATAL_FAILURE(
        expect_reference(before + utf8(c) + (c % 2 == 0 ? "\u0301" : "") + "가힣ㅋ 힘 酒 ~!"))
        << std::hex << c;
  }
}

TEST(NormalizeTest, DamagedUsualText) {
  std::mt19937 random(11);
  const std::string usual =
      "정말 재미있는 movie! 꿀잼ㅋㅋㅋ 酒店很好 ひらがな café ♥ 👍🏽 "
      "최고의";
  for (int round = 0; round < 100'000; ++round) {
    std::string line = usual.substr(random() % usual.size());
    for (auto changes = random() % 3; changes > 0 && !line.empty(); --changes) {
      line[random() % line.size()] = static_cast<char>(random());
    }
    ASSERT_NO_FATAL_FAILURE(expect_reference(line)) << round;
  }
}

TEST(NormalizeTest, HandsBackWhatIsNormalAlready) {
  std::string buffer;
  for (const std::string_view line :
       {"", "a", "최고", "정말 재미있는 movie! 꿀잼ㅋㅋㅋ 힘내라 힣", "ひらがなカタカナ「」、。",
        "café Привет Ελλάδα", "👍🏽 ♥ ★ “따옴표” … → ①"}) {
    EXPECT_EQ(normalize(line, buffer).text.data(), line.data()) << line;
  }
  for (const std::string_view line : {"\u1112\u1161\u11AB", "ＯＫ", "a\tb", "최\xFF"}) {
    const NormalizedLine found = normalize(line, buffer);
    EXPECT_EQ(found.text.data(), buffer.data()) << line;
    EXPECT_EQ(found.text, reference(line).text);
  }
}

TEST(NormalizeTest, LongLine) {
  std::string decomposed;
  std::string composed;
  while (composed.size() < 1'000'000) {
    decomposed += "\u110E\u116C\u1100\u1169 ";
    composed += "최고 ";
  }
  EXPECT_EQ(normalized(decomposed), composed);
  EXPECT_EQ(normalized(composed), composed);
}

}  // namespace
}  // namespace t2v
