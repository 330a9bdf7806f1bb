#include "text/labelled_text.h"

#include "text_test.h"

namespace t2v {
namespace {

struct Lines {
  Strings texts;
  Strings labels;
  bool operator==(const Lines&) const = default;
};

void PrintTo(const Lines& lines, std::ostream* out) {
  *out << ::testing::PrintToString(lines.texts) << " " << ::testing::PrintToString(lines.labels);
}

Lines lines_of(const LabelledText& text) {
  const auto strings = [](const TextFile& file) {
    return Strings(file.lines().begin(), file.lines().end());
  };
  return {strings(text.corpus), strings(text.labels)};
}

Lines table(const std::string& text, const TableColumns& columns) {
  return lines_of(read_table(TextFile::from_string(text, "t.csv"), columns));
}

std::string table_error(const std::string& text, const TableColumns& columns) {
  return error_of([&] { table(text, columns); });
}

Lines fasttext(const std::string& text, const std::string& prefix = "__label__") {
  return lines_of(read_fasttext_lines(TextFile::from_string(text, "f.txt"), prefix));
}

constexpr const char* kReviews =
    "id,review,rating,film\n"
    "1,\"최고, 정말\n최고\",긍정,Old Boy\n"
    "2,최악,부정,괴물\n"
    "3,,,\n";

TEST(ReadTableTest, ColumnsByName) {
  EXPECT_EQ(table(kReviews, {.texts = {"review"}, .labels = {"rating"}}),
            (Lines{{"최고, 정말 최고", "최악", ""}, {"긍정", "부정", ""}}));
}

TEST(ReadTableTest, SeveralColumnsAndKinds) {
  EXPECT_EQ(
      table(kReviews, {.texts = {"id", "review"}, .labels = {"rating"}, .kinds = {"film"}}),
      (Lines{{"1 최고, 정말 최고", "2 최악", "3 "}, {"긍정 film:Old_Boy", "부정 film:괴물", ""}}));
  EXPECT_EQ(table(kReviews, {.texts = {"2"}, .labels = {"rating", "id"}}),
            (Lines{{"최고, 정말 최고", "최악", ""}, {"긍정 1", "부정 2", "3"}}));
}

TEST(ReadTableTest, ColumnsByNumberNeedNoHeading) {
  const TableColumns columns{.texts = {"1"}, .labels = {"2"}};
  EXPECT_EQ(table("최악,0\n최고,1\n", columns), (Lines{{"최악", "최고"}, {"0", "1"}}));
  TableColumns with_heading = columns;
  with_heading.has_heading = true;
  EXPECT_EQ(table("text,label\n최고,1\n", with_heading), (Lines{{"최고"}, {"1"}}));
}

TEST(ReadTableTest, SeveralLabelsInACell) {
  const TableColumns columns{.texts = {"t"}, .labels = {"genre"}, .label_separator = "|"};
  EXPECT_EQ(table("t,genre\na,Drama|Film Noir\nb,|\nc,\"Drama| \"\n", columns),
            (Lines{{"a", "b", "c"}, {"Drama Film_Noir", "", "Drama"}}));
}

TEST(ReadTableTest, NamesAreNormalized) {
  // The name in decomposed Hangul, as some systems write it.
  EXPECT_EQ(
      table("\u1105\u1175\u1107\u1172,label\na,x\n", {.texts = {"리뷰"}, .labels = {"label"}}),
      (Lines{{"a"}, {"x"}}));
}

TEST(ReadTableTest, NoLabels) {
  EXPECT_EQ(table(kReviews, {.texts = {"review"}}).labels, (Strings{"", "", ""}));
}

TEST(ReadTableTest, SaysWhichColumnIsMissing) {
  EXPECT_EQ(table_error(kReviews, {.texts = {"text"}}),
            "t.csv:1: no column 'text', expected one of id, review, rating, film");
  EXPECT_EQ(table_error(kReviews, {.texts = {"5"}}), "t.csv:1: no column 5, expected 1 to 4");
  EXPECT_EQ(table_error(kReviews, {.texts = {"0"}}), "t.csv:1: no column 0, expected 1 to 4");
  EXPECT_EQ(table_error("a,a\n", {.texts = {"a"}}),
            "t.csv:1: several columns 'a', expected one; the number of a column will do");
  EXPECT_EQ(table_error("", {.texts = {"a"}}), "t.csv: is empty, expected a table");
}

TEST(ReadTableTest, NamesTheLineOfALongLabel) {
  const std::string text = "t,l\n\"a\nb\",x\nc," + std::string(300, 'x') + "\n";
  EXPECT_EQ(table_error(text, {.texts = {"t"}, .labels = {"l"}}),
            "t.csv:4: a label of 300 bytes, expected at most 255");
}

TEST(ReadTableTest, ALongTableGoesThroughAFile) {
  std::string text = "t,l\n";
  for (int i = 0; i < 200'000; ++i) {
    text += "\"리뷰 " + std::to_string(i) + ", 그리고 아주 길고 긴 이야기\"," +
            std::to_string(i % 7) + "\n";
  }
  const TemporaryFolder folder;
  const LabelledText read = read_table(TextFile::open(folder.write("t.csv", text), folder.file("")),
                                       {.texts = {"t"}, .labels = {"l"}}, folder.file(""));
  ASSERT_EQ(read.corpus.count_lines(), 200'000U);
  EXPECT_EQ(read.corpus.lines()[199'999], "리뷰 199999, 그리고 아주 길고 긴 이야기");
  EXPECT_EQ(read.labels.lines()[199'999], "2");  // 199,999 = 7 * 28,571 + 2
}

TEST(FastTextLinesTest, LabelsAndText) {
  EXPECT_EQ(fasttext("__label__긍정 __label__film:1 최고 영화\n__label__부정\t최악\n그저 그런\n"),
            (Lines{{"최고 영화", "최악", "그저 그런"}, {"긍정 film:1", "부정", ""}}));
}

TEST(FastTextLinesTest, LabelsMayStandAnywhere) {
  EXPECT_EQ(fasttext("  최고 __label__긍정  영화 __label__5 \r\n"),
            (Lines{{"최고 영화"}, {"긍정 5"}}));
}

TEST(FastTextLinesTest, AnotherPrefix) {
  EXPECT_EQ(fasttext("#긍정 __label__x 최고\n", "#"), (Lines{{"__label__x 최고"}, {"긍정"}}));
}

TEST(FastTextLinesTest, SaysWhatIsWrong) {
  EXPECT_EQ(error_of([] { fasttext("a\n__label__ x\n"); }),
            "f.txt:2: '__label__' alone, expected a label's name behind it");
  EXPECT_EQ(error_of([] { fasttext("a\nb\n"); }),
            "f.txt: no word begins with '__label__', expected labels that do");
  EXPECT_EQ(error_of([] { fasttext("a\n__label__" + std::string(256, 'x') + "\n"); }),
            "f.txt:2: a label of 256 bytes, expected at most 255");
}

TEST(LabelOfTest, WhiteSpaceBecomesUnderscores) {
  EXPECT_EQ(label_of("  very \t good\u3000film "), "very_good_film");
  EXPECT_EQ(label_of("ＡＢ"), "AB");
  EXPECT_EQ(label_of(" \u00A0"), "");
}

}  // namespace
}  // namespace t2v
