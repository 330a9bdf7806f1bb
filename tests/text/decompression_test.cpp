#include "text/decompression.h"

#include <gmock/gmock.h>

#include <functional>

#include "compressed_text.h"
#include "text/checksum.h"
#include "text_test.h"

namespace t2v {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

struct Compression {
  std::string name;
  std::function<std::string(const std::string&)> compress;
};

void PrintTo(const Compression& compression, std::ostream* out) {
  *out << compression.name;
}

class DecompressionTest : public ::testing::TestWithParam<Compression> {
 protected:
  std::string compressed(const std::string& text) const { return GetParam().compress(text); }

  /// The text of a file with these bytes.
  std::string opened(const std::string& bytes, const std::string& spool_folder = {}) const {
    return std::string(TextFile::open(folder_.write("corpus.txt", bytes), spool_folder).bytes());
  }

  std::string error(const std::string& bytes) const {
    return error_of([&] { opened(bytes); });
  }

  TemporaryFolder folder_;
};

/// Does not compress to nothing, and takes many pieces.
std::string long_text() {
  std::string text;
  for (unsigned i = 0; text.size() < 10'000'000; ++i) {
    text += "줄 " + std::to_string(i * 2654435761U) + "\n";
  }
  return text;
}

TEST_P(DecompressionTest, ReadsTheText) {
  for (const std::string text : {"", "a", "최악 영화\n최고 😀\n", "\n\n"}) {
    EXPECT_EQ(opened(compressed(text)), text);
  }
}

TEST_P(DecompressionTest, ReadsALongTextThroughAFile) {
  const std::string text = long_text();
  const std::string path = folder_.write("long.txt", compressed(text));
  const TextFile spooled = TextFile::open(path, folder_.file(""));
  EXPECT_TRUE(spooled.bytes() == text);
  EXPECT_EQ(sha256_hex(spooled), sha256_hex(text));
  EXPECT_TRUE(TextFile::open(path).bytes() == text);
}

TEST_P(DecompressionTest, ReadsWhatExpandsALot) {
  const std::string text(5'000'000, 'a');
  const std::string bytes = compressed(text);
  ASSERT_LT(bytes.size(), 50'000U);
  EXPECT_TRUE(opened(bytes) == text);
}

TEST_P(DecompressionTest, SeveralFilesAreOneText) {
  EXPECT_EQ(opened(compressed("a\n") + compressed("b\n") + compressed("")), "a\nb\n");
}

TEST_P(DecompressionTest, WhateverIsCutOffIsAnError) {
  const std::string bytes = compressed("최악 영화\n최고 영화\n최고 영화\n");
  for (std::size_t size = kMagicBytes; size < bytes.size(); ++size) {
    EXPECT_EQ(error(bytes.substr(0, size)),
              folder_.file("corpus.txt") + ": ends at byte " + std::to_string(size) +
                  " within its " + GetParam().name + " data, expected more: it was cut off")
        << size;
  }
}

TEST_P(DecompressionTest, DamageIsAnError) {
  std::string bytes = compressed(long_text().substr(0, 100'000));
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 0x55);
  const std::string message = error(bytes);
  EXPECT_THAT(message, StartsWith(folder_.file("corpus.txt") + ": byte "));
  EXPECT_THAT(message, HasSubstr("damaged " + GetParam().name));
  EXPECT_EQ(message.find('\n'), std::string::npos);
}

TEST_P(DecompressionTest, OtherBytesBehindAreAnError) {
  EXPECT_THAT(error(compressed("a\n") + "more"), HasSubstr("damaged " + GetParam().name));
}

INSTANTIATE_TEST_SUITE_P(Formats, DecompressionTest,
                         ::testing::Values(Compression{"gzip", gzip_of},
                                           Compression{"zstd", zstd_of}),
                         [](const auto& compression) { return compression.param.name; });

/// Hands `compressed` over `step` bytes at a time. @returns the text so far
std::string add_in_steps(Decompression& decompression, std::string_view compressed,
                         std::size_t step) {
  std::string text;
  for (std::size_t at = 0; at < compressed.size(); at += step) {
    decompression.add(compressed.substr(at, step), [&](std::string_view piece) { text += piece; });
  }
  return text;
}

// A frame that says it holds 3,672 bytes and has one empty block, as it comes from a stream.
TEST(DecompressionOfTest, AFrameOfAnotherSizeIsDamaged) {
  constexpr std::string_view kFrame("\x28\xb5\x2f\xfd\x60\x58\x0d\x01\x00\x00", 10);
  for (const std::size_t step : {1U, 9U, 10U}) {
    const auto decompression = decompression_of(kFrame, "f.zst");
    EXPECT_THAT(error_of([&] { add_in_steps(*decompression, kFrame, step); }),
                HasSubstr("damaged zstd"))
        << step;
  }
}

/// A frame of the text "a", in the form of RFC 8878: one raw block, no checksum.
const std::string kFrameOfA("\x28\xb5\x2f\xfd\x20\x01\x09\x00\x00\x61", 10);

TEST(DecompressionOfTest, FramesToBePassedOverAre) {
  const std::string skippable("\x5e\x2a\x4d\x18\x03\x00\x00\x00xyz", 11);
  const std::string file = kFrameOfA + skippable + kFrameOfA;
  for (std::size_t step = 1; step <= file.size(); ++step) {
    const auto decompression = decompression_of(file, "f.zst");
    const std::string text = add_in_steps(*decompression, file, step);
    decompression->finish();
    EXPECT_EQ(text, "aa") << step;
  }
}

// A frame of no bytes whose block repeats a byte no times. The library takes it in one piece, but
// in parts finds that block larger than a frame of no bytes may have.
TEST(DecompressionOfTest, AFrameOfNothingIsTheSameHoweverItsBytesCome) {
  constexpr std::string_view kFrame("\x28\xb5\x2f\xfd\x30\x00\x03\x00\x00\x00", 10);
  for (std::size_t step = 1; step <= kFrame.size(); ++step) {
    const auto decompression = decompression_of(kFrame, "f.zst");
    EXPECT_THAT(error_of([&] { add_in_steps(*decompression, kFrame, step); }),
                HasSubstr("damaged zstd"))
        << step;
  }
}

// Of zstd 0.7, which the library takes in one piece: an empty frame.
TEST(DecompressionOfTest, OlderFramesAreRefusedHoweverTheirBytesCome) {
  const std::string file = kFrameOfA + std::string("\x27\xb5\x2f\xfd\x00\x00\xc0\x00\x00", 9);
  for (std::size_t step = 1; step <= file.size(); ++step) {
    const auto decompression = decompression_of(file, "f.zst");
    EXPECT_THAT(error_of([&] {
                  add_in_steps(*decompression, file, step);
                  decompression->finish();
                }),
                HasSubstr("f.zst: "))
        << step;
  }
}

TEST(DecompressionOfTest, TextIsNotCompressed) {
  for (const char* text : {"", "(", "\x1f", "최악",
                           "\xEF\xBB\xBF"
                           "a"}) {
    EXPECT_EQ(decompression_of(text, "text"), nullptr);
  }
}

}  // namespace
}  // namespace t2v
