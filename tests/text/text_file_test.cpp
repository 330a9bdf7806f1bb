#include "text/text_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <thread>
#include <utility>

#include "text/checksum.h"
#include "text/text_parts.h"
#include "text_test.h"

namespace t2v {
namespace {

using Lines = std::vector<std::string_view>;

Lines lines_of(const TextFile& file) {
  return file.lines();
}

TEST(TextFileTest, Lines) {
  struct Case {
    std::string text;
    Lines lines;
  };
  const Case cases[] = {
      {"", {}},
      {"\n", {""}},
      {"a", {"a"}},
      {"a\n", {"a"}},
      {"a\n\nb", {"a", "", "b"}},
      {"a\r\nb\r\n\r\n", {"a", "b", ""}},
      {"\xEF\xBB\xBF최고\n", {"최고"}},
      {"\xEF\xBB\xBF", {}},
      {"a\n\xEF\xBB\xBF"
       "b\n",
       {"a",
        "\xEF\xBB\xBF"
        "b"}},  // no mark in the middle of a file
      {"a\rb\n", {"a\rb"}},
  };
  const TemporaryFolder folder;
  for (const Case& c : cases) {
    EXPECT_EQ(lines_of(TextFile::from_string(c.text, "text")), c.lines) << c.text;
    const TextFile file = TextFile::open(folder.write("corpus.txt", c.text));
    EXPECT_EQ(lines_of(file), c.lines) << c.text;
    EXPECT_EQ(file.bytes(), c.text);
    EXPECT_EQ(file.count_lines(), c.lines.size()) << c.text;
  }
}

TEST(TextFileTest, SaysWhatCannotBeRead) {
  const TemporaryFolder folder;
  EXPECT_EQ(error_of([&] { TextFile::open(folder.file("missing.txt")); }),
            folder.file("missing.txt") + ": cannot be read: No such file or directory");
  EXPECT_EQ(error_of([&] { TextFile::open(folder.file("")); }),
            folder.file("") + ": is a directory, expected a text file");
  EXPECT_EQ(error_of([] { TextFile::open("/dev/zero"); }),
            "/dev/zero: is a device, expected a text file");
  EXPECT_EQ(TextFile::open("/dev/null").bytes(), "");
}

TEST(TextFileTest, MovedShortTextStaysWhole) {
  TextFile first = TextFile::from_string("a\nb", "first");
  TextFile second = TextFile::from_string("c", "second");
  second = std::move(first);
  EXPECT_EQ(second.lines(), (Lines{"a", "b"}));
  EXPECT_EQ(second.bytes(), "a\nb");
  EXPECT_EQ(second.name(), "first");
  const TextFile third(std::move(second));
  EXPECT_EQ(third.lines(), (Lines{"a", "b"}));
}

TEST(TextFileTest, MovedFileStaysMapped) {
  const TemporaryFolder folder;
  TextFile file = TextFile::open(folder.write("corpus.txt", "최고\n최악\n"));
  const TextFile moved(std::move(file));
  EXPECT_EQ(moved.lines(), (Lines{"최고", "최악"}));
}

TEST(TextFileTest, ReadsPipes) {
  const TemporaryFolder folder;
  const std::string path = folder.file("pipe");
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  const std::string text = std::string(300'000, 'x') + "\ny\n";  // more than a pipe holds
  std::thread writer([&] { std::ofstream(path, std::ios::binary) << text; });
  const TextFile file = TextFile::open(path);
  writer.join();
  ASSERT_EQ(file.lines().size(), 2U);
  EXPECT_EQ(file.bytes(), text);
}

TEST(TextFileTest, SpoolsPipesToAFile) {
  const TemporaryFolder folder;
  const std::string path = folder.file("pipe");
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  std::string text;
  while (text.size() < 20'000'000) text += "line " + std::to_string(text.size()) + "\n";
  std::thread writer([&] { std::ofstream(path, std::ios::binary) << text; });
  const TextFile file = TextFile::open(path, folder.file(""));
  writer.join();
  EXPECT_TRUE(file.bytes() == text);
  EXPECT_EQ(sha256_hex(file), sha256_hex(text));
  std::filesystem::remove(path);
  EXPECT_TRUE(std::filesystem::is_empty(folder.file("")));
}

TEST(TextFileTest, ReleasedPagesComeBack) {
  const TemporaryFolder folder;
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += std::to_string(i) + "\r\n";
  const TextFile file = TextFile::open(folder.write("corpus.txt", text));
  const std::size_t lines = file.count_lines();  // which releases all
  EXPECT_EQ(lines, 100'000U);
  file.release(file.bytes().substr(1000, 300'000));
  EXPECT_TRUE(file.bytes() == text);
  EXPECT_EQ(file.lines()[99'999], "99999");
}

/// A file that is large enough to be mapped, of lines of 10 bytes.
std::string large_text() {
  std::string text;
  while (text.size() < 4'000'000) text += "123456789\n";
  return text;
}

TEST(TextFileTest, AFileThatGrowsIsReadAsItWas) {
  const TemporaryFolder folder;
  for (const std::string& text : {std::string("a\nb\n"), large_text()}) {
    const std::string path = folder.write("corpus.txt", text);
    const TextFile file = TextFile::open(path);
    std::ofstream(path, std::ios::app) << "more\n";
    EXPECT_EQ(file.count_lines(), text.size() / (text.size() < 10 ? 2 : 10));
    EXPECT_EQ(sha256_hex(file), sha256_hex(text));
  }
}

TEST(TextFileTest, AFileThatIsCutIsAnError) {
  survive_cut_files();
  const TemporaryFolder folder;
  const std::string text = large_text();
  // To nothing, in the middle, and so that its last page stays.
  for (const std::size_t size : {std::size_t{0}, text.size() / 2, text.size() - 1}) {
    const std::string path = folder.write("corpus.txt", text);
    const std::string message = path + ": became shorter while it was read";
    const TextFile file = TextFile::open(path);
    const TextFile in_lines = TextFile::open(path);
    std::filesystem::resize_file(path, size);
    EXPECT_EQ(error_of([&] { file.count_lines(); }), message) << size;
    EXPECT_EQ(error_of([&] { in_lines.lines(); }), message) << size;
    EXPECT_EQ(error_of([&] { parts_of(file); }), message) << size;
    EXPECT_EQ(error_of([&] { sha256_hex(file); }), message) << size;
    if (size < text.size() - 1) {
      EXPECT_EQ(cut_file(), path);
    }
  }
}

TEST(TextFileTest, AShortFileIsReadOnce) {
  const TemporaryFolder folder;
  const std::string path = folder.write("corpus.txt", "a\nb\n");
  const TextFile file = TextFile::open(path);
  std::filesystem::resize_file(path, 0);
  EXPECT_EQ(file.lines(), (Lines{"a", "b"}));
}

// Files are kept in vectors, which move them, while lines of theirs are in use.
TEST(TextFileTest, LinesOutliveAMove) {
  const TemporaryFolder folder;
  TextFile file = TextFile::open(folder.write("corpus.txt", "a\nb"));
  const Lines lines = file.lines();
  const std::vector<TextFile> files = [&] {
    std::vector<TextFile> moved;
    moved.push_back(std::move(file));
    return moved;
  }();
  EXPECT_EQ(lines, (Lines{"a", "b"}));
  EXPECT_EQ(lines.data()->data(), files.front().bytes().data());
}

TEST(PartsOfTest, PartsAreWholeLines) {
  std::string text = "\xEF\xBB\xBF";
  for (int i = 0; i < 200'000; ++i) text += std::to_string(i) + "\n";
  text += "without an end";
  const TextFile file = TextFile::from_string(text, "text");
  const std::vector<std::string_view> parts = parts_of(file);
  EXPECT_GT(parts.size(), 3U);
  std::string joined;
  for (const std::string_view& part : parts) {
    EXPECT_EQ(part.ends_with('\n'), &part != &parts.back());
    joined += part;
  }
  EXPECT_TRUE(joined == file.content());
  EXPECT_TRUE(parts_of(TextFile::from_string("", "text")).empty());
}

TEST(TextFileTest, DashIsStandardInput) {
  const TemporaryFolder folder;
  const int kept = ::dup(STDIN_FILENO);
  ASSERT_NE(std::freopen(folder.write("input", "a\nb\n").c_str(), "r", stdin), nullptr);
  const TextFile file = TextFile::open("-");
  ::dup2(kept, STDIN_FILENO);
  ::close(kept);
  EXPECT_EQ(file.lines(), (Lines{"a", "b"}));
  EXPECT_EQ(file.name(), "standard input");
}

TEST(TextFileTest, PartsOfAFile) {
  TextFile file = TextFile::from_string(
      "\xEF\xBB\xBF"
      "a\nb\n\xEF\xBB\xBF"
      "c\n",
      "text");
  EXPECT_FALSE(file.is_part());
  file.keep({{.begin = 0, .end = 5, .first_line = 0, .lines = 1},
             {.begin = 5, .end = 5, .first_line = 1, .lines = 0},
             {.begin = 7, .end = 12, .first_line = 2, .lines = 1}});
  EXPECT_TRUE(file.is_part());
  EXPECT_EQ(file.lines(), (Lines{"a",
                                 "\xEF\xBB\xBF"
                                 "c"}))
      << "a mark within the file is text";
  EXPECT_EQ(file.count_lines(), 2U);
  EXPECT_EQ(file.line_in_file(0), 0U);
  EXPECT_EQ(file.line_in_file(1), 2U);
  EXPECT_EQ(parts_of(file), (std::vector<std::string_view>{"a\n",
                                                           "\xEF\xBB\xBF"
                                                           "c\n"}));
}

TEST(TextFileTest, LongLine) {
  const std::string line(1 << 20, 'a');
  const TextFile file = TextFile::from_string(line + "\r\n" + line, "text");
  ASSERT_EQ(file.lines().size(), 2U);
  EXPECT_EQ(file.lines()[0], line);
  EXPECT_EQ(file.lines()[1], line);
}

}  // namespace
}  // namespace t2v
