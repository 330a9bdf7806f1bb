#include "report/plain_text.h"

#include <gtest/gtest.h>

#include <string>

namespace t2v {
namespace {

TEST(PlainText, LeavesTextAlone) {
  EXPECT_EQ(plain_text(""), "");
  EXPECT_EQ(plain_text("최악 ㅋㅋ 😀 a\\tb"), "최악 ㅋㅋ 😀 a\\tb");
}

TEST(PlainText, HasNoControlCharacters) {
  EXPECT_EQ(plain_text("a\tb\r\nc"), "a b  c");
  EXPECT_EQ(plain_text("\x1b[31mred\x7F"), " [31mred ");
  EXPECT_EQ(plain_text(std::string("a\0b", 3)), "a b");
}

}  // namespace
}  // namespace t2v
