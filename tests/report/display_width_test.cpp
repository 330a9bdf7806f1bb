#include "report/display_width.h"

#include <gtest/gtest.h>

#include <string>

namespace t2v {
namespace {

TEST(DisplayWidth, CountsNarrowAndWideCharacters) {
  EXPECT_EQ(display_width(""), 0U);
  EXPECT_EQ(display_width("abc 12"), 6U);
  EXPECT_EQ(display_width("최악"), 4U);
  EXPECT_EQ(display_width("ㅋㅋㅠ"), 6U);
  EXPECT_EQ(display_width("电影"), 4U);
  EXPECT_EQ(display_width("ﾊﾝｶｸ"), 4U);
  EXPECT_EQ(display_width("Ａ"), 2U);
  EXPECT_EQ(display_width("Война"), 5U);
  EXPECT_EQ(display_width("한a글b"), 6U);
}

TEST(DisplayWidth, CountsComposedAndDecomposedAlike) {
  EXPECT_EQ(display_width("é"), 1U);
  EXPECT_EQ(display_width("e\u0301"), 1U);
  EXPECT_EQ(display_width("각"), 2U);
  EXPECT_EQ(display_width("\u1100\u1161\u11A8"), 2U);
}

TEST(DisplayWidth, CountsAnEmojiOnce) {
  EXPECT_EQ(display_width("😀"), 2U);
  EXPECT_EQ(display_width("👍🏽"), 2U) << "with a skin tone";
  EXPECT_EQ(display_width("🏽"), 2U) << "a skin tone alone";
  EXPECT_EQ(display_width("한🏽"), 4U) << "a skin tone after what has no skin";
  EXPECT_EQ(display_width("👨‍👩‍👧"), 2U) << "a family, joined";
  EXPECT_EQ(display_width("👨👩👧"), 6U) << "three people";
  EXPECT_EQ(display_width("🏳️‍🌈"), 2U) << "joined, with a presentation selector";
  EXPECT_EQ(display_width("❤"), 1U) << "as text";
  EXPECT_EQ(display_width("❤️"), 2U) << "as emoji";
  EXPECT_EQ(display_width("🇰🇷"), 2U) << "a flag";
  EXPECT_EQ(display_width("한️"), 2U) << "a presentation selector for what is no emoji";
}

TEST(DisplayWidth, CountsALetterAfterAJoiner) {
  EXPECT_EQ(display_width("क्‍ष"), 2U);
}

TEST(DisplayWidth, CountsNoControlCharacters) {
  EXPECT_EQ(display_width("a\tb\n\x1b\u200B"), 2U);
}

TEST(DisplayWidth, CountsIllFormedSequencesAsOne) {
  EXPECT_EQ(display_width("a\xFF"), 2U);
  EXPECT_EQ(display_width("\xEC\xB5"), 1U);
}

}  // namespace
}  // namespace t2v
