#include "text/delimited_records.h"

#include "text_test.h"

namespace t2v {
namespace {

struct Record {
  Strings fields;
  std::size_t line = 0;
  bool operator==(const Record&) const = default;
};

void PrintTo(const Record& record, std::ostream* out) {
  *out << record.line << ": " << ::testing::PrintToString(record.fields);
}

using Records = std::vector<Record>;

Records records_of(const std::string& text, const DelimitedForm& form = {}) {
  Records records;
  for_each_record(TextFile::from_string(text, "t.csv"), form,
                  [&](std::span<const std::string> fields, std::size_t line) {
                    records.push_back({{fields.begin(), fields.end()}, line});
                  });
  return records;
}

std::string error_of_records(const std::string& text, const DelimitedForm& form = {}) {
  return error_of([&] { records_of(text, form); });
}

TEST(DelimitedRecordsTest, QuotedFields) {
  EXPECT_EQ(records_of("a,b\n1,\"x, y\"\n\"say \"\"no\"\"\",\"\"\n"),
            (Records{{{"a", "b"}, 1}, {{"1", "x, y"}, 2}, {{"say \"no\"", ""}, 3}}));
}

TEST(DelimitedRecordsTest, LineEndsInsideQuotes) {
  EXPECT_EQ(records_of("a,\"one\ntwo\r\n\nfour\"\nb,c"),
            (Records{{{"a", "one\ntwo\n\nfour"}, 1}, {{"b", "c"}, 5}}));
}

TEST(DelimitedRecordsTest, FormOfTheFileDoesNotMatter) {
  const Records expected{{{"최악", "0"}, 1}, {{"최고 😀", "1"}, 2}};
  for (const char* text : {"최악,0\n최고 😀,1\n", "최악,0\n최고 😀,1", "최악,0\r\n최고 😀,1\r\n",
                           "\xEF\xBB\xBF최악,0\n\"최고 😀\",1"}) {
    EXPECT_EQ(records_of(text), expected) << text;
  }
  EXPECT_EQ(records_of("최악\t0\n최고 😀\t1\n", {.separator = '\t'}), expected);
  EXPECT_EQ(records_of("최악;0\n최고 😀;1\n", {.separator = ';'}), expected);
}

TEST(DelimitedRecordsTest, SpacesBelongToAField) {
  EXPECT_EQ(records_of(" a , b\t\n"), (Records{{{" a ", " b\t"}, 1}}));
}

TEST(DelimitedRecordsTest, EmptyFieldsAndEmptyLines) {
  EXPECT_EQ(records_of(",\n\n\n,x\n"), (Records{{{"", ""}, 1}, {{"", "x"}, 4}}));
  EXPECT_EQ(records_of(""), Records{});
  EXPECT_EQ(records_of("\n\n"), Records{});
}

TEST(DelimitedRecordsTest, WithoutQuotesAMarkIsACharacter) {
  const DelimitedForm plain{.separator = '\t', .quotes = false};
  EXPECT_EQ(records_of("1\t\"야!\n\n2\t\"\"\n3\ta\"b\n", plain),
            (Records{{{"1", "\"야!"}, 1}, {{"2", "\"\""}, 3}, {{"3", "a\"b"}, 4}}));
  EXPECT_EQ(records_of("\t\r\n", plain), (Records{{{"", ""}, 1}}));
}

TEST(DelimitedRecordsTest, OtherNumbersOfFields) {
  EXPECT_EQ(error_of_records("a,b\n\n\"1\n2\",x\n1\n"),
            "t.csv:5: 1 field, expected 2 as in line 1");
  EXPECT_EQ(error_of_records("a,b\n\"1\n2\",x,y\n"), "t.csv:2: 3 fields, expected 2 as in line 1");
  EXPECT_EQ(error_of_records("a\tb\n1\t2\t3\n", {.separator = '\t', .quotes = false}),
            "t.csv:2: 3 fields, expected 2 as in line 1");
}

TEST(DelimitedRecordsTest, MarksInTheWrongPlace) {
  const std::string expected =
      ", expected fields quoted as a whole with marks in them doubled, or a table without quotes";
  EXPECT_EQ(error_of_records("a,b\n1,x\"y\n"),
            "t.csv:2: a quotation mark inside or behind a field" + expected);
  EXPECT_EQ(error_of_records("a,b\n1,\"x\" y\n"),
            "t.csv:2: a quotation mark inside or behind a field" + expected);
  EXPECT_EQ(
      error_of_records("a,b\n1,\"x\n2,\"y\"\n"),
      "t.csv:3: a quotation mark inside or behind a field of the record of line 2" + expected);
}

TEST(DelimitedRecordsTest, AFieldThatNeverEnds) {
  const std::string expected = ": a field in quotation marks never ends, expected the second mark";
  EXPECT_EQ(error_of_records("a,b\n1,\"x\n2,y\n"), "t.csv:2" + expected);
  EXPECT_EQ(error_of_records("\""), "t.csv:1" + expected);
}

TEST(DelimitedRecordsTest, ManyRecords) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += std::to_string(i) + ",\"a\nb\"\n";
  const Records records = records_of(text);
  ASSERT_EQ(records.size(), 100'000U);
  EXPECT_EQ(records[99'999], (Record{{"99999", "a\nb"}, 199'999}));
}

}  // namespace
}  // namespace t2v
