#include "text/case_folding.h"

#include <gtest/gtest.h>

namespace t2v {
namespace {

TEST(CaseFolding, MakesTextsThatDifferInCaseTheSame) {
  EXPECT_EQ(fold_case("Athens"), "athens");
  EXPECT_EQ(fold_case("ΣΟΦΟΣ"), fold_case("σοφος"));  // with a final sigma
  EXPECT_EQ(fold_case("ОТЛИЧНО"), "отлично");
  EXPECT_EQ(fold_case("STRASSE"), fold_case("Straße"));
}

TEST(CaseFolding, LeavesScriptsWithoutCaseAsTheyAre) {
  for (const char* text : {"", "최고 ㅋㅋ", "很好", "1,5 -_-"}) EXPECT_EQ(fold_case(text), text);
}

TEST(CaseFolding, GivesNormalForm) {
  EXPECT_EQ(fold_case("É"), "é");
  // U+01F0 has no capital of its own: J and a caron fold to j and a caron, which compose.
  EXPECT_EQ(fold_case("J\u030C"), "\u01F0");
}

}  // namespace
}  // namespace t2v
