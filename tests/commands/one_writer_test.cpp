#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include "commands/film_reviews.h"
#include "commands/work_folder.h"

namespace t2v::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using Arguments = std::vector<std::string>;

/// A training that waits for its corpus, which comes through a pipe, and others that begin
/// meanwhile.
class OneWriter : public ::testing::Test {
 protected:
  OneWriter() {
    write_film_reviews(first_);
    write_film_reviews(second_);
    EXPECT_EQ(::mkfifo((first_.path() + "/pipe").c_str(), 0600), 0);
  }

  std::future<Outcome> begin_first(Arguments arguments, const std::string& program = "") {
    Surroundings surroundings;
    surroundings.program = program;
    std::future<Outcome> outcome =
        std::async(std::launch::async, [=, this] { return first_.run(arguments, surroundings); });
    while (!is_locked()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return outcome;
  }

  bool is_locked() const { return !locks().empty(); }

  /// Ends the first training, which has written its number into the lock.
  void send_first(int signal) const {
    std::string process;
    while (process.empty()) process = first_.read(locks().front());
    ASSERT_EQ(::kill(std::stoi(process), signal), 0);
  }

  Outcome finish_first(std::future<Outcome> first) {
    std::ofstream(first_.path() + "/pipe") << first_.read("corpus.txt");
    return first.get();
  }

  void expect_told(const Arguments& arguments, const std::string& file,
                   const std::string& program = "") {
    Surroundings surroundings;
    surroundings.program = program;
    const Outcome outcome = second_.run(arguments, surroundings);
    EXPECT_EQ(outcome.exit_code, 1);
    EXPECT_THAT(outcome.err_lines(), ElementsAre(HasSubstr("cannot write " + file +
                                                           ": another run is about to write it "
                                                           "(process ")));
  }

  std::vector<std::string> locks() const {
    std::vector<std::string> names = first_.names();
    std::erase_if(names, [](const std::string& name) { return !name.ends_with(".lock"); });
    return names;
  }

  WorkFolder first_;
  WorkFolder second_;
};

TEST_F(OneWriter, TheSecondTrainingIsTold) {
  auto first =
      begin_first({"train", "pipe", "--epochs", "1", "--dim", "8", "--cache", "c", "--quiet"});
  const std::string model = first_.path() + "/t2v.h5";
  expect_told({"train", "corpus.txt", "-o", model}, model);
  std::filesystem::create_symlink(model, second_.path() + "/link.h5");
  expect_told({"train", "corpus.txt", "-o", "link.h5"}, "link.h5");
  expect_told({"train", "corpus.txt", "--cache", first_.path() + "/c"}, first_.path() + "/c");
  EXPECT_EQ(second_.run({"train", "corpus.txt", "-o", model, "--dry-run", "--quiet"}).exit_code, 0);
  EXPECT_FALSE(first_.has("t2v.h5"));
  EXPECT_FALSE(second_.has("t2v.h5"));

  const Outcome outcome = finish_first(std::move(first));
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_FALSE(is_locked());
  EXPECT_EQ(second_.run({"train", "corpus.txt", "-o", model, "--epochs", "1"}).exit_code, 0);
}

TEST_F(OneWriter, AKilledTrainingLeavesNoLastingLock) {
  auto first = begin_first({"train", "pipe", "--quiet"});
  send_first(SIGKILL);
  EXPECT_EQ(first.get().signal, SIGKILL);
  EXPECT_TRUE(is_locked()) << "nobody could remove it";
  const std::string model = first_.path() + "/t2v.h5";
  EXPECT_EQ(second_.run({"train", "corpus.txt", "-o", model, "--epochs", "1"}).exit_code, 0);
  EXPECT_FALSE(is_locked());
}

TEST_F(OneWriter, AnInterruptedTrainingLeavesNothing) {
  auto first = begin_first({"train", "pipe", "--quiet"});
  // Waiting to read, not to open: the thread sanitizer lets no signal through to the latter.
  const std::ofstream silent(first_.path() + "/pipe");
  send_first(SIGTERM);
  EXPECT_EQ(first.get().exit_code, 143);
  EXPECT_FALSE(is_locked());
}

TEST_F(OneWriter, TheSecondClassifierIsTold) {
  auto first = begin_first({"train", "pipe", "labels.txt", "--epochs", "1", "--quiet"},
                           T2V_ATTRIBUTE_PROGRAM);
  const std::string model = first_.path() + "/cnn.h5";
  expect_told({"train", "corpus.txt", "labels.txt", "-o", model}, model, T2V_ATTRIBUTE_PROGRAM);
  const Outcome outcome = finish_first(std::move(first));
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_FALSE(is_locked());
}

TEST_F(OneWriter, TwoQueriesMakeOneIndex) {
  EXPECT_EQ(train_film_model(first_).exit_code, 0);
  const std::string model = first_.path() + "/t2v.h5";
  const Arguments query{"neighbors", "최고", "--approximate", "-m", model};
  auto other = std::async(std::launch::async, [&] { return second_.run(query); });
  const Outcome mine = first_.run(query);
  const Outcome others = other.get();
  EXPECT_EQ(mine.exit_code, 0) << mine.err;
  EXPECT_EQ(others.exit_code, 0) << others.err;
  EXPECT_EQ(mine.out, others.out);
  EXPECT_TRUE(first_.has("t2v.h5.neighbors.hnsw"));
  EXPECT_FALSE(is_locked());
}

}  // namespace
}  // namespace t2v::testing
