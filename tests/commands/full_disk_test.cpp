#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <memory>
#include <ostream>
#include <random>
#include <string>
#include <vector>

#include "commands/film_reviews.h"
#include "commands/paper_classifier.h"
#include "commands/small_disk.h"
#include "commands/work_folder.h"

namespace t2v::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using Arguments = std::vector<std::string>;

/// A command that writes files into `disk`.
struct Writing {
  bool attribute;  ///< of t2v-attribute, else of t2v
  Arguments arguments;
  std::vector<std::string> outputs;  ///< names in `disk`
  bool has_old;                      ///< whether the first of them stands there before
};

void PrintTo(const Writing& writing, std::ostream* out) {
  *out << (writing.attribute ? "t2v-attribute" : "t2v");
  for (const std::string& argument : writing.arguments) *out << ' ' << argument;
}

class FullDisk : public ::testing::TestWithParam<Writing> {
 protected:
  FullDisk() {
    write_film_reviews(folder_);
    write_paper_classifier(folder_);
    std::string words;
    std::string labels;
    for (int i = 0; i < 30; ++i) {
      words += "최고 영화\n최악 영화\n";
      labels += "긍정\n부정\n";
    }
    folder_.write("words.txt", words);
    folder_.write("words.labels", labels);
    std::filesystem::create_directory(folder_.path() + "/disk");
    EXPECT_EQ(run({"train", "corpus.txt", "-o", "small.h5", "--dim", "8", "--epochs", "1",
                   "--threads", "1", "--quiet"})
                  .exit_code,
              0);
  }

  Outcome run(const Arguments& arguments, bool attribute = false) {
    Surroundings surroundings;
    if (attribute) surroundings.program = T2V_ATTRIBUTE_PROGRAM;
    return folder_.run(arguments, surroundings);
  }

  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path() + "/disk"))
      names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
  }

  WorkFolder folder_;
};

INSTANTIATE_TEST_SUITE_P(
    EveryWriter, FullDisk,
    ::testing::Values(
        Writing{false,
                {"train", "corpus.txt", "labels.txt", "-o", "disk/m.h5", "--cache", "disk/c",
                 "--dim", "64", "--epochs", "1", "--threads", "1", "--quiet"},
                {"m.h5", "c"},
                true},
        Writing{false,
                {"neighbors", "최고", "--approximate", "-m", "disk/link.h5"},
                {"link.h5.neighbors.hnsw"},
                false},
        Writing{true,
                {"train", "corpus.txt", "labels.txt", "-o", "disk/m.h5", "--dim", "16", "--filters",
                 "8", "--epochs", "1", "--quiet"},
                {"m.h5"},
                true},
        Writing{true,
                {"lexicon", "words.txt", "words.labels", "-m", "cnn.h5", "-o", "disk/lexicon.tsv"},
                {"lexicon.tsv"},
                true},
        Writing{true,
                {"explain", "최고 영화", "-m", "cnn.h5", "--html", "disk/page.html"},
                {"page.html"},
                true}));

/// From a disk without a free page to one with room for everything.
TEST_P(FullDisk, LeavesWhatWasThereAtEveryStage) {
  const SmallDisk disk(folder_.path() + "/disk");
  if (!disk.is_there()) GTEST_SKIP() << "no right to mount a file system";
  const auto& [attribute, arguments, outputs, has_old] = GetParam();
  std::filesystem::create_symlink("../small.h5", folder_.path() + "/disk/link.h5");
  const std::string first = "disk/" + outputs.front();
  if (has_old) folder_.write(first, "an old file");
  const std::vector<std::string> before = names();

  std::size_t failures = 0;
  for (std::uint64_t pages = 0;; pages += 1 + pages / 16) {
    SCOPED_TRACE(std::to_string(pages) + " pages");
    disk.leave_room(pages);
    const Outcome outcome = run(arguments, attribute);
    if (outcome.exit_code == 0) break;
    ++failures;
    ASSERT_EQ(outcome.exit_code, 1) << outcome.err;
    EXPECT_THAT(outcome.err_lines(), ElementsAre(HasSubstr("No space left on device")));
    if (has_old) {
      EXPECT_EQ(folder_.read(first), "an old file");
    }
    std::vector<std::string> after = names();
    // What was finished before may stay: the cache, when there is no room for the model.
    for (std::size_t i = 1; i < outputs.size(); ++i) std::erase(after, outputs[i]);
    EXPECT_EQ(after, before);
    for (std::size_t i = 1; i < outputs.size(); ++i)
      std::filesystem::remove(folder_.path() + "/disk/" + outputs[i]);
    ASSERT_LT(pages, 4096U);
  }
  EXPECT_GE(failures, 1U);
  if (has_old) {
    EXPECT_NE(folder_.read(first), "an old file");
  }
  EXPECT_THAT(names(), SizeIs(before.size() + outputs.size() - (has_old ? 1 : 0)));
}

/// The same where no file system can be made: no file may become longer than so many bytes.
TEST_P(FullDisk, LeavesWhatWasThereWhereFilesMayNotGrow) {
  const auto& [attribute, arguments, outputs, has_old] = GetParam();
  std::filesystem::create_symlink("../small.h5", folder_.path() + "/disk/link.h5");
  const std::string first = "disk/" + outputs.front();
  if (has_old) folder_.write(first, "an old file");
  const std::vector<std::string> before = names();
  Surroundings limited;
  if (attribute) limited.program = T2V_ATTRIBUTE_PROGRAM;
  // The thread sanitizer writes a file of its own there as a program begins, and may not be ended
  // for that.
  limited.environment = {{"TMPDIR", "absent"}};
  for (std::uint64_t limit = 0;; limit += 64 + limit / 2) {
    SCOPED_TRACE(std::to_string(limit) + " bytes");
    limited.file_limit = limit;
    const Outcome outcome = folder_.run(arguments, limited);
    if (outcome.exit_code == 0) break;
    ASSERT_EQ(outcome.exit_code, 1) << outcome.err;
    if (has_old) {
      EXPECT_EQ(folder_.read(first), "an old file");
    }
    std::vector<std::string> after = names();
    for (std::size_t i = 1; i < outputs.size(); ++i) std::erase(after, outputs[i]);
    EXPECT_EQ(after, before);
    ASSERT_LT(limit, 16U << 20);
  }
  for (const std::string& output : outputs) EXPECT_TRUE(folder_.has("disk/" + output));
}

/// What does not fit into memory lies beside the model while it is trained: the text that came
/// through a pipe and its tokens.
TEST(FullDiskOfTemporaryFiles, LeavesWhatWasThereAtEveryStage) {
  const WorkFolder folder;
  std::filesystem::create_directory(folder.path() + "/disk");
  const SmallDisk disk(folder.path() + "/disk");
  if (!disk.is_there()) GTEST_SKIP() << "no right to mount a file system";
  folder.write("disk/m.h5", "an old file");
  Surroundings surroundings;
  std::mt19937 random(1);
  for (int i = 0; i < 4'500'000; ++i) {
    surroundings.standard_input += static_cast<char>('a' + random() % 26);
    surroundings.standard_input += i % 100 == 99 ? '\n' : ' ';
  }

  std::size_t failures = 0;
  for (std::uint64_t pages = 0;; pages += 1 + pages / 2) {
    SCOPED_TRACE(std::to_string(pages) + " pages");
    disk.leave_room(pages);
    const Outcome outcome =
        folder.run({"train", "-", "-o", "disk/m.h5", "--memory-limit", "64M", "--dim", "8",
                    "--epochs", "1", "--subsample", "1e-6", "--quiet"},
                   surroundings);
    if (outcome.exit_code == 0) break;
    ++failures;
    ASSERT_EQ(outcome.exit_code, 1) << outcome.err;
    EXPECT_THAT(outcome.err_lines(), ElementsAre(HasSubstr("No space left on device")));
    EXPECT_EQ(folder.read("disk/m.h5"), "an old file");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path() + "/disk"), {}), 1);
    ASSERT_LT(pages, 16384U);
  }
  // 9 MB of text and 18 of tokens: 6,600 pages.
  EXPECT_GE(failures, 15U);
  EXPECT_NE(folder.read("disk/m.h5"), "an old file");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path() + "/disk"), {}), 1);
}

TEST(FullDiskOfResults, IsAnError) {
  const WorkFolder folder;
  write_film_reviews(folder);
  std::filesystem::create_directory(folder.path() + "/disk");
  const SmallDisk disk(folder.path() + "/disk");
  if (!disk.is_there()) GTEST_SKIP() << "no right to mount a file system";
  folder.write("disk/out", "");
  disk.leave_room(8);
  Surroundings surroundings;
  surroundings.standard_output = folder.path() + "/disk/out";
  const Outcome outcome = folder.run({"tokenize", "corpus.txt"}, surroundings);
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_EQ(outcome.err, "t2v: standard output: cannot be written: No space left on device\n");
}

}  // namespace
}  // namespace t2v::testing
