#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "commands/bundled_reviews.h"
#include "commands/long_training.h"
#include "commands/work_folder.h"
#include "model/embedding_file.h"

// `t2v train` in several processes under mpirun, on this machine.

namespace t2v::testing {
namespace {

using Arguments = std::vector<std::string>;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kMpirun = T2V_MPIRUN;  // empty: built without MPI

#define NEEDS_MPIRUN() \
  if (*kMpirun == '\0') GTEST_SKIP() << "built without Open MPI"

/// What mpirun is started with; the program is its argument.
Surroundings under_mpirun(const WorkFolder& folder) {
  Surroundings surroundings;
  surroundings.program = kMpirun;
  surroundings.folder = folder.path();
  // Containers may forbid to read another process's memory, which Open MPI then complains of.
  surroundings.environment = {
      {"OMPI_MCA_btl_vader_single_copy_mechanism", "none"},
      {"OMPI_MCA_rmaps_base_oversubscribe", "1"},
      // Open MPI does not free all it took, and its modules, by whose names AddressSanitizer could
      // tell that from leaks of ours, are unloaded at the end.
      {"ASAN_OPTIONS", "detect_leaks=0"}};
  return surroundings;
}

Arguments in_ranks(int ranks, const Arguments& arguments) {
  Arguments all{"--allow-run-as-root", "--oversubscribe", "-n", std::to_string(ranks), T2V_PROGRAM};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return all;
}

Outcome run_in_ranks(const WorkFolder& folder, int ranks, const Arguments& arguments) {
  return run_program(in_ranks(ranks, arguments), under_mpirun(folder));
}

EmbeddingModel model_in(const WorkFolder& folder, const std::string& name) {
  return load_embedding(folder.path() + "/" + name, nullptr, DocumentVectors::kLoad);
}

void expect_same_keys(const Vocabulary& a, const Vocabulary& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::uint32_t id = 0; id < a.size(); ++id) {
    ASSERT_EQ(a.key(id), b.key(id));
    ASSERT_EQ(a.count(id), b.count(id)) << a.key(id);
  }
}

/// All that does not depend on chance.
void expect_same_but_vectors(const EmbeddingModel& a, const EmbeddingModel& b) {
  expect_same_keys(a.words, b.words);
  expect_same_keys(a.labels, b.labels);
  const WordLabelArrays counts_a = a.counts.arrays();
  const WordLabelArrays counts_b = b.counts.arrays();
  EXPECT_EQ(counts_a.word_documents, counts_b.word_documents);
  EXPECT_EQ(counts_a.offsets, counts_b.offsets);
  EXPECT_EQ(counts_a.labels, counts_b.labels);
  EXPECT_EQ(counts_a.documents, counts_b.documents);
  EXPECT_EQ(a.corpus_sha256, b.corpus_sha256);
  EXPECT_EQ(a.tokenizer->name(), b.tokenizer->name());
  EXPECT_EQ(a.tokenizer->model_bytes(), b.tokenizer->model_bytes());
  EXPECT_EQ(a.epochs_done, b.epochs_done);
  EXPECT_EQ(a.vectors.document_input.rows(), b.vectors.document_input.rows());
}

void write_reviews(const WorkFolder& folder, std::size_t documents = 1000) {
  const BundledReviews reviews = bundled_reviews(0, documents);
  folder.write("corpus.txt", text_of(reviews.reviews));
  folder.write("labels.txt", text_of(reviews.labels));
}

TEST(Ranks, OneRankWritesTheFileOfThePlainCommand) {
  NEEDS_MPIRUN();
  const WorkFolder folder;
  write_reviews(folder);
  Arguments arguments{"train", "corpus.txt", "labels.txt", "--threads", "1",
                      "--dim", "20",         "--epochs",   "2",         "--quiet"};
  ASSERT_EQ(folder.run(arguments).exit_code, 0);
  const std::string plain = folder.read("t2v.h5");
  std::filesystem::remove(folder.path() + "/t2v.h5");
  const Outcome outcome = run_in_ranks(folder, 1, arguments);
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_TRUE(folder.read("t2v.h5") == plain);
}

TEST(Ranks, AllButTheVectorsIsAsFromOneProcess) {
  NEEDS_MPIRUN();
  const WorkFolder folder;
  write_reviews(folder, 4000);  // two stretches for each of two processes
  folder.write("lexicon.tsv", "최고\t긍정\n최악\t부정\nabsent\t부정\n");
  const std::vector<Arguments> all_options = {
      {"--min-count", "2", "--word-labels", "lexicon.tsv"},
      {"--max-vocab", "150", "--documents"},
      {"--tokenizer", "sentencepiece", "--sentencepiece-vocab", "800"},
      {"--tokenizer", "unicode", "--min-count", "3"}};
  for (const Arguments& options : all_options) {
    Arguments arguments{"train", "corpus.txt", "labels.txt", "--threads", "1", "--dim", "20"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    Arguments plain = arguments;
    plain.insert(plain.end(), {"-o", "plain.h5"});
    const Outcome alone = folder.run(plain);
    ASSERT_EQ(alone.exit_code, 0) << alone.err;
    for (const int ranks : {2, 4}) {
      const Outcome outcome = run_in_ranks(folder, ranks, arguments);
      ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
      expect_same_but_vectors(model_in(folder, "t2v.h5"), model_in(folder, "plain.h5"));
      // One process speaks for all, and of all.
      const std::string said = alone.err_lines()[0];
      EXPECT_EQ(
          outcome.err_lines()[0],
          said.find("note") != std::string::npos || said.find("training a") != std::string::npos
              ? said
              : said + "; in " + std::to_string(ranks) + " processes");
      EXPECT_EQ(std::ranges::count(outcome.err_lines(), "wrote t2v.h5"), 1);
      EXPECT_THAT(outcome.err, HasSubstr("exchanged "));
    }
  }
}

TEST(Ranks, TrainingGoesOnFromAModel) {
  NEEDS_MPIRUN();
  const WorkFolder folder;
  const BundledReviews first = bundled_reviews(0, 500);
  ASSERT_EQ(train_on(folder, first).exit_code, 0);
  std::filesystem::rename(folder.path() + "/t2v.h5", folder.path() + "/first.h5");
  const BundledReviews second = bundled_reviews(500, 1000);
  folder.write("corpus.txt", text_of(second.reviews));
  folder.write("labels.txt", text_of(second.labels));
  const Arguments arguments{"train",     "corpus.txt", "labels.txt", "--init", "first.h5",
                            "--threads", "1",          "--epochs",   "2",      "--documents"};
  Arguments plain = arguments;
  plain.insert(plain.end(), {"-o", "plain.h5"});
  ASSERT_EQ(folder.run(plain).exit_code, 0);
  const Outcome outcome = run_in_ranks(folder, 2, arguments);
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  expect_same_but_vectors(model_in(folder, "t2v.h5"), model_in(folder, "plain.h5"));
}

/// Lines of t2v itself, not of mpirun.
Arguments own_lines(const Outcome& outcome) {
  Arguments lines;
  for (const std::string& line : outcome.err_lines()) {
    if (line.starts_with("t2v: ")) lines.push_back(line);
  }
  return lines;
}

TEST(Ranks, WhatCannotBeSharedIsRefusedOnce) {
  NEEDS_MPIRUN();
  const WorkFolder folder;
  write_reviews(folder);
  const std::vector<std::pair<Arguments, std::string>> cases = {
      {{"-", "labels.txt"}, "'-' is one process's standard input"},
      {{"corpus.txt", "labels.txt", "--cache", "c"}, "--cache is for one process"},
      {{"corpus.txt", "labels.txt", "--replicas", "2"}, "--replicas is for one process"},
      {{"corpus.txt", "labels.txt", "--dry-run"}, "--dry-run is for one process"}};
  for (const auto& [arguments, message] : cases) {
    Arguments all{"train"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const Outcome outcome = run_in_ranks(folder, 2, all);
    EXPECT_EQ(outcome.exit_code, 2) << outcome.err;
    const Arguments lines = own_lines(outcome);
    ASSERT_EQ(lines.size(), 1U) << outcome.err;
    EXPECT_THAT(lines[0], HasSubstr("rank 0 of 2: " + message));
  }
  folder.write("labels.txt", "부정\n");
  const Outcome outcome = run_in_ranks(folder, 2, {"train", "corpus.txt", "labels.txt"});
  EXPECT_EQ(outcome.exit_code, 1);
  const Arguments lines = own_lines(outcome);
  ASSERT_EQ(lines.size(), 1U) << outcome.err;
  EXPECT_THAT(lines[0], HasSubstr("has 1000 lines but labels.txt has 1"));
  EXPECT_FALSE(folder.has("t2v.h5"));
}

// What only one rank meets, in its part of the text, is said by that one and ends all.
TEST(Ranks, ARankThatFailsEndsAll) {
  NEEDS_MPIRUN();
  const WorkFolder folder;
  BundledReviews reviews = bundled_reviews(0, 300);
  reviews.labels[290] = std::string(300, 'x');
  folder.write("corpus.txt", text_of(reviews.reviews));
  folder.write("labels.txt", text_of(reviews.labels));
  const Outcome outcome = run_in_ranks(folder, 3, {"train", "corpus.txt", "labels.txt"});
  EXPECT_EQ(outcome.exit_code, 1);
  const Arguments lines = own_lines(outcome);
  ASSERT_EQ(lines.size(), 1U) << outcome.err;
  EXPECT_EQ(lines[0],
            "t2v: rank 2 of 3: labels.txt:291: a label of 300 bytes, expected at most 255");
}

TEST(Ranks, AnIntervalOfExchangesNeedsOthers) {
  const WorkFolder folder;
  const Outcome outcome = folder.run({"train", "corpus.txt", "--exchange-every", "1000"});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("--exchange-every is for several processes, expected mpirun"));
}

// Not as many trainings as processes were asked for, each writing over the other's model.
TEST(Ranks, WithoutItsLibraryTrainingDoesNotBegin) {
  const WorkFolder folder;
  write_reviews(folder);
  std::filesystem::copy(T2V_PROGRAM, folder.path() + "/t2v-alone");
  Surroundings surroundings;
  surroundings.program = folder.path() + "/t2v-alone";
  surroundings.environment = {{"OMPI_COMM_WORLD_SIZE", "2"}};
  const Outcome outcome = folder.run({"train", "corpus.txt", "labels.txt"}, surroundings);
  EXPECT_EQ(outcome.exit_code, 1);
  ASSERT_EQ(outcome.err_lines().size(), 1U);
  EXPECT_THAT(outcome.err, HasSubstr("started by mpirun, but libt2v_mpi.so is neither in"));
  EXPECT_FALSE(folder.has("t2v.h5"));
}

/// The processes of t2v that a program, mpirun, has started.
std::vector<pid_t> ranks_of(const RunningProgram& program) {
  const std::string process = std::to_string(program.process());
  std::ifstream children("/proc/" + process + "/task/" + process + "/children");
  std::vector<pid_t> ranks;
  for (pid_t child = 0; children >> child;) ranks.push_back(child);
  return ranks;
}

/// T2V_KILLS in the environment asks for more.
int kills() {
  constexpr int kFew = 3;
  const char* const asked = std::getenv("T2V_KILLS");
  return asked == nullptr ? kFew : std::atoi(asked);
}

// Whichever process is killed and whenever: all end soon, mpirun says which it was, and the
// checkpoint is whole and goes on, with whatever number of processes.
TEST(Ranks, AKilledRankEndsAllAndTheCheckpointGoesOn) {
  NEEDS_MPIRUN();
  constexpr auto kLongest = std::chrono::seconds(10);
  const WorkFolder folder;
  write_random_text(folder);
  std::mt19937 random(8);
  std::uint32_t epochs_done = 0;
  for (int kill = 0; kill < kills(); ++kill) {
    Arguments arguments = long_training({"-o", "model.h5", "--quiet", "--epochs", "2000",
                                         "--checkpoint", "c.h5", "--checkpoint-every", "1%"});
    const bool resumes = folder.has("c.h5");
    if (resumes) arguments.insert(arguments.end(), {"--resume", "c.h5"});
    RunningProgram program(in_ranks(2 + kill % 2, arguments), under_mpirun(folder));
    while (ranks_of(program).size() < 2U + static_cast<unsigned>(kill % 2)) {
      ASSERT_FALSE(program.has_ended());
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    // The first has time to make a checkpoint; others are killed at any time.
    if (!resumes) wait_for_file(program, folder, "c.h5");
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 3'000'000));
    const std::vector<pid_t> ranks = ranks_of(program);
    const std::size_t victim = random() % ranks.size();
    ASSERT_EQ(::kill(ranks[victim], SIGKILL), 0);
    const auto begin = std::chrono::steady_clock::now();
    const Outcome outcome = program.wait();
    EXPECT_LT(std::chrono::steady_clock::now() - begin, kLongest);
    EXPECT_NE(outcome.exit_code, 0);
    EXPECT_THAT(outcome.err, HasSubstr("process rank " + std::to_string(victim)));
    EXPECT_FALSE(folder.has("model.h5"));
    ASSERT_EQ(folder.run({"verify", "c.h5"}).exit_code, 0);
    const std::uint32_t now = model_in(folder, "c.h5").epochs_done;
    EXPECT_GE(now, epochs_done);
    epochs_done = now;
  }
  EXPECT_GT(epochs_done, 0U);
}

TEST(Ranks, ASignalStopsAllWithACheckpoint) {
  NEEDS_MPIRUN();
  const WorkFolder folder;
  write_random_text(folder);
  const std::string epochs = std::to_string(3 * kLongEpochs);
  const Arguments arguments = long_training({"-o", "model.h5", "--quiet", "--epochs", epochs,
                                             "--checkpoint", "c.h5", "--checkpoint-every", "1%"});
  RunningProgram program(in_ranks(2, arguments), under_mpirun(folder));
  wait_for_file(program, folder, "c.h5");
  const std::vector<pid_t> ranks = ranks_of(program);
  ASSERT_EQ(ranks.size(), 2U);
  ASSERT_EQ(::kill(ranks[1], SIGTERM), 0);
  const Outcome outcome = program.wait();
  EXPECT_EQ(outcome.exit_code, 128 + SIGTERM) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("go on with mpirun -n 2 t2v train corpus.txt labels.txt"));
  // With another number of processes, one among them.
  for (const int others : {3, 1}) {
    Arguments rest = long_training({"-o", "model.h5", "--resume", "c.h5", "--epochs", epochs});
    const Outcome resumed = others == 1 ? folder.run(rest) : run_in_ranks(folder, others, rest);
    ASSERT_EQ(resumed.exit_code, 0) << resumed.err;
    ASSERT_EQ(folder.run({"verify", "model.h5"}).exit_code, 0);
  }
}

}  // namespace
}  // namespace t2v::testing
