#include "command/manual.h"

#include <gtest/gtest.h>

namespace t2v::testing {
namespace {

TEST(Manual, FillsParagraphs) {
  EXPECT_EQ(manual_text("One line\nand another.\n\nA second paragraph."),
            "One line\nand another.\n.PP\nA second paragraph.\n");
}

TEST(Manual, TagsWhatIsDividedByTwoSpaces) {
  EXPECT_EQ(manual_text("CORPUS  a text\n        in lines\nLABELS  labels\n\nMore."),
            ".TP\nCORPUS\na text\nin lines\n.TP\nLABELS\nlabels\n.PP\nMore.\n");
}

TEST(Manual, IndentsWhatIsIndented) {
  EXPECT_EQ(manual_text("Columns:\n  word, label,\n  count\nEnd."),
            "Columns:\n.IP \"\" 4\nword, label,\ncount\n.PP\nEnd.\n");
}

TEST(Manual, TellsTroffNothingElse) {
  EXPECT_EQ(manual_text(".x\n'y a-b \\ ~^`"), "\\&.x\n\\&'y a\\-b \\e \\(ti\\(ha\\(ga\n");
}

}  // namespace
}  // namespace t2v::testing
