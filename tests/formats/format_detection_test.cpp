#include "formats/format_detection.h"

#include <gtest/gtest.h>

#include "formats/read_text.h"

namespace t2v {
namespace {

using namespace std::string_literals;

std::string detected(const std::string& bytes) {
  return std::string(name_of(detect_vector_format(file_of(bytes))));
}

std::string detection_error(const std::string& bytes) {
  return error_of([&] { detected(bytes); });
}

TEST(FormatDetectionTest, TextWithAHeading) {
  EXPECT_EQ(detected("2 3\n최악 1 2 3\n최고 1 2 3\n"), "word2vec");
  EXPECT_EQ(detected("2 1\r\n1 2 \r\n3 4 \r\n"), "word2vec");
}

TEST(FormatDetectionTest, Binary) {
  EXPECT_EQ(detected("1 1\na \x00\x00\x80\x3f\n"s), "word2vec-binary");
  EXPECT_EQ(detected("1 2\na 12345678"), "word2vec-binary");  // floats that are digits
}

TEST(FormatDetectionTest, Glove) {
  EXPECT_EQ(detected("the 0.1 -2\nof 1 2\n"), "glove");
  EXPECT_EQ(detected("\xEF\xBB\xBFthe 0.1"), "glove");
  EXPECT_EQ(detected("1 2 3\n4 5 6\n"), "glove");
}

TEST(FormatDetectionTest, NeitherTextNorBinary) {
  EXPECT_EQ(detection_error("2 3\na 1 2\n"),
            "f:2: neither a key and 3 numbers (word2vec, vec) nor the bytes of 2 keys and vectors "
            "(word2vec-binary), as line 1 says");
  EXPECT_EQ(detection_error(""), "f: is empty, expected vectors");
  EXPECT_EQ(detection_error("7 2\n"), "f:1: says 7 keys, but nothing follows");
  EXPECT_EQ(detection_error("1 9999\n"), "f:1: says vectors of 9999 numbers, expected 1 to 4096");
  const std::string unknown =
      "f:1: neither two whole numbers (word2vec, vec) nor a key and numbers (glove)";
  for (const char* text : {"\n", "a\n", "a b c\n", "1\n", "이 영화 최고\n"}) {
    EXPECT_EQ(detection_error(text), unknown) << text;
  }
}

TEST(FormatDetectionTest, FilesOfOtherPrograms) {
  const std::string expected =
      ", expected vectors in a format of word2vec, fastText (.vec) or GloVe";
  EXPECT_EQ(detection_error("\x89HDF\r\n\x1a\n..."),
            "f: is an HDF5 file, which may be a model already" + expected);
  EXPECT_EQ(detection_error("\x93NUMPY..."), "f: is a NumPy array, which has no keys" + expected);
  EXPECT_EQ(detection_error("\xba\x16\x4f\x2f..."),
            "f: is a fastText model, whose vectors stand in the .vec file beside it" + expected);
  EXPECT_EQ(detection_error("PK\x03\x04..."),
            "f: is a ZIP archive, which is to be unpacked first" + expected);
}

}  // namespace
}  // namespace t2v
