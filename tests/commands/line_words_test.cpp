#include "command/line_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace t2v::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(LineWords, AreDividedByWhiteSpace) {
  EXPECT_THAT(cut_line("neighbors  스토리\t--label 부정\r").words,
              ElementsAre("neighbors", "스토리", "--label", "부정"));
  EXPECT_THAT(cut_line("").words, IsEmpty());
  EXPECT_THAT(cut_line(" \t ").words, IsEmpty());
}

TEST(LineWords, AreKeptTogetherByQuotes) {
  EXPECT_THAT(cut_line(R"(a "최악 : 부정" 'b "c' d\ e f"g h"'i j')").words,
              ElementsAre("a", "최악 : 부정", "b \"c", "d e", "fg hi j"));
  EXPECT_THAT(cut_line(R"("a\"b" 'c\d' \\)").words, ElementsAre("a\"b", "c\\d", "\\"));
  EXPECT_THAT(cut_line("'' \"\"").words, ElementsAre("", ""));
}

TEST(LineWords, SayWhereALineIsUnfinished) {
  EXPECT_FALSE(cut_line("a 'b'").unfinished);
  EXPECT_TRUE(cut_line("a 'b").unfinished);
  EXPECT_TRUE(cut_line("a \"b'").unfinished);
  EXPECT_TRUE(cut_line("a \\").unfinished);
  EXPECT_FALSE(cut_line("a \\\\").unfinished);
}

TEST(LineWords, SayWhereTheLastWordBegins) {
  EXPECT_TRUE(cut_line("ab cd").at_word);
  EXPECT_EQ(cut_line("ab cd").last_begin, 3U);
  EXPECT_EQ(cut_line("ab 'c d").last_begin, 3U);
  EXPECT_FALSE(cut_line("ab cd ").at_word);
  EXPECT_EQ(cut_line("ab cd ").last_begin, 6U);
  EXPECT_EQ(cut_line("").last_begin, 0U);
}

TEST(LineWords, AreFoundAgainWhenQuoted) {
  for (const char* word : {"스토리", "", "a b", "it's", "\"", "\\", "#1", "a#1", "-부정", "\t"}) {
    EXPECT_THAT(cut_line(quoted_word(word)).words, ElementsAre(word));
  }
  EXPECT_EQ(quoted_word("스토리"), "스토리");
  EXPECT_EQ(quoted_word("#1"), "\\#1");
}

}  // namespace
}  // namespace t2v::testing
