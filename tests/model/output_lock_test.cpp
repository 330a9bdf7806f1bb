#include "model/output_lock.h"

#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <future>
#include <optional>
#include <string>
#include <utility>

#include "model/child_process.h"
#include "model/owned_files.h"
#include "model/replacement_file.h"
#include "model/temporary_folder.h"
#include "text/error.h"

namespace t2v {
namespace {

std::string error_of(const std::string& path) {
  return message_of<Error>([&] { OutputLock::take(path); });
}

TEST(OutputLock, IsGivenToOneAtATime) {
  const TemporaryFolder folder;
  const std::string path = folder.file("model");
  {
    const OutputLock lock = OutputLock::take(path);
    EXPECT_EQ(error_of(path), "cannot write " + path +
                                  ": another run is about to write it (process " +
                                  std::to_string(::getpid()) + ")");
    EXPECT_FALSE(OutputLock::try_take(path).has_value());
    EXPECT_EQ(error_of(folder.file("other")), "");
    ReplacementFile(path).commit();  // which changes nothing about it
    EXPECT_NE(error_of(path), "");
  }
  EXPECT_EQ(error_of(path), "");
  EXPECT_EQ(folder.entries(), 1U);
}

TEST(OutputLock, IsOfTheFileThatALinkEndsAt) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.file("far"));
  std::filesystem::create_symlink("far/model", folder.file("link"));
  std::filesystem::create_directory_symlink("far", folder.file("near"));
  const OutputLock lock = OutputLock::take(folder.file("link"));
  for (const char* name : {"link", "far/model", "near/model", "far/../far/model"}) {
    EXPECT_THAT(error_of(folder.file(name)), ::testing::HasSubstr("another run")) << name;
  }
}

TEST(OutputLock, TakesTheLongestNames) {
  const TemporaryFolder folder;
  const std::string path = folder.file(std::string(255, 'n'));
  const OutputLock lock = OutputLock::take(path);
  EXPECT_NE(error_of(path), "");
  EXPECT_EQ(error_of(folder.file(std::string(254, 'n'))), "");
}

TEST(OutputLock, OfAKilledProcessIsFree) {
  const TemporaryFolder folder;
  EXPECT_TRUE(WIFSIGNALED(in_child([&] {
    const OutputLock lock = OutputLock::take(folder.file("model"));
    ::raise(SIGKILL);
  })));
  EXPECT_EQ(folder.entries(), 1U);
  EXPECT_EQ(error_of(folder.file("model")), "");
  EXPECT_EQ(folder.entries(), 0U);
}

TEST(OutputLock, LeavesNothingWhereTheProcessSaysThatItEnds) {
  const TemporaryFolder folder;
  EXPECT_EQ(in_child([&] {
              OutputLock lock = OutputLock::take(folder.file("model"));
              const OutputLock other = OutputLock::take(folder.file("other"));
              const OutputLock moved = std::move(lock);
              OwnedFiles::remove_all_for_good();
              ::_exit(0);
            }),
            0);
  EXPECT_EQ(folder.entries(), 0U);
}

TEST(OutputLock, CanBeWaitedFor) {
  const TemporaryFolder folder;
  const std::string path = folder.file("model");
  std::optional<OutputLock> first = OutputLock::take(path);
  std::future<void> second =
      std::async(std::launch::async, [&] { static_cast<void>(OutputLock::wait_for(path)); });
  EXPECT_EQ(second.wait_for(std::chrono::milliseconds(50)), std::future_status::timeout);
  first.reset();
  second.get();
  EXPECT_EQ(folder.entries(), 0U);
}

TEST(OutputLock, NeedsAFolder) {
  const TemporaryFolder folder;
  EXPECT_EQ(error_of(folder.file("no/model")),
            "cannot write " + folder.file("no/model") + ": No such file or directory");
}

}  // namespace
}  // namespace t2v
