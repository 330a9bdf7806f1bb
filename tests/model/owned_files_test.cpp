#include "model/owned_files.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <thread>

#include "model/child_process.h"
#include "model/replacement_file.h"
#include "model/temporary_folder.h"

namespace t2v {
namespace {

int make(const std::string& path) {
  return ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
}

/// `work` is done in a child, which then ends without destructors.
template <typename Work>
void end_in_a_child(Work work) {
  ASSERT_EQ(in_child([&] {
              work();
              OwnedFiles::remove_all_for_good();
              ::_exit(0);
            }),
            0);
}

TEST(OwnedFiles, GoWithTheProcess) {
  const TemporaryFolder folder;
  end_in_a_child([&] {
    const int kept = make(folder.file("kept"));
    const int gone = make(folder.file("gone"));
    OwnedFiles owned;
    owned.add(kept, folder.file("kept"));
    owned.add(gone, folder.file("gone"));
    owned.forget(kept);
  });
  EXPECT_TRUE(std::filesystem::exists(folder.file("kept")));
  EXPECT_FALSE(std::filesystem::exists(folder.file("gone")));
}

TEST(OwnedFiles, WhatOthersPutInTheirPlaceStays) {
  const TemporaryFolder folder;
  const std::string path = folder.file("f");
  end_in_a_child([&] {
    OwnedFiles().add(make(path), path);
    std::filesystem::remove(path);
    write_file(path, "another's");
  });
  EXPECT_EQ(read_file(path), "another's");
}

/// Between a name and its end, or its place, lie microseconds: of 50 ends some would meet them.
TEST(OwnedFiles, NothingOfAFileOnItsWayStaysBehind) {
  const TemporaryFolder folder;
  write_file(folder.file("model"), "");
  for (int end = 0; end < 50; ++end) {
    end_in_a_child([&] {
      std::thread([&] {
        while (true) ReplacementFile(folder.file("model")).commit();
      }).detach();
      std::this_thread::sleep_for(std::chrono::microseconds(500 + 40 * end));
    });
    ASSERT_EQ(folder.entries(), 1U) << "end " << end;
  }
}

}  // namespace
}  // namespace t2v
