#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "commands/film_reviews.h"
#include "commands/work_folder.h"

namespace t2v::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;
using ::testing::StartsWith;
using Arguments = std::vector<std::string>;

constexpr std::uint64_t kMegabyte = 1 << 20;
/// Below this the system cannot even load the program with its libraries.
constexpr std::uint64_t kLoaded = 48 * kMegabyte;
constexpr std::uint64_t kMost = 8192 * kMegabyte;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kIsSanitized = true;
#else
constexpr bool kIsSanitized = false;
#endif
constexpr const char* kWhySkipped = "sanitizers take terabytes of addresses for themselves";

/// Runs with more and more address space until that is enough: all else fails with one line.
void expect_one_line_until_enough(const WorkFolder& folder, const Arguments& arguments,
                                  const std::string& program = "") {
  Surroundings surroundings;
  surroundings.program = program;
  const auto before = folder.names();
  int refusals = 0;
  for (std::uint64_t bytes = kLoaded;; bytes += 8 * kMegabyte) {
    SCOPED_TRACE(std::to_string(bytes / kMegabyte) + " MB");
    surroundings.memory_limit = bytes;
    ASSERT_LT(bytes, kMost);
    const Outcome outcome = folder.run(arguments, surroundings);
    if (outcome.exit_code == 127) continue;  // the loader had no room
    if (outcome.exit_code == 0) break;
    ++refusals;
    EXPECT_EQ(outcome.signal, 0);
    EXPECT_EQ(outcome.exit_code, 1);
    EXPECT_THAT(outcome.err_lines(), SizeIs(1));
    EXPECT_EQ(folder.names(), before);
  }
  EXPECT_GT(refusals, 0);
}

TEST(OutOfMemory, TrainingSaysSo) {
  if (kIsSanitized) GTEST_SKIP() << kWhySkipped;
  const WorkFolder folder;
  write_film_reviews(folder);
  expect_one_line_until_enough(
      folder, {"train", "corpus.txt", "labels.txt", "--dim", "4096", "--documents", "--epochs", "1",
               "--threads", "2", "--subsample", "1e-6", "--quiet"});
}

TEST(OutOfMemory, TrainingAClassifierSaysSo) {
  if (kIsSanitized) GTEST_SKIP() << kWhySkipped;
  const WorkFolder folder;
  write_film_reviews(folder);
  expect_one_line_until_enough(folder,
                               {"train", "corpus.txt", "labels.txt", "--epochs", "1", "--quiet",
                                "--threads", "2", "--held-out", "0"},
                               T2V_ATTRIBUTE_PROGRAM);
}

}  // namespace
}  // namespace t2v::testing
