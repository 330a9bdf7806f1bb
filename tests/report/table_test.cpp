#include "report/table.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <sstream>
#include <stdexcept>
#include <string>

namespace t2v {
namespace {

std::string written(const Table& table, OutputStyle style) {
  std::ostringstream out;
  write_table(out, table, style);
  return out.str();
}

Table neighbors() {
  Table table(
      {{"word"}, {"score", Alignment::kRight, 3, /*bar=*/true}, {"count", Alignment::kRight}});
  table.add_row({"최고", 0.8, std::int64_t{1200}});
  table.add_row({"ㅋㅋ", 0.4, std::int64_t{7}});
  table.add_row({"good", -0.2, std::int64_t{85}});
  return table;
}

TEST(Table, NeedsACellForEachColumn) {
  Table table({{"word"}, {"score"}});
  EXPECT_THROW(table.add_row({"one"}), std::invalid_argument);
  EXPECT_THROW(table.add_row({"one", 1.0, 2.0}), std::invalid_argument);
  EXPECT_TRUE(table.rows().empty());
}

TEST(CellText, RoundsNumbersToTheColumnsDecimals) {
  EXPECT_EQ(cell_text(0.123456, {"x"}), "0.1235");
  EXPECT_EQ(cell_text(2.0, {"x", Alignment::kRight, 0}), "2");
  EXPECT_EQ(cell_text(-1.5, {"x", Alignment::kRight, 1}), "-1.5");
  EXPECT_EQ(cell_text(-0.00001, {"x"}), "0.0000");
  EXPECT_EQ(cell_text(std::int64_t{-12}, {"x"}), "-12");
  EXPECT_EQ(cell_text(std::nan(""), {"x"}), "-");
}

TEST(CellText, SetsSpacesBetweenTheTextsOfAList) {
  EXPECT_EQ(cell_text(std::vector<std::string>{"최고", "꿀잼\t!"}, {"x"}), "최고 꿀잼 !");
  EXPECT_EQ(cell_text(std::vector<std::string>{}, {"x"}), "");
}

TEST(Tsv, HasNothingButTheCells) {
  EXPECT_EQ(written(neighbors(), OutputStyle::kTsv),
            "최고\t0.800\t1200\nㅋㅋ\t0.400\t7\ngood\t-0.200\t85\n");
}

TEST(Tsv, StaysALineARow) {
  Table table({{"document"}, {"label"}});
  table.add_row({"one\ttwo\r\nthree", "\x1b[31m"});
  EXPECT_EQ(written(table, OutputStyle::kTsv), "one two  three\t [31m\n");
}

TEST(Tsv, OfNothingIsNothing) {
  EXPECT_EQ(written(Table({{"word"}}), OutputStyle::kTsv), "");
}

TEST(JsonLines, AreObjectsInTheOrderOfTheColumns) {
  EXPECT_EQ(written(neighbors(), OutputStyle::kJson), R"({"word":"최고","score":0.8,"count":1200})"
                                                      "\n"
                                                      R"({"word":"ㅋㅋ","score":0.4,"count":7})"
                                                      "\n"
                                                      R"({"word":"good","score":-0.2,"count":85})"
                                                      "\n");
}

TEST(JsonLines, KeepNumbersWholeAndTextAsItIs) {
  Table table({{"text"}, {"number"}, {"integer"}});
  table.add_row({"tab\t\"😀\" \xFF", 0.1234567890123, std::numeric_limits<std::int64_t>::min()});
  table.add_row({"", std::nan(""), std::int64_t{0}});
  EXPECT_EQ(written(table, OutputStyle::kJson),
            "{\"text\":\"tab\\t\\\"😀\\\" \uFFFD\",\"number\":0.1234567890123,"
            "\"integer\":-9223372036854775808}\n"
            "{\"text\":\"\",\"number\":null,\"integer\":0}\n");
}

TEST(JsonLines, WriteListsAsArrays) {
  Table table({{"answers"}});
  table.add_row({std::vector<std::string>{"최고", "꿀잼"}});
  table.add_row({std::vector<std::string>{}});
  EXPECT_EQ(written(table, OutputStyle::kJson),
            "{\"answers\":[\"최고\",\"꿀잼\"]}\n{\"answers\":[]}\n");
}

TEST(TerminalTable, AlignsByDisplayWidth) {
  EXPECT_EQ(written(neighbors(), OutputStyle::kTerminal),
            "word   score                count\n"
            "최고   0.800  ████████████   1200\n"
            "ㅋㅋ   0.400  ██████            7\n"
            "good  -0.200  ███              85\n");
}

TEST(TerminalTable, ColorsHeadingAndBars) {
  EXPECT_EQ(written(neighbors(), OutputStyle::kColorTerminal),
            "\x1b[1mword\x1b[0m   \x1b[1mscore\x1b[0m                \x1b[1mcount\x1b[0m\n"
            "최고   0.800  \x1b[32m████████████\x1b[0m   1200\n"
            "ㅋㅋ   0.400  \x1b[32m██████\x1b[0m            7\n"
            "good  -0.200  \x1b[31m███\x1b[0m              85\n");
}

TEST(TerminalTable, LeavesNoSpacesAtTheEnd) {
  Table table({{"name"}, {"a long heading"}, {"share", Alignment::kRight, 1, /*bar=*/true}});
  table.add_row({"x", "", 0.0});
  table.add_row({"yy", "text", 0.0});
  EXPECT_EQ(written(table, OutputStyle::kTerminal),
            "name  a long heading  share\n"
            "x                       0.0\n"
            "yy    text              0.0\n");
}

TEST(TerminalTable, DrawsBarsForIntegersAndNoneForTheRest) {
  Table table({{"n", Alignment::kRight, 4, /*bar=*/true}});
  table.add_row({std::int64_t{4}});
  table.add_row({std::int64_t{-1}});
  table.add_row({std::numeric_limits<double>::infinity()});
  table.add_row({"-"});
  EXPECT_EQ(written(table, OutputStyle::kTerminal),
            "  n\n"
            "  4  ████████████\n"
            " -1  ███\n"
            "inf\n"
            "  -\n");
}

TEST(TerminalTable, LetsNoTextSteerTheTerminal) {
  Table table({{"word"}});
  table.add_row({"\x1b[2Jx\ny"});
  EXPECT_EQ(written(table, OutputStyle::kColorTerminal), "\x1b[1mword\x1b[0m\n [2Jx y\n");
}

TEST(TerminalTable, OfNothingIsNothing) {
  EXPECT_EQ(written(Table({{"word"}}), OutputStyle::kColorTerminal), "");
}

}  // namespace
}  // namespace t2v
