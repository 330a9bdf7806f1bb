#include "formats/word2vec_binary.h"

#include <gtest/gtest.h>

#include "formats/read_text.h"

namespace t2v {
namespace {

using namespace std::string_literals;

const std::string kOne = "\x00\x00\x80\x3f"s;        // 1
const std::string kMinusTwo = "\x00\x00\x00\xc0"s;   // -2
const std::string kLineFeeds = "\x0a\x0a\x0a\x20"s;  // a float made of separators
const std::string kNan = "\x00\x00\xc0\x7f"s;

Rows read(const std::string& bytes) {
  return rows_of(read_word2vec_binary(file_of(bytes)));
}

std::string read_error(const std::string& bytes) {
  return error_of([&] { read(bytes); });
}

TEST(Word2vecBinaryTest, ReadsWhatWord2vecWrites) {
  EXPECT_EQ(read("2 2\n최악 " + kOne + kMinusTwo + "\n😀 " + kMinusTwo + kOne + "\n"),
            (Rows{{"최악", {1, -2}}, {"😀", {-2, 1}}}));
}

TEST(Word2vecBinaryTest, ReadsWhatGensimWrites) {
  EXPECT_EQ(read("2 1\na " + kOne + "b " + kMinusTwo), (Rows{{"a", {1}}, {"b", {-2}}}));
}

TEST(Word2vecBinaryTest, NumbersMayLookLikeSeparators) {
  const Rows rows = read("2 1\na " + kLineFeeds + "\nb " + kOne + "\n");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[1], (Rows::value_type{"b", {1}}));
}

TEST(Word2vecBinaryTest, HeadingsThatAreNone) {
  const std::string expected =
      "f: byte 0: expected a line with two whole numbers, how many keys and the length of a vector";
  for (const std::string& bytes : {""s, "2 2"s, "a b\n"s, "\n"s, std::string(100, '1') + "\n"}) {
    EXPECT_EQ(read_error(bytes), expected) << bytes;
  }
  EXPECT_EQ(read_error("0 1\n"), "f: byte 0: says 0 keys, expected at least 1");
  EXPECT_EQ(read_error("1 4097\n"), "f: byte 0: says vectors of 4097 numbers, expected 1 to 4096");
}

TEST(Word2vecBinaryTest, NothingIsAllocatedOnTheHeadingsWord) {
  EXPECT_EQ(read_error("18446744073709551615 4096\na " + kOne),
            "f: byte 0: says 18446744073709551615 keys of at least 16386 bytes each, but 6 bytes "
            "follow");
  EXPECT_EQ(read_error("2 1\na " + kOne + "b"),
            "f: byte 0: says 2 keys of at least 6 bytes each, but 7 bytes follow");
}

TEST(Word2vecBinaryTest, NamesTheByteThatIsWrong) {
  EXPECT_EQ(read_error("2 1\nabcdef " + kOne + "\n"),
            "f: byte 16: no key with a space behind it, expected key 2 of 2");
  EXPECT_EQ(read_error("2 1\nabcdef " + kOne + "\nb 12"),
            "f: byte 18: 2 bytes left, expected 4 for vector 2 of 2");
  EXPECT_EQ(read_error("1 1\n " + kOne + "\n"),
            "f: byte 4: no key with a space behind it, expected key 1 of 1");
  EXPECT_EQ(read_error("1 1\na\nb " + kOne), "f: byte 4: a line feed inside key 1 of 1");
  EXPECT_EQ(read_error("1 1\na " + kNan), "f: byte 6: vector 1 of 1 is not finite");
  EXPECT_EQ(read_error("1 1\na " + kOne + "\nmore"),
            "f: byte 11: 4 bytes more behind the last of 1 vectors");
}

}  // namespace
}  // namespace t2v
