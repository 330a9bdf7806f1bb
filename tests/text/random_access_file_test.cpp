#include "text/random_access_file.h"

#include <array>

#include "text_test.h"

namespace t2v {
namespace {

TEST(RandomAccessFileTest, TemporaryFileHasNoName) {
  const TemporaryFolder folder;
  RandomAccessFile file = RandomAccessFile::temporary(folder.file(""));
  EXPECT_TRUE(std::filesystem::is_empty(folder.file("")));
  const std::array numbers{1, 2, 3};
  file.write_at(100, std::as_bytes(std::span(numbers)));
  EXPECT_EQ(file.size(), 100 + sizeof numbers);
  std::array<int, 2> read{};
  file.read_at(100 + sizeof(int), std::as_writable_bytes(std::span(read)));
  EXPECT_EQ(read, (std::array{2, 3}));
}

TEST(RandomAccessFileTest, SaysWhatIsWrong) {
  const TemporaryFolder folder;
  EXPECT_EQ(error_of([&] { RandomAccessFile::open(folder.file("absent")); }),
            folder.file("absent") + ": cannot be read: No such file or directory");
  EXPECT_EQ(error_of([&] { RandomAccessFile::open(folder.file("")); }),
            folder.file("") + ": is no regular file, expected one");
  EXPECT_EQ(error_of([&] { RandomAccessFile::temporary(folder.file("absent")); }),
            "a temporary file in " + folder.file("absent") +
                ": cannot be made: No such file or directory");
  const RandomAccessFile file = RandomAccessFile::open(folder.write("short", "1234"));
  std::array<std::byte, 3> read{};
  EXPECT_EQ(error_of([&] { file.read_at(2, read); }),
            folder.file("short") + ": ends at byte 4, expected 1 more");
}

}  // namespace
}  // namespace t2v
