#include "model/replacement_file.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "model/child_process.h"
#include "model/owned_files.h"
#include "model/temporary_folder.h"
#include "text/error.h"

namespace t2v {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

void write(ReplacementFile& file, std::uint64_t offset, std::string_view text) {
  file.write_at(offset, std::as_bytes(std::span(text)));
}

std::string error_of(const std::string& path) {
  return message_of<Error>([&] { require_writable(path); });
}

mode_t mode_of(const std::string& path) {
  struct stat status = {};
  EXPECT_EQ(::stat(path.c_str(), &status), 0);
  return status.st_mode & 07777;
}

TEST(ReplacementFile, AppearsWhenCommitted) {
  const TemporaryFolder folder;
  {
    ReplacementFile file(folder.file("new"));
    write(file, 3, "def");
    write(file, 0, "abc");
    EXPECT_EQ(file.size(), 6U);
    EXPECT_FALSE(std::filesystem::exists(folder.file("new")));
    file.commit();
    EXPECT_EQ(read_file(folder.file("new")), "abcdef");
  }
  EXPECT_EQ(read_file(folder.file("new")), "abcdef");
  EXPECT_EQ(folder.entries(), 1U);
}

TEST(ReplacementFile, LeavesTheOldFileUntilCommitted) {
  const TemporaryFolder folder;
  write_file(folder.file("model"), "old");
  {
    ReplacementFile file(folder.file("model"));
    write(file, 0, "new and longer");
    EXPECT_EQ(read_file(folder.file("model")), "old");
  }
  EXPECT_EQ(read_file(folder.file("model")), "old");
  EXPECT_EQ(folder.entries(), 1U) << "the temporary file is still there";

  ReplacementFile file(folder.file("model"));
  write(file, 0, "n");
  file.commit();
  EXPECT_EQ(read_file(folder.file("model")), "n");
}

TEST(ReplacementFile, ReadsBackAndResizes) {
  const TemporaryFolder folder;
  ReplacementFile file(folder.file("f"));
  write(file, 0, "abcdef");
  file.resize(4);
  std::string read(6, '?');
  file.read_at(1, std::as_writable_bytes(std::span(read)));
  EXPECT_EQ(read, std::string("bcd\0\0\0", 6));
  file.resize(5);
  file.commit();
  EXPECT_EQ(read_file(folder.file("f")), std::string("abcd\0", 5));
}

TEST(ReplacementFile, KeepsThePermissionsOfTheOldFile) {
  const TemporaryFolder folder;
  write_file(folder.file("f"), "old");
  std::filesystem::permissions(folder.file("f"), std::filesystem::perms(0640));
  ReplacementFile(folder.file("f")).commit();
  EXPECT_EQ(mode_of(folder.file("f")), 0640U);
}

TEST(ReplacementFile, GivesANewFileWhatTheUmaskAllows) {
  const TemporaryFolder folder;
  const mode_t old_mask = ::umask(027);
  ReplacementFile(folder.file("f")).commit();
  ::umask(old_mask);
  EXPECT_EQ(mode_of(folder.file("f")), 0640U);
}

TEST(ReplacementFile, FollowsSymbolicLinks) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.file("far"));
  std::filesystem::create_symlink("far/model", folder.file("second"));
  std::filesystem::create_symlink(folder.file("second"), folder.file("first"));
  for (const std::string content : {"new", "newer"}) {  // first the link dangles
    ReplacementFile file(folder.file("first"));
    write(file, 0, content);
    file.commit();
    EXPECT_TRUE(std::filesystem::is_symlink(folder.file("first")));
    EXPECT_EQ(read_file(folder.file("far/model")), content);
  }
  std::filesystem::create_symlink("round", folder.file("round"));
  EXPECT_THAT(error_of(folder.file("round")), StartsWith("cannot write"));
}

TEST(ReplacementFile, TakesTheLongestNames) {
  const TemporaryFolder folder;
  const std::string path = folder.file(std::string(255, 'n'));
  ReplacementFile(path).commit();
  EXPECT_TRUE(std::filesystem::exists(path));
  EXPECT_THAT(error_of(path + 'n'), HasSubstr("File name too long"));
}

TEST(ReplacementFile, WritesIntoTheWorkingFolder) {
  const TemporaryFolder folder;
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(folder.path());
  ReplacementFile("bare").commit();
  std::filesystem::current_path(before);
  EXPECT_TRUE(std::filesystem::exists(folder.file("bare")));
}

TEST(ReplacementFile, RefusesWhatIsNoFile) {
  const TemporaryFolder folder;
  ASSERT_EQ(::mkfifo(folder.file("pipe").c_str(), 0600), 0);
  EXPECT_EQ(error_of(folder.path()), "cannot write " + folder.path() + ": it is a directory");
  EXPECT_EQ(error_of(folder.path() + "/"),
            "cannot write " + folder.path() + "/: it is a directory");
  EXPECT_EQ(error_of(folder.file("pipe")),
            "cannot write " + folder.file("pipe") + ": it is not a regular file");
  EXPECT_EQ(error_of("/dev/null"), "cannot write /dev/null: it is not a regular file");
  EXPECT_EQ(error_of(folder.file("no/model")), "cannot write " + folder.file("no/model") +
                                                   ": there is no folder " + folder.file("no"));
  EXPECT_EQ(error_of(folder.file("pipe/model")),
            "cannot write " + folder.file("pipe/model") + ": Not a directory");
  EXPECT_EQ(error_of(""), "cannot write \"\": a file name was expected");
  EXPECT_EQ(folder.entries(), 1U);
}

/// The rights of nobody where the test runs as root, who may write anywhere.
class WithoutRootRights {
 public:
  WithoutRootRights() {
    constexpr uid_t kNobody = 65534;
    if (::geteuid() == 0) changed_ = ::seteuid(kNobody) == 0;
  }
  ~WithoutRootRights() {
    if (changed_ && ::seteuid(0) != 0) ADD_FAILURE() << "root's rights are lost";
  }
  WithoutRootRights(const WithoutRootRights&) = delete;
  WithoutRootRights& operator=(const WithoutRootRights&) = delete;

 private:
  bool changed_ = false;
};

TEST(ReplacementFile, RespectsWriteProtection) {
  const TemporaryFolder folder;
  std::filesystem::permissions(folder.path(), std::filesystem::perms(0777));
  write_file(folder.file("protected"), "old");
  std::filesystem::permissions(folder.file("protected"), std::filesystem::perms(0444));
  std::filesystem::create_directory(folder.file("closed"));
  std::filesystem::permissions(folder.file("closed"), std::filesystem::perms(0555));
  const auto expected = [&](const std::string& name) {
    return "cannot write " + folder.file(name) + ": Permission denied";
  };
  const WithoutRootRights rights;
  EXPECT_EQ(error_of(folder.file("protected")), expected("protected"));
  EXPECT_EQ(error_of(folder.file("closed/new")), expected("closed/new"));
  EXPECT_EQ(error_of(folder.file("new")), "");
}

TEST(ReplacementFile, SaysWhenItCannotBePutInPlace) {
  const TemporaryFolder folder;
  ReplacementFile file(folder.file("taken"));
  std::filesystem::create_directory(folder.file("taken"));
  EXPECT_EQ(message_of<Error>([&] { file.commit(); }),
            "cannot write " + folder.file("taken") + ": Is a directory");
}

/// From now on this process is refused what the low 32 bits of an argument of a system call
/// contain: as if the file system did not know it.
void refuse(unsigned call, unsigned argument, unsigned bits) {
  std::array<sock_filter, 6> program{
      sock_filter BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      sock_filter BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 3),
      sock_filter BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
                           static_cast<unsigned>(offsetof(seccomp_data, args) + 8 * argument)),
      sock_filter BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1),
      sock_filter BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EOPNOTSUPP),
      sock_filter BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
  const sock_fprog filter{program.size(), program.data()};
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) != 0) {
    ::_exit(2);
  }
}

constexpr unsigned kUnnamedFile = O_TMPFILE & ~O_DIRECTORY;  // the flag itself

void refuse_unnamed_files() {
  refuse(SYS_openat, 2, kUnnamedFile);
}

void refuse_second_names() {
  refuse(SYS_linkat, 4, AT_SYMLINK_FOLLOW);
}

/// However files come into being.
class AnyFileSystem : public ::testing::TestWithParam<void (*)()> {
 protected:
  const TemporaryFolder folder_;
};

INSTANTIATE_TEST_SUITE_P(ReplacementFile, AnyFileSystem,
                         ::testing::Values([] {}, refuse_unnamed_files, refuse_second_names));

TEST_P(AnyFileSystem, ReplacesAsAWhole) {
  write_file(folder_.file("f"), "old");
  std::filesystem::permissions(folder_.file("f"), std::filesystem::perms(0640));
  EXPECT_EQ(in_child([&] {
              GetParam()();
              { ReplacementFile(folder_.file("f")).write_at(0, {}); }
              if (read_file(folder_.file("f")) != "old" || folder_.entries() != 1) ::_exit(3);
              ReplacementFile file(folder_.file("f"));
              write(file, 0, "new and longer");
              file.commit();
            }),
            0);
  EXPECT_EQ(read_file(folder_.file("f")), "new and longer");
  EXPECT_EQ(mode_of(folder_.file("f")), 0640U);
  EXPECT_EQ(folder_.entries(), 1U);
}

TEST_P(AnyFileSystem, WhatAKilledProcessLeavesGoesWithTheNext) {
  write_file(folder_.file("f"), "old");
  EXPECT_TRUE(WIFSIGNALED(in_child([&] {
    GetParam()();
    ReplacementFile file(folder_.file("f"));
    write(file, 0, "new");
    ::raise(SIGKILL);
  })));
  EXPECT_EQ(read_file(folder_.file("f")), "old");
  ReplacementFile(folder_.file("other")).commit();
  EXPECT_EQ(folder_.entries(), 2U);
}

TEST_P(AnyFileSystem, NothingStaysWhereTheProcessSaysThatItEnds) {
  EXPECT_EQ(in_child([&] {
              GetParam()();
              ReplacementFile file(folder_.file("f"));
              write(file, 0, "new");
              OwnedFiles::remove_all_for_good();
              ::_exit(0);
            }),
            0);
  EXPECT_EQ(folder_.entries(), 0U);
}

TEST(ReplacementFile, AKilledProcessLeavesNothing) {
  const TemporaryFolder folder;
  EXPECT_TRUE(WIFSIGNALED(in_child([&] {
    ReplacementFile file(folder.file("f"));
    write(file, 0, "new");
    ::raise(SIGKILL);
  })));
  EXPECT_EQ(folder.entries(), 0U);
}

TEST(ReplacementFile, LeavesWhatAnotherIsWriting) {
  const TemporaryFolder folder;
  const std::string busy = folder.file(".t2v-1-0123456789abcdef.tmp");
  write_file(busy, "half");
  write_file(folder.file(".t2v-1-fedcba9876543210.tmp"), "abandoned");
  write_file(folder.file(".t2v-notes.txt"), "not ours");
  ASSERT_EQ(::mkfifo(folder.file(".t2v-pipe.tmp").c_str(), 0600), 0);
  const int writer = ::open(busy.c_str(), O_RDWR | O_CLOEXEC);
  ASSERT_EQ(::flock(writer, LOCK_EX), 0);
  require_writable(folder.file("f"));
  EXPECT_EQ(folder.entries(), 3U);
  EXPECT_EQ(read_file(busy), "half");
  ::close(writer);
  require_writable(folder.file("f"));
  EXPECT_FALSE(std::filesystem::exists(busy));
}

TEST(ReplacementFile, AFileBetweenItsTwoNamesIsWholeOrGone) {
  // Killed between the two steps of commit(): the file has its first name, and nobody its lock.
  const TemporaryFolder folder;
  write_file(folder.file("f"), "old");
  EXPECT_TRUE(WIFSIGNALED(in_child([&] {
    ReplacementFile file(folder.file("f"));
    write(file, 0, "new");
    std::filesystem::remove(folder.file("f"));
    std::filesystem::create_directory(folder.file("f"));
    try {
      file.commit();  // gets its first name and not the second
    } catch (const Error&) {
      ::raise(SIGKILL);
    }
  })));
  EXPECT_EQ(folder.entries(), 2U);
  require_writable(folder.file("g"));
  EXPECT_EQ(folder.entries(), 1U);
}

TEST(RequireWritable, LeavesNothingBehind) {
  const TemporaryFolder folder;
  write_file(folder.file("model"), "old");
  require_writable(folder.file("model"));
  require_writable(folder.file("new"));
  EXPECT_EQ(read_file(folder.file("model")), "old");
  EXPECT_EQ(folder.entries(), 1U);
}

}  // namespace
}  // namespace t2v
