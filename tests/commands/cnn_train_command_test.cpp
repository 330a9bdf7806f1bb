#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "commands/film_reviews.h"
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

class CnnTrainCommand : public ::testing::Test {
 protected:
  CnnTrainCommand() { write_film_reviews(folder_); }

  Outcome attribute(const Arguments& arguments) const {
    Surroundings surroundings;
    surroundings.program = T2V_ATTRIBUTE_PROGRAM;
    return folder_.run(arguments, surroundings);
  }

  /// `train corpus.txt labels.txt` with small sizes and what is given.
  Outcome train(Arguments more) const {
    Arguments arguments{"train",    "corpus.txt", "labels.txt", "--dim", "16",     "--filters", "8",
                        "--epochs", "6",          "--batch",    "16",    "--seed", "7"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return attribute(arguments);
  }

  /// The first: where several labels are predicted there is one for each.
  Json explanation_of(const std::string& text) const {
    const Outcome outcome = attribute({"explain", text, "--json", "-m", "cnn.h5"});
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    return Json::parse(outcome.out_lines().at(0));
  }

  WorkFolder folder_;
};

TEST_F(CnnTrainCommand, TellsHowGoodItIs) {
  const Outcome outcome = train({});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("2 labels"), HasSubstr("epoch 1/6 100%"),
                                 HasSubstr("held out: accuracy"), HasSubstr("wrote cnn.h5")));
  // Label, documents, precision, recall, F1 of each, then the rows of the confusion matrix.
  EXPECT_THAT(outcome.out_lines(), SizeIs(4));
  EXPECT_TRUE(folder_.has("cnn.h5"));
}

TEST_F(CnnTrainCommand, QuietSaysNothing) {
  const Outcome outcome = train({"--quiet", "-o", "other.h5"});
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_THAT(outcome.err, IsEmpty());
  EXPECT_THAT(folder_.names(), ElementsAre("corpus.txt", "labels.txt", "other.h5"));
}

TEST_F(CnnTrainCommand, ThreadsDoNotChangeTheResult) {
  ASSERT_EQ(train({"--quiet", "--threads", "1"}).exit_code, 0);
  const Json one = explanation_of("최악 영화");
  ASSERT_EQ(train({"--quiet", "--threads", "2"}).exit_code, 0);
  EXPECT_EQ(explanation_of("최악 영화"), one);
}

TEST_F(CnnTrainCommand, DocumentsMayCarryManyLabelsOrNone) {
  std::string corpus;
  std::string labels;
  for (int i = 0; i < 100; ++i) {
    corpus += "최고 감동 영화\n최고 연기\n감동 음악\n그냥 영화\n";
    labels += "좋음 감동\n좋음\n감동\n\n";
  }
  folder_.write("corpus.txt", corpus);
  folder_.write("labels.txt", labels);
  const Outcome outcome = train({});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("any number a document"), HasSubstr("micro F1"),
                                 HasSubstr("macro F1"), HasSubstr("precision at 1")));
  const auto probability = [&](const std::string& text, const std::string& label) {
    const Json explanation = explanation_of(text);
    double found = -1;
    for (const Json& prediction : explanation["predictions"])
      if (prediction["label"] == label) found = prediction["probability"];
    return found;
  };
  EXPECT_GT(probability("최고 감동 영화", "좋음"), 0.5);
  EXPECT_GT(probability("최고 감동 영화", "감동"), 0.5);
  EXPECT_LT(probability("그냥 영화", "좋음"), 0.5);
}

TEST_F(CnnTrainCommand, BeginsFromVectorsWithTheirTokenizer) {
  ASSERT_EQ(train_film_model(folder_).exit_code, 0);
  const Outcome outcome = attribute({"train", "corpus.txt", "labels.txt", "--embeddings", "t2v.h5",
                                     "--filters", "8", "--epochs", "2", "--min-count", "1"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("t2v.h5: vectors of "));
  const Outcome both = attribute(
      {"train", "corpus.txt", "labels.txt", "--embeddings", "t2v.h5", "--tokenizer", "unicode"});
  EXPECT_EQ(both.exit_code, 2);
  EXPECT_THAT(both.err, HasSubstr("--tokenizer with --embeddings"));
}

TEST_F(CnnTrainCommand, BadInputGivesOneLineAndLosesNothing) {
  ASSERT_EQ(train({"--quiet"}).exit_code, 0);
  const std::string old = folder_.read("cnn.h5");
  folder_.write("short.txt", "부정\n");
  folder_.write("same.txt", [&] {
    std::string lines;
    for (const char letter : folder_.read("labels.txt"))
      if (letter == '\n') lines += "부정\n";
    return lines;
  }());
  struct Case {
    Arguments arguments;
    int exit_code;
    std::string message;
  };
  const std::vector<Case> cases{
      {{"train", "none.txt", "labels.txt"}, 1, "none.txt"},
      {{"train", "corpus.txt", "short.txt"}, 1, "short.txt"},
      {{"train", "corpus.txt", "same.txt"}, 1, "1 label, expected at least 2"},
      {{"train", "corpus.txt", "labels.txt", "-o", "corpus.txt"}, 1, "is read by this run"},
      {{"train", "corpus.txt"}, 2, "expected CORPUS and LABELS"},
      {{"train", "corpus.txt", "labels.txt", "--dim", "0"}, 2, "--dim"},
      {{"train", "corpus.txt", "labels.txt", "--dropout", "nan"}, 2, "--dropout"},
      {{"train", "corpus.txt", "labels.txt", "--widths", "3,2"}, 2, "ascending"},
      {{"train", "corpus.txt", "labels.txt", "--widths", "2.5"}, 2, "whole numbers"},
      {{"train", "corpus.txt", "labels.txt", "--min-count", "1000000"}, 1, "corpus.txt"},
  };
  for (const Case& one : cases) {
    const Outcome outcome = attribute(one.arguments);
    EXPECT_EQ(outcome.exit_code, one.exit_code) << one.message << ": " << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr(one.message));
    EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
    EXPECT_EQ(folder_.read("cnn.h5"), old) << one.message;
  }
}

}  // namespace
}  // namespace t2v::testing
