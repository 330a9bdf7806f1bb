#include <gmock/gmock.h>
#include <sys/resource.h>

#include <csignal>
#include <cstdint>
#include <random>
#include <string>

#include "model/embedding_file.h"
#include "model/random_model.h"
#include "model/temporary_folder.h"
#include "text/error.h"

namespace t2v {
namespace {

/// Lets this process write no file beyond `bytes`: what a full disk does, without one.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(std::uint64_t bytes) : old_handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &old_limit_);
    const rlimit limit = {bytes, old_limit_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &old_limit_);
    std::signal(SIGXFSZ, old_handler_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  rlimit old_limit_ = {};
  void (*old_handler_)(int);
};

std::string save_error(const EmbeddingModel& model, const std::string& path, std::uint64_t limit) {
  const FileSizeLimit room(limit);
  return message_of<Error>([&] { save_embedding(model, path); });
}

TEST(NoRoom, LeavesTheOldFileWhereverItRunsOut) {
  const TemporaryFolder folder;
  const std::string path = folder.file("model.h5");
  std::mt19937 random(12);
  const EmbeddingModel model = random_model(random, 2000, 3, 200);  // 3.2 MB, several chunks
  save_embedding(model, path);
  const std::uint64_t needed = std::filesystem::file_size(path);
  write_file(path, "an old file");

  ::testing::internal::CaptureStderr();
  for (std::uint64_t limit = 0; limit < needed; limit += 1 + limit / 10) {
    EXPECT_EQ(save_error(model, path, limit), "cannot write " + path + ": File too large") << limit;
    EXPECT_EQ(read_file(path), "an old file");
    EXPECT_EQ(folder.entries(), 1U) << "the temporary file is still there";
  }
  EXPECT_EQ(save_error(model, path, needed - 1), "cannot write " + path + ": File too large");
  EXPECT_EQ(read_file(path), "an old file");
  EXPECT_EQ(save_error(model, path, 2 * needed), "");
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
  expect_same(model, load_embedding(path));
}

}  // namespace
}  // namespace t2v
