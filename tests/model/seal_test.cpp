#include "model/seal.h"

#include <gmock/gmock.h>

#include <cstring>
#include <string>
#include <vector>

#include "model/temporary_folder.h"
#include "text/checksum.h"
#include "text/error.h"

namespace t2v {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;

constexpr const char* kText = "0123456789abcdefghij";

/// A file of three stretches, of which the first two are verified on opening, and its seal.
class SealTest : public ::testing::Test {
 protected:
  SealTest() : path_(folder_.file("sealed")) {
    const std::string text = kText;
    const ReadAt read = [&](std::uint64_t offset, std::span<std::byte> bytes) {
      std::memcpy(bytes.data(), text.data() + offset, bytes.size());
    };
    const Seal seal({"front", "rows"},
                    {{.offset = 0, .bytes = 4, .part = 0, .on_opening = true},
                     {.offset = 4, .bytes = 3, .part = 1, .on_opening = true},
                     {.offset = 7, .bytes = 13, .first_row = 5, .rows = 2, .part = 1}},
                    read);
    const std::vector<std::byte> bytes = seal.bytes();
    whole_ = text + std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    write_file(path_, whole_);
  }

  std::string error_with(const std::string& bytes) const {
    write_file(path_, bytes);
    return message_of<Error>([&] {
      const RandomAccessFile file = RandomAccessFile::open(path_);
      if (const auto seal = Seal::read(file)) require_whole_on_opening(*seal, file);
    });
  }

  TemporaryFolder folder_;
  std::string path_;
  std::string whole_;
};

TEST_F(SealTest, ComesBackFromTheFile) {
  const auto seal = Seal::read(RandomAccessFile::open(path_));
  ASSERT_TRUE(seal);
  EXPECT_EQ(seal->sealed_bytes(), 20U);
  EXPECT_THAT(seal->parts(), ElementsAre("front", "rows"));
  ASSERT_EQ(seal->stretches().size(), 3U);
  const SealedStretch& last = seal->stretches()[2];
  EXPECT_EQ(last.offset, 7U);
  EXPECT_EQ(last.bytes, 13U);
  EXPECT_EQ(last.first_row, 5U);
  EXPECT_EQ(last.rows, 2U);
  EXPECT_EQ(last.part, 1U);
  EXPECT_FALSE(last.on_opening);
  EXPECT_TRUE(seal->stretches()[1].on_opening);
  Sha256 sum;
  sum.add("0123");
  EXPECT_EQ(seal->stretches()[0].sha256, sum.digest());
}

// 3 stretches of 64 bytes, "front" and "rows" with a NUL each, 64 bytes of trailer.
TEST_F(SealTest, IsLaidOutAsDescribed) {
  EXPECT_EQ(whole_.size(), 20U + 3 * 64 + 11 + 64);
  EXPECT_EQ(whole_.substr(20 + 3 * 64, 11), std::string("front\0rows\0", 11));
  EXPECT_THAT(whole_, EndsWith("t2vseal1"));
  EXPECT_EQ(whole_.substr(whole_.size() - 64, 24),
            std::string("\x14\0\0\0\0\0\0\0\x03\0\0\0\0\0\0\0\x0B\0\0\0\0\0\0\0", 24));
}

TEST_F(SealTest, NamesTheDamagedPart) {
  std::string damaged = whole_;
  damaged[2] = 'x';
  EXPECT_EQ(error_with(damaged), path_ + ": front: is damaged (bytes 0 to 3)");
  damaged = whole_;
  damaged[6] = 'x';
  EXPECT_EQ(error_with(damaged), path_ + ": rows: is damaged (bytes 4 to 6)");
  damaged = whole_;
  damaged[19] = 'x';
  EXPECT_EQ(error_with(damaged), "") << "that is verified by whoever reads it";
  EXPECT_EQ(place_of({.offset = 7, .bytes = 13, .first_row = 5, .rows = 2}), "rows 5 to 6");
}

TEST_F(SealTest, CoversItself) {
  for (std::size_t place = 20; place < whole_.size(); ++place) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string damaged = whole_;
      damaged[place] = static_cast<char>(damaged[place] ^ (1 << bit));
      write_file(path_, damaged);
      const RandomAccessFile file = RandomAccessFile::open(path_);
      if (place < whole_.size() - 8) {
        EXPECT_EQ(message_of<Error>([&] { Seal::read(file); }), path_ + ": seal: is damaged");
      } else {
        EXPECT_FALSE(Seal::read(file)) << "what has no magic is no seal";
      }
    }
  }
}

TEST_F(SealTest, TakesNoMemoryOnItsWord) {
  for (std::size_t field = whole_.size() - 64; field < whole_.size() - 40; field += 8) {
    for (const char top : {'\x01', '\x7F', '\xFF'}) {
      std::string lying = whole_;
      lying[field + 7] = top;
      EXPECT_EQ(error_with(lying), path_ + ": seal: is damaged");
    }
  }
}

TEST_F(SealTest, IsNotWhereTheFileEndsOtherwise) {
  EXPECT_EQ(error_with(kText), "");
  EXPECT_EQ(error_with(""), "");
  write_file(path_, whole_ + "x");
  EXPECT_FALSE(Seal::read(RandomAccessFile::open(path_)));
  EXPECT_EQ(error_with("x" + whole_), path_ + ": seal: is damaged");
}

}  // namespace
}  // namespace t2v
