#include "formats/vector_text.h"

#include <gtest/gtest.h>

#include <limits>

#include "formats/read_text.h"

namespace t2v {
namespace {

Rows with_heading(const std::string& text) {
  return rows_of(read_vector_text(file_of(text), Heading::kThere));
}

Rows without_heading(const std::string& text) {
  return rows_of(read_vector_text(file_of(text), Heading::kNone));
}

std::string error_with_heading(const std::string& text) {
  return error_of([&] { with_heading(text); });
}

TEST(VectorTextTest, ReadsWord2vec) {
  EXPECT_EQ(with_heading("2 3\n최악 1 -0.5 2e-3\n😀 0 1e10 3\n"),
            (Rows{{"최악", {1, -0.5F, 2e-3F}}, {"😀", {0, 1e10F, 3}}}));
}

TEST(VectorTextTest, FormOfTheFileDoesNotMatter) {
  const Rows expected{{"a", {1, 2}}, {"b", {3, 4}}};
  EXPECT_EQ(with_heading("2 2 \na 1 2 \nb 3 4 \n"), expected);  // as word2vec and fastText write
  EXPECT_EQ(with_heading("2 2\r\na 1 2\r\nb 3 4"), expected);
  EXPECT_EQ(with_heading("\xEF\xBB\xBF"
                         "2 2\na\t1\t2\nb  +3   4.0\n"),
            expected);
}

TEST(VectorTextTest, ReadsGlove) {
  EXPECT_EQ(without_heading("the 0.1 0.2\n, -1 5\n"),
            (Rows{{"the", {0.1F, 0.2F}}, {",", {-1, 5}}}));
}

TEST(VectorTextTest, KeysMayHoldSpaces) {
  EXPECT_EQ(without_heading("the 1 2\n. . . 3 4\nat name@domain.com 5 6\n"),
            (Rows{{"the", {1, 2}}, {". . .", {3, 4}}, {"at name@domain.com", {5, 6}}}));
}

TEST(VectorTextTest, AKeyMayBeANumber) {
  EXPECT_EQ(with_heading("2 1\n7 8\n-1 2\n"), (Rows{{"7", {8}}, {"-1", {2}}}));
}

TEST(VectorTextTest, NumbersAreTheNearestFloats) {
  const Rows rows = with_heading("1 5\na 0.1 16777217 3.4028235e38 1.4e-45 1e-60\n");
  EXPECT_EQ(rows[0].second,
            (std::vector<float>{0.1F, 16777216.0F, std::numeric_limits<float>::max(),
                                std::numeric_limits<float>::denorm_min(), 0.0F}));
}

TEST(VectorTextTest, ManyRowsStayInOrder) {
  std::string text = "50000 2\n";
  for (int i = 0; i < 50'000; ++i) {
    text += "키" + std::to_string(i) + " " + std::to_string(i) + " 0.5\n";
  }
  const Rows rows = with_heading(text);
  ASSERT_EQ(rows.size(), 50'000U);
  for (int i = 0; i < 50'000; ++i) {
    ASSERT_EQ(rows[i].first, "키" + std::to_string(i));
    ASSERT_EQ(rows[i].second, (std::vector<float>{static_cast<float>(i), 0.5F}));
  }
}

TEST(VectorTextTest, HeadingsThatAreNone) {
  const std::string expected =
      "f:1: expected two whole numbers, how many keys and the length of a vector";
  for (const char* text : {"a 1 2\n", "2\na 1\n", "2 2 2\na 1 2\n", "-1 2\n", "2.0 2\n", "\n",
                           "18446744073709551616 2\n"}) {
    EXPECT_EQ(error_with_heading(text), expected) << text;
  }
  EXPECT_EQ(error_with_heading(""), "f: is empty, expected vectors");
  EXPECT_EQ(error_with_heading("0 2\n"), "f:1: says 0 keys, expected at least 1");
  EXPECT_EQ(error_with_heading("1 0\na\n"), "f:1: vectors of 0 numbers, expected 1 to 4096");
  EXPECT_EQ(error_with_heading("1 4097\na 1\n"),
            "f:1: vectors of 4097 numbers, expected 1 to 4096");
}

TEST(VectorTextTest, AHeadingThatIsNotTrue) {
  EXPECT_EQ(error_with_heading("3 2\na 1 2\nb 3 4\n"), "f:1: says 3 keys, but 2 lines follow");
  EXPECT_EQ(error_with_heading("1 2\na 1 2\nb 3 4\n"), "f:1: says 1 keys, but 2 lines follow");
  EXPECT_EQ(error_with_heading("18446744073709551615 4096\na 1\n"),
            "f:1: says 18446744073709551615 keys, but 1 lines follow");
  // Nothing is allocated for vectors that the lines cannot hold.
  std::string lines = "1000000 4096\n";
  for (int i = 0; i < 1'000'000; ++i) lines += "a\n";
  EXPECT_EQ(error_with_heading(lines), "f:2: 0 numbers behind the key, expected 4096");
}

TEST(VectorTextTest, NamesTheLineThatIsWrong) {
  EXPECT_EQ(error_with_heading("2 2\na 1 2\nb 3\n"), "f:3: 1 numbers behind the key, expected 2");
  EXPECT_EQ(error_with_heading("2 2\na 1 2\nb 3 4 5\n"),
            "f:3: 3 numbers behind the key, expected 2");
  EXPECT_EQ(error_with_heading("2 2\na 1 x\nb 3 4\n"),
            "f:2: 'x' is no finite number, expected 2 of them behind the key");
  EXPECT_EQ(error_with_heading("2 2\na 1 2\n\n"),
            "f:3: no key at the beginning of the line, expected one and 2 numbers");
  EXPECT_EQ(error_with_heading("2 2\n 1 2\nb 3 4\n"),
            "f:2: no key at the beginning of the line, expected one and 2 numbers");
  for (const std::string number :
       {"nan", "inf", "-inf", "1e39", "1,5", "0x1p3", "++1", "+-1", "1e"}) {
    EXPECT_EQ(error_with_heading("1 1\na " + number + "\n"),
              "f:2: '" + number + "' is no finite number, expected 1 of them behind the key");
  }
  EXPECT_EQ(error_with_heading("1 1\na " + std::string(100, 'x') + "\n"),
            "f:2: a field of 100 bytes is no finite number, expected 1 of them behind the key");
  EXPECT_EQ(error_of([] { without_heading("a\n"); }),
            "f:1: expected a key and at least one number");
  EXPECT_EQ(error_of([] { without_heading("a 1 2\nb 1\n"); }),
            "f:2: 1 numbers behind the key, expected 2");
}

TEST(VectorTextTest, TheFirstWrongLineIsNamed) {
  std::string text = "60000 2\n";
  for (int i = 0; i < 60'000; ++i) text += i % 10'000 == 9'999 ? "a 1 x\n" : "a 1 2.123456789\n";
  EXPECT_EQ(error_with_heading(text),
            "f:10001: 'x' is no finite number, expected 2 of them behind the key");
}

}  // namespace
}  // namespace t2v
