#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include "commands/long_training.h"
#include "commands/paper_classifier.h"
#include "commands/work_folder.h"

namespace t2v::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

using Arguments = std::vector<std::string>;

Arguments operator+(Arguments arguments, const Arguments& more) {
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

const Arguments kTrain{"train", "corpus.txt", "labels.txt"};

Arguments small_training(const std::string& epochs) {
  return {"--dim",      "16",   "--filters",   "8", "--epochs", epochs,
          "--patience", epochs, "--min-count", "1", "--quiet"};
}

const Arguments kSmall = small_training("8");
/// Takes so long that no signal comes too late, however busy the machine.
const Arguments kLong = small_training("1000");
const Arguments kCheckpoint{"--checkpoint", "c.h5", "--checkpoint-every", "1%"};

class CnnCheckpointCommand : public ::testing::Test {
 protected:
  CnnCheckpointCommand() { write_random_text(folder_); }

  /// Trains on the text and stops with a signal once there is a checkpoint.
  Outcome interrupt(const Arguments& training, int signal = SIGINT) {
    Surroundings surroundings;
    surroundings.program = T2V_ATTRIBUTE_PROGRAM;
    surroundings.folder = folder_.path();
    RunningProgram program(kTrain + training + kCheckpoint, surroundings);
    wait_for_file(program, folder_, "c.h5");
    program.send(signal);
    return program.wait();
  }

  Outcome resume(const Arguments& options) {
    return run_attribute(folder_, kTrain + Arguments{"--resume", "c.h5", "--quiet"} + options);
  }

  void refuse(const Arguments& options, int exit_code, const std::string& line) {
    const Outcome outcome = resume(options);
    EXPECT_EQ(outcome.exit_code, exit_code);
    EXPECT_THAT(outcome.err_lines(), ElementsAre(HasSubstr(line)));
    EXPECT_FALSE(folder_.has("cnn.h5"));
  }

  WorkFolder folder_;
};

TEST_F(CnnCheckpointCommand, AResumedRunGivesTheSameFile) {
  const Arguments options{"--lr", "0.0123", "--widths", "1,3", "--seed", "5"};
  ASSERT_EQ(
      run_attribute(folder_, kTrain + kSmall + options + Arguments{"-o", "whole.h5"}).exit_code, 0);
  ASSERT_EQ(interrupt(kSmall + options + Arguments{"--threads", "2"}).exit_code, 130);
  const Outcome outcome = resume({"-o", "resumed.h5", "--threads", "1"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_TRUE(folder_.read("resumed.h5") == folder_.read("whole.h5"));
}

TEST_F(CnnCheckpointCommand, TheVectorsItBeganFromAreNotNeededAgain) {
  ASSERT_EQ(folder_
                .run({"train", "corpus.txt", "labels.txt", "--dim", "16", "--epochs", "1",
                      "--min-count", "1", "--quiet"})
                .exit_code,
            0);
  const Arguments options{"--embeddings", "t2v.h5"};
  Arguments small = kSmall;
  small.erase(small.begin(), small.begin() + 2);  // --dim, which the vectors decide
  ASSERT_EQ(
      run_attribute(folder_, kTrain + small + options + kCheckpoint + Arguments{"-o", "whole.h5"})
          .exit_code,
      0);
  folder_.write("t2v.h5", "lost");
  const Outcome outcome = resume({"-o", "resumed.h5"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_TRUE(folder_.read("resumed.h5") == folder_.read("whole.h5"));
}

TEST_F(CnnCheckpointCommand, TheSignalsWriteOneAndSayHowToGoOn) {
  for (const int signal : {SIGINT, SIGTERM}) {
    const Outcome outcome = interrupt(kLong + Arguments{"-o", "model.h5"}, signal);
    EXPECT_EQ(outcome.exit_code, 128 + signal);
    EXPECT_THAT(
        outcome.err_lines(),
        ElementsAre(AllOf(HasSubstr("t2v-attribute: interrupted after "),
                          HasSubstr("% of the training; go on with t2v-attribute train corpus.txt "
                                    "labels.txt --resume c.h5 --checkpoint c.h5 -o model.h5"))));
    EXPECT_THAT(folder_.names(), ElementsAre("c.h5", "corpus.txt", "labels.txt", "lexicon.tsv"));
    EXPECT_EQ(folder_.run({"verify", "c.h5"}).exit_code, 0);
    EXPECT_EQ(run_attribute(folder_, {"explain", "w1 w2 w3", "-m", "c.h5"}).exit_code, 0);
    std::filesystem::remove(folder_.path() + "/c.h5");
  }
}

TEST_F(CnnCheckpointCommand, AResumedRunReadsTheSameColumns) {
  const Arguments table{"train", "table.tsv", "--text-column", "2", "--label-column", "1"};
  const std::vector<std::string> texts = lines_of(folder_.read("corpus.txt"));
  const std::vector<std::string> labels = lines_of(folder_.read("labels.txt"));
  std::string rows;
  for (std::size_t i = 0; i < texts.size(); ++i) rows += labels[i] + '\t' + texts[i] + '\n';
  folder_.write("table.tsv", rows);
  ASSERT_EQ(
      run_attribute(folder_, table + kSmall + Arguments{"-o", "whole.h5"} + kCheckpoint).exit_code,
      0);
  const Outcome outcome =
      run_attribute(folder_, {"train", "table.tsv", "--resume", "c.h5", "--quiet"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_TRUE(folder_.read("cnn.h5") == folder_.read("whole.h5"));
}

TEST_F(CnnCheckpointCommand, RefusesAnotherTextOtherOptionsAndFinishedClassifiers) {
  ASSERT_EQ(interrupt(kLong).exit_code, 130);
  refuse({"--filters", "9"}, 2, "--filters is 9, expected 8 as in the checkpoint c.h5");
  refuse({"--checkpoint", "cnn.h5"}, 1, "cnn.h5: is the classifier, expected another file");
  refuse({"--checkpoint-every", "5%"}, 2, "--checkpoint-every needs --checkpoint");
  refuse({"--checkpoint", "c.h5", "--checkpoint-every", "often"}, 2, "expected a time");
  const std::string labels = folder_.read("labels.txt");
  folder_.write("labels.txt", "good\n" + labels.substr(labels.find('\n') + 1));
  refuse({}, 1, "labels.txt: is not what the checkpoint c.h5 was made from");
  folder_.write("labels.txt", labels);
  folder_.write("corpus.txt", "w1 " + folder_.read("corpus.txt"));
  refuse({}, 1, "corpus.txt: is not what the checkpoint c.h5 was made from");
  folder_.write("c.h5", "lost");
  refuse({}, 1, "cannot open c.h5: not an HDF5 file");
  write_paper_classifier(folder_);
  const Outcome finished = run_attribute(folder_, kTrain + Arguments{"--resume", "cnn.h5"});
  EXPECT_EQ(finished.exit_code, 1);
  EXPECT_THAT(finished.err, HasSubstr("cnn.h5: is a finished classifier, expected a checkpoint"));
}

}  // namespace
}  // namespace t2v::testing
