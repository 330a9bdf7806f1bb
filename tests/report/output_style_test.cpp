#include "report/output_style.h"

#include <gtest/gtest.h>

namespace t2v {
namespace {

TEST(OutputStyle, IsJsonWhereAskedFor) {
  for (const bool is_terminal : {false, true}) {
    for (const bool no_color : {false, true}) {
      EXPECT_EQ(choose_output_style({true, is_terminal, no_color}), OutputStyle::kJson);
    }
  }
}

TEST(OutputStyle, IsATableOnATerminalOnly) {
  EXPECT_EQ(choose_output_style({false, false, false}), OutputStyle::kTsv);
  EXPECT_EQ(choose_output_style({false, false, true}), OutputStyle::kTsv);
  EXPECT_EQ(choose_output_style({false, true, false}), OutputStyle::kColorTerminal);
  EXPECT_EQ(choose_output_style({false, true, true}), OutputStyle::kTerminal);
}

}  // namespace
}  // namespace t2v
