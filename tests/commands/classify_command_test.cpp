#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "commands/bundled_reviews.h"

namespace t2v::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;
using Json = nlohmann::json;

using Arguments = std::vector<std::string>;

constexpr std::size_t kTrained = 3000;
constexpr std::size_t kHeldOut = 1000;

/// A model of bundled reviews, with heldout.txt and heldout.labels beside it.
class ClassifyCommand : public ::testing::Test {
 protected:
  ClassifyCommand() {
    const Outcome outcome = train_on(folder_, trained_);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    folder_.write("heldout.txt", text_of(heldout_.reviews));
    folder_.write("heldout.labels", text_of(heldout_.labels));
  }

  Outcome ask(Arguments arguments, const std::string& standard_input = "") {
    arguments.insert(arguments.begin(), "classify");
    Surroundings surroundings;
    surroundings.standard_input = standard_input;
    return folder_.run(arguments, surroundings);
  }

  std::vector<Json> rows(const Arguments& arguments) {
    const Outcome outcome = folder_.run(arguments);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    std::vector<Json> rows;
    for (const std::string& line : outcome.out_lines()) rows.push_back(Json::parse(line));
    return rows;
  }

  /// One line on standard error that says `what`, nothing on standard output.
  void refuse(const Arguments& arguments, int exit_code, const std::string& what) {
    SCOPED_TRACE(what);
    const Outcome outcome = folder_.run(arguments);
    EXPECT_EQ(outcome.exit_code, exit_code);
    EXPECT_THAT(outcome.err_lines(), ElementsAre(StartsWith("t2v: ")));
    EXPECT_THAT(outcome.err, HasSubstr(what));
    EXPECT_THAT(outcome.out, IsEmpty());
  }

  BundledReviews trained_ = bundled_reviews(0, kTrained);
  BundledReviews heldout_ = bundled_reviews(kTrained, kTrained + kHeldOut);
  WorkFolder folder_;
};

TEST_F(ClassifyCommand, TellsLabelProbabilityAndWords) {
  const auto answers = rows({"classify", "최악 의 영화", "최고 의 영화", "--json"});
  ASSERT_THAT(answers, SizeIs(2));
  EXPECT_EQ(answers[0].at("document"), 1);
  EXPECT_EQ(answers[0].at("label"), "부정");
  EXPECT_EQ(answers[0].at("words").at(0), "최악");
  EXPECT_EQ(answers[1].at("document"), 2);
  EXPECT_EQ(answers[1].at("label"), "긍정");
  EXPECT_EQ(answers[1].at("words").at(0), "최고");
  for (const Json& row : answers) EXPECT_GT(row.at("probability").get<double>(), 0.5);

  const Outcome plain = ask({"최악 의 영화", "--words", "1"});
  EXPECT_THAT(plain.out, ::testing::MatchesRegex("1\t부정\t0\\.[0-9]{4}\t최악\n"));
  EXPECT_THAT(plain.err, IsEmpty());
  EXPECT_THAT(ask({"최악 의 영화", "--words", "0"}).out,
              ::testing::MatchesRegex("1\t부정\t0\\.[0-9]{4}\t\n"));
}

TEST_F(ClassifyCommand, ProbabilitiesOfAllLabelsAddUpToOne) {
  const auto answers = rows({"classify", "최악 의 영화", "--top", "9", "--json"});
  ASSERT_THAT(answers, SizeIs(3)) << "there are no more labels";
  double sum = 0;
  double last = 1;
  for (const Json& row : answers) {
    const double probability = row.at("probability");
    EXPECT_LE(probability, last);
    last = probability;
    sum += probability;
  }
  EXPECT_NEAR(sum, 1, 3e-6);
  EXPECT_THAT(rows({"classify", "최악 의 영화", "-n", "2", "--json"}), SizeIs(2));
}

TEST_F(ClassifyCommand, WithoutKnownWordsLabelsHaveTheirSharesOfDocuments) {
  std::map<std::string, double> documents;
  for (const std::string& label : trained_.labels) ++documents[label];
  for (const std::string text : {"", "모르는말뿐"}) {
    const auto answers = rows({"classify", text, "--top", "3", "--json"});
    ASSERT_THAT(answers, SizeIs(3));
    for (const Json& row : answers) {
      EXPECT_NEAR(row.at("probability").get<double>(), documents[row.at("label")] / kTrained, 1e-6);
      EXPECT_THAT(row.at("words"), SizeIs(0));
    }
  }
}

TEST_F(ClassifyCommand, ReadsArgumentsFilesAndStandardInputAlike) {
  const std::string lines = "최악 의 영화\n\n최고 의 영화\n";
  folder_.write("asked.txt", lines);
  const std::string answers = ask({"최악 의 영화", "", "최고 의 영화"}).out;
  EXPECT_THAT(lines_of(answers),
              ElementsAre(StartsWith("1\t부정"), StartsWith("2\t긍정"), StartsWith("3\t긍정")));
  EXPECT_EQ(ask({"--file", "asked.txt"}).out, answers);
  EXPECT_EQ(ask({"--file", "-"}, lines).out, answers);
  EXPECT_EQ(ask({}, lines).out, answers);
  const Outcome nothing = ask({}, "");
  EXPECT_EQ(nothing.exit_code, 0);
  EXPECT_THAT(nothing.out, IsEmpty());
  EXPECT_THAT(ask({"최악 의\n최고"}).out_lines(), SizeIs(1)) << "a text is one document";
}

TEST_F(ClassifyCommand, ChoosesFromOneKind) {
  std::vector<std::string> both = trained_.labels;
  for (std::size_t i = 0; i < both.size(); ++i) both[i] += i % 3 == 0 ? " film:1" : " film:2";
  EXPECT_EQ(train_on(folder_, {trained_.reviews, both}).exit_code, 0);
  const auto labels = [&](const Arguments& selection) {
    Arguments arguments{"classify", "최악 의 영화", "--top", "9", "--json"};
    arguments.insert(arguments.end(), selection.begin(), selection.end());
    std::map<std::string, double> probabilities;
    double sum = 0;
    for (const Json& row : rows(arguments))
      sum += probabilities[row.at("label")] = row.at("probability");
    EXPECT_NEAR(sum, 1, 5e-6);
    return probabilities;
  };
  EXPECT_THAT(labels({}), SizeIs(5));
  EXPECT_THAT(labels({"--kind", "film"}),
              ElementsAre(::testing::Key("film:1"), ::testing::Key("film:2")));
  const auto opinions = labels({"--kind", ":"});
  EXPECT_THAT(opinions, SizeIs(3));
  EXPECT_GT(opinions.at("부정"), 0.5);
  EXPECT_THAT(labels({"--like", "?정"}),
              ElementsAre(::testing::Key("긍정"), ::testing::Key("부정")));

  const auto accuracy = [&](const Arguments& selection) {
    Arguments arguments{"eval", "classify", "heldout.txt", "heldout.labels", "--json"};
    arguments.insert(arguments.end(), selection.begin(), selection.end());
    return rows(arguments)[0].at("accuracy").get<double>();
  };
  EXPECT_LE(accuracy({}), accuracy({"--kind", ":"})) << "films may be chosen too";
  EXPECT_GT(accuracy({"--kind", ":"}), 0.85);
}

TEST_F(ClassifyCommand, EvalCountsWhatClassifySays) {
  const auto figures = rows({"eval", "classify", "heldout.txt", "heldout.labels", "--json"});
  ASSERT_THAT(figures, SizeIs(2));
  EXPECT_EQ(figures[0].at("labelled by"), "label vectors");
  EXPECT_EQ(figures[1].at("labelled by"), "most frequent label");
  const auto answers = rows({"classify", "--file", "heldout.txt", "--json"});
  ASSERT_THAT(answers, SizeIs(kHeldOut));
  double right = 0;
  double positive = 0;
  for (std::size_t i = 0; i < kHeldOut; ++i) {
    right += answers[i].at("label") == heldout_.labels[i] ? 1 : 0;
    positive += heldout_.labels[i] == "긍정" ? 1 : 0;
  }
  EXPECT_EQ(figures[0].at("documents"), kHeldOut);
  EXPECT_NEAR(figures[0].at("accuracy").get<double>(), right / kHeldOut, 1e-6);
  EXPECT_GT(right / kHeldOut, 0.85);
  EXPECT_GT(figures[0].at("log_loss").get<double>(), 0);
  EXPECT_LT(figures[0].at("log_loss").get<double>(), 0.5);
  EXPECT_NEAR(figures[1].at("accuracy").get<double>(), positive / kHeldOut, 1e-6);
  EXPECT_TRUE(figures[1].at("log_loss").is_null());
}

TEST_F(ClassifyCommand, EvalNamesUnknownLabelsAndPassesThemOver) {
  std::vector<std::string> labels = heldout_.labels;
  labels[0] = "";
  for (std::size_t i = 1; i < 8; ++i) labels[i] = "새말" + std::to_string(i);
  folder_.write("new.labels", text_of(labels));
  const Outcome outcome = folder_.run({"eval", "classify", "heldout.txt", "new.labels"});
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.err_lines(),
              ElementsAre("t2v: note: new.labels: passed over what is no label of the model: "
                          "새말1, 새말2, 새말3, 새말4, 새말5 and 2 more"));
  ASSERT_THAT(outcome.out_lines(), SizeIs(3));
  EXPECT_EQ(outcome.out_lines()[0], "labelled by\tdocuments\taccuracy\tlog_loss");
  EXPECT_THAT(outcome.out_lines()[1], StartsWith("label vectors\t992\t0."));
  EXPECT_THAT(outcome.out_lines()[2],
              ::testing::MatchesRegex("most frequent label\t992\t0\\.[0-9]{4}\t-"));
}

TEST_F(ClassifyCommand, BadInputIsRefused) {
  refuse({"classify", "최악", "--file", "heldout.txt"}, 2,
         "--file with TEXT, expected one of them");
  refuse({"classify", "--file", "absent.txt"}, 1, "absent.txt");
  refuse({"classify", "--file", ""}, 2, "--file is empty, expected the name of a file, or -");
  refuse({"classify", "최악", "--kind", "film"}, 1, "no label is of the kind 'film'");
  refuse({"classify", "최악", "--like", "film:*"}, 1, "no label is like 'film:*'");
  refuse({"classify", "최악", "--like", ""}, 2, "--like is empty");
  refuse({"classify", "최악", "--top", "0"}, 2, "--top");
  refuse({"classify", "최악", "--words", "-1"}, 2, "--words");
  refuse({"classify", "최악", "-m", "absent.h5"}, 1, "absent.h5");
  EXPECT_EQ(
      folder_
          .run({"train", "corpus.txt", "-o", "bare.h5", "--dim", "2", "--epochs", "1", "--quiet"})
          .exit_code,
      0);
  refuse({"classify", "최악", "-m", "bare.h5"}, 1,
         "no labels to choose from, expected a model trained with some");
}

TEST_F(ClassifyCommand, BadInputOfEvalIsRefused) {
  refuse({"eval", "classify", "heldout.txt"}, 2, "CORPUS and LABELS");
  refuse({"eval", "classify", "-", "-"}, 2, "both '-'");
  refuse({"eval", "classify", "heldout.txt", "labels.txt"}, 1,
         "heldout.txt has 1000 lines but labels.txt has 3000");
  refuse({"eval", "classify", "heldout.txt", "absent.labels"}, 1, "absent.labels");
  refuse({"eval", "classify", "heldout.txt", "heldout.labels", "--kind", "film"}, 1,
         "no label is of the kind 'film'");
  folder_.write("no.labels", std::string(kHeldOut, '\n'));
  refuse({"eval", "classify", "heldout.txt", "no.labels"}, 1,
         "no held-out document has a label to choose from");
}

}  // namespace
}  // namespace t2v::testing
