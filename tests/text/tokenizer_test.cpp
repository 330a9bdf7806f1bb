#include "text/tokenizer.h"

#include "text/normalize.h"
#include "text/white_space.h"
#include "text_test.h"

namespace t2v {
namespace {

Strings cut(const std::string& name, std::string_view line) {
  return tokens_of(*simple_tokenizer(name), line);
}

TEST(WhitespaceTokenizerTest, CutsAtUnicodeWhiteSpace) {
  EXPECT_EQ(cut("whitespace", "최악/noun 영화/noun"), (Strings{"최악/noun", "영화/noun"}));
  EXPECT_EQ(cut("whitespace", " ㅋㅋ\u00A0좋다!\u2003\u3000끝 "), (Strings{"ㅋㅋ", "좋다!", "끝"}));
  EXPECT_EQ(cut("whitespace", ""), Strings{});
}

TEST(UnicodeTokenizerTest, LeavesOutPunctuation) {
  EXPECT_EQ(cut("unicode", "스토리가 좋아요!! ㅋㅋ (꼭 보세요...)"),
            (Strings{"스토리가", "좋아요", "ㅋㅋ", "꼭", "보세요"}));
  EXPECT_EQ(cut("unicode", "It's 3.5 of 10, café_x"),
            (Strings{"It's", "3.5", "of", "10", "café_x"}));
  EXPECT_EQ(cut("unicode", "--- \"…\" 。、"), Strings{});
}

TEST(UnicodeTokenizerTest, KeepsSymbolsAndEmoji) {
  EXPECT_EQ(cut("unicode", "좋아👍🏽 👨‍👩‍👧❤️"),
            (Strings{"좋아", "👍🏽", "👨‍👩‍👧", "❤️"}));
  EXPECT_EQ(cut("unicode", "^^ 5+3"), (Strings{"^", "^", "5", "+", "3"}));
}

TEST(UnicodeTokenizerTest, CutsChineseAndJapanese) {
  EXPECT_EQ(cut("unicode", "酒店的服务很好"), (Strings{"酒店", "的", "服务", "很好"}));
  const Strings japanese = cut("unicode", "この映画は最高でした。");
  EXPECT_NE(std::find(japanese.begin(), japanese.end(), "映画"), japanese.end());
  EXPECT_NE(std::find(japanese.begin(), japanese.end(), "最高"), japanese.end());
}

TEST(UnicodeTokenizerTest, NarrowSpaceDoesNotJoin) {
  EXPECT_EQ(cut("unicode", "10\u202F000 원"), (Strings{"10", "000", "원"}));
}

TEST(CharacterTokenizerTest, GraphemeClusters) {
  EXPECT_EQ(cut("characters", "최고! ㅋㅋ"), (Strings{"최", "고", "!", "ㅋ", "ㅋ"}));
  EXPECT_EQ(cut("characters", "酒店很好"), (Strings{"酒", "店", "很", "好"}));
  EXPECT_EQ(cut("characters", "👨‍👩‍👧👍🏽❤️🇰🇷"),
            (Strings{"👨‍👩‍👧", "👍🏽", "❤️", "🇰🇷"}));
  EXPECT_EQ(cut("characters", "x\u0323\u0307 नि"), (Strings{"x\u0323\u0307", "नि"}));
}

TEST(MakeTokenizerTest, UnknownName) {
  EXPECT_EQ(error_of([] { simple_tokenizer("mecab"); }),
            "tokenizer 'mecab': expected whitespace, unicode, sentencepiece or characters");
  EXPECT_EQ(error_of([] { restore_tokenizer("", ""); }),
            "tokenizer '': expected whitespace, unicode, sentencepiece or characters");
}

/// What every tokenizer promises (tokenizer.h), over text that is hard to cut.
class AnyTokenizerTest : public ::testing::TestWithParam<std::string> {};

void expect_parts_of(std::string_view line, const std::vector<std::string_view>& tokens) {
  std::size_t end = 0;
  for (const std::string_view token : tokens) {
    ASSERT_FALSE(token.empty());
    ASSERT_GE(token.data(), line.data());
    const auto begin = static_cast<std::size_t>(token.data() - line.data());
    ASSERT_GE(begin, end);
    end = begin + token.size();
    ASSERT_LE(end, line.size());
    std::size_t words = 0;
    for_each_word(token, [&](std::string_view) { ++words; });
    ASSERT_EQ(words, 1U);
    ASSERT_EQ(normalize(token).invalid_sequences, 0U) << "cut within a character";
  }
}

TEST_P(AnyTokenizerTest, TokensAreOrderedPartsOfTheLine) {
  std::string long_line;
  std::string without_spaces;
  while (long_line.size() < 1 << 20)
    long_line += "스토리가 정말 재밌어요ㅋㅋ 👍🏽 very good! ";
  while (without_spaces.size() < 1 << 20) without_spaces += "酒店的服务很好，";
  const std::string lines[] = {"",
                               " ",
                               "a",
                               "ㅋㅋㅋㅋㅋ ㅠㅠ ㅡㅡ;;",
                               "스토리 가 너무 뻔한",
                               "最高の映画でした！とても良かった。",
                               "\u200B\u200D \u0301 a\u0301 \u00A0\u0301",
                               "\u202Fa\u202Fb\u202F",
                               "\u2028x\u2029 \u205Fy",
                               "👨‍👩‍👧👍🏽❤️🇰🇷 1️⃣",
                               "นี่คือภาพยนตร์ที่ดีที่สุด",
                               "\uFEFFx\uFFFD\uFFFE \U0010FFFF \uE000",
                               "▁foo▁ ▅ <unk> <s> </s> <0x41>",
                               "http://example.com/?a=b&c=%20 a@b.c",
                               long_line,
                               without_spaces};
  const auto tokenizer = simple_tokenizer(GetParam());
  std::vector<std::string_view> tokens = {"left", "over"};
  for (const std::string& line : lines) {
    const std::string normalized = normalize(line).text;
    tokenizer->tokenize(normalized, tokens);
    expect_parts_of(normalized, tokens);
  }
}

TEST_P(AnyTokenizerTest, IsRestored) {
  const auto tokenizer = simple_tokenizer(GetParam());
  EXPECT_EQ(tokenizer->name(), GetParam());
  const auto restored = restore_tokenizer(tokenizer->name(), tokenizer->model_bytes());
  const std::string line = "영화가, 정말 좋아요 酒店很好";
  EXPECT_EQ(tokens_of(*restored, line), tokens_of(*tokenizer, line));
}

INSTANTIATE_TEST_SUITE_P(Simple, AnyTokenizerTest,
                         ::testing::Values("whitespace", "unicode", "characters"),
                         [](const auto& tokenizer) { return tokenizer.param; });

}  // namespace
}  // namespace t2v
