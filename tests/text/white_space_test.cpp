#include "text/white_space.h"

#include <gtest/gtest.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <string>
#include <vector>

namespace t2v {
namespace {

TEST(WhiteSpaceTest, AgreesWithIcuOnEveryCharacter) {
  for (UChar32 c = 0; c <= 0x10FFFF; ++c) {
    if (U_IS_SURROGATE(c)) continue;
    std::string text;
    icu::UnicodeString(c).toUTF8String(text);
    const std::size_t expected = u_isUWhiteSpace(c) ? text.size() : 0;
    ASSERT_EQ(white_space_length(text), expected) << std::hex << c;
    ASSERT_EQ(white_space_length(text + "가"), expected) << std::hex << c;
  }
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for_each_word(text, [&](std::string_view word) { words.emplace_back(word); });
  return words;
}

TEST(WhiteSpaceTest, Words) {
  using Words = std::vector<std::string>;
  EXPECT_EQ(words_of(""), Words{});
  EXPECT_EQ(words_of(" \t\u3000\u00A0"), Words{});
  EXPECT_EQ(words_of("최악/noun 영화/noun"), (Words{"최악/noun", "영화/noun"}));
  EXPECT_EQ(words_of("\u2003ㅋㅋ\u3000b\u00A0c\u1680d\u2029e "),
            (Words{"ㅋㅋ", "b", "c", "d", "e"}));
}

}  // namespace
}  // namespace t2v
