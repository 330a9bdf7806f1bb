#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "commands/long_training.h"
#include "commands/work_folder.h"

namespace t2v::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using Json = nlohmann::json;

using Arguments = std::vector<std::string>;

Arguments operator+(Arguments arguments, const Arguments& more) {
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

const Arguments kCheckpoint{"--checkpoint", "c.h5", "--checkpoint-every", "1%"};

/// Waits until the process has a handler for SIGINT.
void wait_for_handler(const RunningProgram& program) {
  const std::string path = "/proc/" + std::to_string(program.process()) + "/status";
  while (!program.has_ended()) {
    std::ifstream status(path);
    for (std::string line; std::getline(status, line);) {
      if (!line.starts_with("SigCgt:")) continue;
      const auto caught = std::stoull(line.substr(line.find_first_not_of(" \t", 7)), nullptr, 16);
      if ((caught >> (SIGTERM - 1) & 1U) != 0) return;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}

class CheckpointCommand : public ::testing::Test {
 protected:
  CheckpointCommand() { write_random_text(folder_); }

  Surroundings here() const {
    Surroundings surroundings;
    surroundings.folder = folder_.path();
    return surroundings;
  }

  /// Trains on the text and stops with a signal once there is a checkpoint.
  Outcome interrupt(const Arguments& options, int signal = SIGINT) {
    RunningProgram program(long_training(options + kCheckpoint), here());
    wait_for_file(program, folder_, "c.h5");
    program.send(signal);
    return program.wait();
  }

  void train(const Arguments& options) {
    const Outcome outcome = folder_.run(long_training(options));
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  }

  Outcome resume(const Arguments& options) {
    return folder_.run(Arguments{"train", "corpus.txt", "labels.txt", "--resume", "c.h5"} +
                       options);
  }

  /// Interrupted and resumed, training with `options` gives the very file of a run without.
  void expect_same_in_the_end(const Arguments& options) {
    train(options + Arguments{"-o", "whole.h5"});
    ASSERT_EQ(interrupt(options).exit_code, 130);
    const Outcome outcome = resume({"-o", "resumed.h5"});
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(outcome.err, Not(HasSubstr("SentencePiece")));
    EXPECT_TRUE(folder_.read("resumed.h5") == folder_.read("whole.h5"));
  }

  void refuse(const Arguments& options, int exit_code, const std::string& line) {
    const Outcome outcome = resume(options);
    EXPECT_EQ(outcome.exit_code, exit_code);
    EXPECT_THAT(outcome.err_lines(), ElementsAre(HasSubstr(line)));
    EXPECT_FALSE(folder_.has("t2v.h5"));
  }

  WorkFolder folder_;
};

TEST_F(CheckpointCommand, AResumedRunGivesTheSameFile) {
  expect_same_in_the_end({});
}

TEST_F(CheckpointCommand, AResumedRunGivesTheSameFileWithAllThereIs) {
  expect_same_in_the_end({"--documents", "--word-labels", "lexicon.tsv", "--objective",
                          "independent", "--max-vocab", "500", "--lr", "0.0123", "--cache", "k"});
}

TEST_F(CheckpointCommand, ASentencePieceModelIsNotTrainedAgain) {
  expect_same_in_the_end(
      {"--tokenizer", "sentencepiece", "--sentencepiece-vocab", "40", "--epochs", "9"});
}

TEST_F(CheckpointCommand, CheckpointsDoNotShowInTheModel) {
  train({"-o", "without.h5"});
  train(Arguments{"-o", "with.h5"} + kCheckpoint);
  EXPECT_TRUE(folder_.read("with.h5") == folder_.read("without.h5"));
}

TEST_F(CheckpointCommand, TheSignalsWriteOneAndSayHowToGoOn) {
  for (const int signal : {SIGINT, SIGTERM}) {
    const Outcome outcome = interrupt({"--quiet", "-o", "model.h5", "--epochs", "1000"}, signal);
    EXPECT_EQ(outcome.exit_code, 128 + signal);
    EXPECT_THAT(outcome.err_lines(),
                ElementsAre(AllOf(HasSubstr("t2v: interrupted after "),
                                  HasSubstr("% of the training; go on with t2v train corpus.txt "
                                            "labels.txt --resume c.h5 --checkpoint c.h5 -o "
                                            "model.h5"))));
    EXPECT_THAT(folder_.names(), ElementsAre("c.h5", "corpus.txt", "labels.txt", "lexicon.tsv"));
    std::filesystem::remove(folder_.path() + "/c.h5");
  }
}

TEST_F(CheckpointCommand, AnswersQueries) {
  interrupt({"--documents", "--epochs", "1000"});
  EXPECT_THAT(folder_.run({"neighbors", "w1", "-m", "c.h5", "--top", "3"}).out_lines(), SizeIs(3));
  const Json info = Json::parse(folder_.run({"info", "--json", "-m", "c.h5"}).out);
  EXPECT_LT(info.at("epochs_done"), 1000);
  EXPECT_EQ(info.at("options").at("epochs"), 1000);
  EXPECT_EQ(info.at("documents"), 4000);
}

TEST_F(CheckpointCommand, WithoutOneASignalLeavesEverythingAsItWas) {
  folder_.write("t2v.h5", "an old model");
  for (const int signal : {SIGINT, SIGTERM}) {
    RunningProgram program(long_training({"--epochs", "100000"}), here());
    while (program.err().find("4000 documents") == std::string::npos && !program.has_ended()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    program.send(signal);
    const Outcome outcome = program.wait();
    EXPECT_EQ(outcome.exit_code, 128 + signal);
    EXPECT_THAT(outcome.err, HasSubstr("t2v: interrupted"));
    EXPECT_EQ(folder_.read("t2v.h5"), "an old model");
    EXPECT_THAT(folder_.names(), ElementsAre("corpus.txt", "labels.txt", "lexicon.tsv", "t2v.h5"));
  }
}

TEST_F(CheckpointCommand, ASignalEndsReadingToo) {
  const std::string pipe = folder_.path() + "/pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  const int writer = ::open(pipe.c_str(), O_RDWR | O_CLOEXEC);  // the text does not end
  ASSERT_GE(writer, 0);
  RunningProgram program({"train", "pipe", "--checkpoint", "c.h5"}, here());
  wait_for_handler(program);
  program.send(SIGTERM);
  const Outcome outcome = program.wait();
  ::close(writer);
  EXPECT_EQ(outcome.exit_code, 143);
  EXPECT_THAT(outcome.err_lines(), ElementsAre("t2v: interrupted"));
  EXPECT_THAT(folder_.names(), ElementsAre("corpus.txt", "labels.txt", "lexicon.tsv", "pipe"));
}

TEST_F(CheckpointCommand, OneThatCannotBeWrittenDoesNotEndTheTraining) {
  const std::string folder = folder_.path() + "/kept";
  std::filesystem::create_directory(folder);
  // Long enough for the folder to go before the end, on a busy machine too.
  RunningProgram program(long_training({"--checkpoint", "kept/c.h5", "--checkpoint-every", "1%",
                                        "--epochs", std::to_string(3 * kLongEpochs), "--quiet"}),
                         here());
  wait_for_file(program, folder_, "kept/c.h5");
  std::filesystem::rename(folder, folder_.path() + "/gone");
  const Outcome outcome = program.wait();
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.err_lines(),
              ElementsAre(AllOf(HasSubstr("t2v: note: cannot write kept/c.h5: "),
                                HasSubstr("; training goes on; kept/c.h5 is of "))));
  EXPECT_EQ(folder_.run({"info", "-m", "t2v.h5"}).exit_code, 0);
  EXPECT_EQ(folder_.run({"info", "-m", "gone/c.h5"}).exit_code, 0);
}

TEST_F(CheckpointCommand, AFullDiskKeepsTheOldCheckpoint) {
  // Room for the first run's checkpoint, not for that of twice the words' length.
  interrupt({"--dim", "8"});
  const std::string old = folder_.read("c.h5");
  Surroundings surroundings = here();
  surroundings.file_limit = old.size() * 3 / 2;
  RunningProgram program(long_training(Arguments{"--quiet"} + kCheckpoint), surroundings);
  while (program.err().empty() && !program.has_ended()) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  program.send(SIGTERM);
  const Outcome outcome = program.wait();
  EXPECT_EQ(outcome.exit_code, 143);
  EXPECT_THAT(outcome.err_lines(),
              ElementsAre(HasSubstr("note: cannot write c.h5: File too large; training goes on"),
                          AllOf(HasSubstr("t2v: interrupted after "),
                                HasSubstr("cannot write c.h5: File too large"))));
  EXPECT_TRUE(folder_.read("c.h5") == old);
}

TEST_F(CheckpointCommand, DivergenceKeepsTheOldCheckpoint) {
  interrupt({});
  const std::string old = folder_.read("c.h5");
  const Outcome outcome = folder_.run(long_training(
      Arguments{"--quiet", "--lr", "10", "--label-weight", "100", "--epochs", "40"} + kCheckpoint));
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err_lines(),
              ElementsAre(HasSubstr("t2v: training diverged: vectors are not finite or longer than "
                                    "10000; a lower lr or label-weight is needed")));
  EXPECT_TRUE(folder_.read("c.h5") == old);
  EXPECT_FALSE(folder_.has("t2v.h5"));
}

// Vectors grow slowly at first with a rate that is just too high.
TEST_F(CheckpointCommand, DivergenceNamesTheLastCheckpoint) {
  const Outcome outcome =
      folder_.run(long_training({"--quiet", "--lr", "0.45", "--subsample", "1e-4", "--epochs", "40",
                                 "--checkpoint", "c.h5", "--checkpoint-every", "0.01%"}));
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err_lines(), ElementsAre(AllOf(HasSubstr("t2v: training diverged: "),
                                                     HasSubstr("is needed; c.h5 is of "))));
  EXPECT_EQ(folder_.run({"neighbors", "w1", "-m", "c.h5"}).exit_code, 0);
}

TEST_F(CheckpointCommand, RefusesAnotherText) {
  interrupt({"--word-labels", "lexicon.tsv"});
  const std::string corpus = folder_.read("corpus.txt");
  const std::string labels = folder_.read("labels.txt");
  folder_.write("corpus.txt", "w1" + corpus.substr(2));
  refuse({}, 1, "corpus.txt: is not what the checkpoint c.h5 was made from: SHA-256 ");
  folder_.write("corpus.txt", corpus);
  folder_.write("labels.txt", "good\n" + labels.substr(labels.find('\n') + 1));
  refuse({}, 1, "labels.txt: is not what the checkpoint c.h5 was made from: SHA-256 ");
  folder_.write("labels.txt", labels);
  folder_.write("other.tsv", "w1\tbad\n");
  refuse({"--word-labels", "other.tsv"}, 1,
         "other.tsv: is not what the checkpoint c.h5 was made from: SHA-256 ");
  const Outcome outcome = folder_.run({"train", "corpus.txt", "--resume", "c.h5"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(
      outcome.err_lines(),
      ElementsAre(HasSubstr("LABELS: is not what the checkpoint c.h5 was made from: SHA-256 "
                            "none, expected ")));
  folder_.write("copy.tsv", folder_.read("lexicon.tsv"));
  EXPECT_EQ(resume({"--word-labels", "copy.tsv", "--quiet"}).exit_code, 0);
}

TEST_F(CheckpointCommand, RefusesOptionsThatContradict) {
  interrupt({"--lr", "0.05"});
  refuse({"--dim", "65"}, 2, "--dim is 65, expected 64 as in the checkpoint c.h5");
  refuse({"--lr", "0.025"}, 2, "--lr is 0.025, expected 0.05 as in the checkpoint c.h5");
  refuse({"--documents"}, 2, "--documents is true, expected false as in the checkpoint c.h5");
  refuse({"--seed", "2"}, 2, "--seed is 2, expected 1 as in the checkpoint c.h5");
  refuse({"--min-count", "5"}, 2, "--min-count is 5, expected 1 as in the checkpoint c.h5");
  refuse({"--objective", "independent"}, 2,
         "--objective is 'independent', expected 'joint' as in the checkpoint c.h5");
  refuse({"--tokenizer", "characters"}, 2,
         "--tokenizer is 'characters', expected 'whitespace' as in the checkpoint c.h5");
  refuse({"--tokenizer", "sentencepiece", "--sentencepiece-vocab", "50"}, 2,
         "as in the checkpoint");
  refuse({"--word-labels", "lexicon.tsv"}, 1,
         "lexicon.tsv: is not what the checkpoint c.h5 was made from: SHA-256 ");
  // What agrees may be said again, and threads and replicas are this run's own.
  const Outcome outcome = resume({"--lr", "0.05", "--dim", "64", "--threads", "2", "--replicas",
                                  "1", "--epochs", std::to_string(kLongEpochs), "--quiet"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  const Json info = Json::parse(folder_.run({"info", "--json", "-m", "t2v.h5"}).out);
  EXPECT_EQ(info.at("options").at("threads"), 2);
  EXPECT_EQ(info.at("options").at("replicas"), 1);
  EXPECT_EQ(info.at("epochs_done"), kLongEpochs);
}

TEST_F(CheckpointCommand, RefusesFilesThatAreNoCheckpoints) {
  refuse({}, 1, "c.h5");
  folder_.write("c.h5", "what is this?");
  refuse({}, 1, "cannot open c.h5: not an HDF5 file");
  train({"-o", "c.h5", "--epochs", "1", "--quiet"});
  refuse({}, 1, "c.h5: is a finished model, expected a checkpoint of its training");
}

TEST_F(CheckpointCommand, OptionsThatMakeNoSense) {
  const auto refused = [&](const Arguments& options, int exit_code, const std::string& line) {
    const Outcome outcome = folder_.run(Arguments{"train", "corpus.txt", "labels.txt"} + options);
    EXPECT_EQ(outcome.exit_code, exit_code);
    EXPECT_THAT(outcome.err_lines(), ElementsAre(HasSubstr(line)));
  };
  for (const char* every : {"", "10", "min", "0s", "0.5s", "1001h", "0%", "0.001%", "101%", "-5%",
                            "nan%", "5 %", "1d", "1e2s"}) {
    refused({"--checkpoint", "c.h5", "--checkpoint-every", every}, 2,
            std::string("--checkpoint-every is '") + every + "', expected a time from 1s to 1000h");
  }
  refused({"--checkpoint-every", "5%"}, 2, "--checkpoint-every needs --checkpoint");
  refused({"--checkpoint", "corpus.txt"}, 1, "corpus.txt: is read by this run");
  refused({"--checkpoint", "./t2v.h5"}, 1,
          "t2v.h5: is the model, expected another file for the "
          "checkpoint");
  refused({"--checkpoint", "k", "--cache", "k"}, 1,
          "k: is the cache, expected another file for the checkpoint");
  refused({"--checkpoint", "absent/c.h5"}, 1, "absent");
}

TEST_F(CheckpointCommand, TheDryRunCountsTheCopy) {
  const auto memory = [&](const Arguments& options) {
    const Outcome outcome = folder_.run(long_training(Arguments{"--dry-run"} + options));
    const std::string name = "peak memory (MB)\t";
    const std::size_t begin = outcome.out.find(name);
    EXPECT_NE(begin, std::string::npos) << outcome.err;
    return std::stoi(outcome.out.substr(begin + name.size()));
  };
  // 1,500 words twice and 4,000 documents of 4,096 numbers.
  const Arguments large{"--dim", "4096", "--documents", "--epochs", "1", "--negative", "1"};
  const int copy = memory(large + Arguments{"--checkpoint", "c.h5"}) - memory(large);
  EXPECT_GT(copy, 100);
  EXPECT_LT(copy, 125);
  EXPECT_FALSE(folder_.has("c.h5"));
}

}  // namespace
}  // namespace t2v::testing
