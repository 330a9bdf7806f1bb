#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "commands/film_reviews.h"
#include "commands/paper_classifier.h"
#include "commands/work_folder.h"

namespace t2v::testing {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Arguments = std::vector<std::string>;

/// A command that prints results.
struct Printing {
  bool attribute;  ///< of t2v-attribute, else of t2v
  Arguments arguments;
};

void PrintTo(const Printing& printing, std::ostream* out) {
  *out << (printing.attribute ? "t2v-attribute" : "t2v");
  for (const std::string& argument : printing.arguments) *out << ' ' << argument;
}

class EveryCommand : public ::testing::TestWithParam<Printing> {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<WorkFolder>();
    write_film_reviews(*folder_);
    Arguments training{"train", "corpus.txt", "labels.txt", "--documents"};
    for (const std::string& option : training_options()) training.push_back(option);
    ASSERT_EQ(folder_->run(training).exit_code, 0);
    write_paper_classifier(*folder_);
    std::string labels = folder_->read("labels.txt");
    for (int i = 0; i < 20; ++i) labels.replace(labels.find("부정"), 6, "긍정");
    folder_->write("wrong.labels", labels);
    folder_->write("one.txt", "최고 영화\n최악 영화\n정말 최고\n");
    std::string words;
    std::string labels_of_words;
    for (int i = 0; i < 30; ++i) {
      words += "최고 영화\n최악 영화\n";
      labels_of_words += "긍정\n부정\n";
    }
    folder_->write("words.txt", words);
    folder_->write("words.labels", labels_of_words);
    folder_->write("cases.tsv", "최악\t부정\t긍정\t최고\n");
  }
  static void TearDownTestSuite() { folder_.reset(); }

  Surroundings surroundings() const {
    Surroundings surroundings;
    surroundings.folder = folder_->path();
    if (GetParam().attribute) surroundings.program = T2V_ATTRIBUTE_PROGRAM;
    return surroundings;
  }

  static std::unique_ptr<WorkFolder> folder_;
};
std::unique_ptr<WorkFolder> EveryCommand::folder_;

INSTANTIATE_TEST_SUITE_P(
    OfT2v, EveryCommand,
    ::testing::Values(
        Printing{false, {}}, Printing{false, {"--help"}}, Printing{false, {"--version"}},
        Printing{false, {"train", "--help"}},
        Printing{false, {"train", "corpus.txt", "labels.txt", "--dry-run", "--quiet"}},
        Printing{false, {"neighbors", "최고"}}, Printing{false, {"neighbors", "최고", "--json"}},
        Printing{false, {"contexts", "최고"}},
        Printing{false, {"analogy", "최악", "-부정", "+긍정"}}, Printing{false, {"labels", "최고"}},
        Printing{false, {"documents", "최고"}}, Printing{false, {"lexicon"}},
        Printing{false, {"classify", "--file", "one.txt"}},
        Printing{false,
                 {"suspects", "corpus.txt", "wrong.labels", "--quiet", "--repeats", "1", "--epochs",
                  "5"}},
        Printing{false, {"info"}}, Printing{false, {"tokenize", "corpus.txt"}},
        Printing{false, {"eval", "--help"}}, Printing{false, {"eval", "labels", "cases.tsv"}}));

INSTANTIATE_TEST_SUITE_P(
    OfT2vAttribute, EveryCommand,
    ::testing::Values(Printing{true, {}}, Printing{true, {"--help"}}, Printing{true, {"--version"}},
                      Printing{true,
                               {"train", "corpus.txt", "labels.txt", "-o", "new.h5", "--epochs",
                                "1", "--dim", "4", "--filters", "2"}},
                      Printing{true, {"explain", "최고 영화", "-m", "cnn.h5"}},
                      Printing{true, {"explain", "최고 영화", "-m", "cnn.h5", "--json"}},
                      Printing{true, {"lexicon", "words.txt", "words.labels", "-m", "cnn.h5"}},
                      Printing{true, {"patterns", "one.txt", "-m", "cnn.h5"}},
                      Printing{true, {"evaluate", "words.txt", "words.labels", "-m", "cnn.h5"}}));

TEST_P(EveryCommand, EndsAsDoneWhereNobodyReads) {
  const Outcome read = folder_->run(GetParam().arguments, surroundings());
  ASSERT_EQ(read.exit_code, 0) << read.err;
  ASSERT_THAT(read.out, Not(IsEmpty()));
  const Outcome outcome = run_into_closed_pipe(GetParam().arguments, surroundings());
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.signal, 0);
  EXPECT_THAT(outcome.err, Not(HasSubstr("standard output")));
}

TEST_P(EveryCommand, SaysWhereResultsFindNoRoom) {
  Surroundings full = surroundings();
  full.standard_output = "/dev/full";
  const Outcome outcome = folder_->run(GetParam().arguments, full);
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err,
              EndsWith("standard output: cannot be written: No space left on device\n"));
}

/// Results that are larger than what a pipe and a program hold back: the program has to notice in
/// the middle that its reader is gone.
TEST(LargeOutput, EndsAtOnceWhereNobodyReads) {
  const WorkFolder folder;
  std::string corpus;
  for (int i = 0; i < 400'000; ++i) corpus += "a fairly long line of words to be printed\n";
  folder.write("corpus.txt", corpus + "\xFF\n");
  Surroundings surroundings;
  surroundings.folder = folder.path();
  const Outcome outcome = run_into_closed_pipe({"tokenize", "corpus.txt"}, surroundings);
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.err, IsEmpty());
  surroundings.standard_output = "/dev/full";
  const Outcome full = folder.run({"tokenize", "corpus.txt"}, surroundings);
  EXPECT_EQ(full.exit_code, 1);
  EXPECT_EQ(full.err, "t2v: standard output: cannot be written: No space left on device\n");
}

// What is trained is kept, though nobody reads how good it is.
TEST(TrainingMetrics, ComeAfterTheClassifierIsWritten) {
  const WorkFolder folder;
  write_film_reviews(folder);
  Surroundings full;
  full.program = T2V_ATTRIBUTE_PROGRAM;
  full.standard_output = "/dev/full";
  const Outcome outcome = folder.run({"train", "corpus.txt", "labels.txt", "--epochs", "1"}, full);
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_TRUE(folder.has("cnn.h5"));
}

// The first file that is opened would become standard output.
TEST(ClosedStandardOutput, IsNotTakenForAFile) {
  const WorkFolder folder;
  write_film_reviews(folder);
  const std::string closed = "exec \"$0\" \"$@\" >&- 2>&-";
  Surroundings shell;
  shell.program = "/bin/sh";
  EXPECT_EQ(folder.run({"-c", closed, T2V_PROGRAM, "--help"}, shell).exit_code, 1);
  Arguments training{"-c", closed, T2V_PROGRAM, "train", "corpus.txt"};
  for (const std::string& option : training_options()) training.push_back(option);
  EXPECT_EQ(folder.run(training, shell).exit_code, 0);
  EXPECT_EQ(folder.run({"info"}).exit_code, 0);
}

}  // namespace
}  // namespace t2v::testing
