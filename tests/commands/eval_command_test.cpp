#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "commands/film_reviews.h"
#include "commands/work_folder.h"

namespace t2v::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::StartsWith;
using Json = nlohmann::json;

class EvalCommand : public ::testing::Test {
 protected:
  EvalCommand() { EXPECT_EQ(train_film_model(folder_).exit_code, 0); }

  std::vector<Json> objects(std::vector<std::string> arguments) {
    arguments.emplace_back("--json");
    const Outcome outcome = folder_.run(arguments);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    std::vector<Json> objects;
    for (const std::string& line : outcome.out_lines()) objects.push_back(Json::parse(line));
    return objects;
  }

  WorkFolder folder_;
};

TEST_F(EvalCommand, ScoresLabelAnalogiesAskedInTwoWays) {
  folder_.write("cases.tsv",
                "최악\t부정\t긍정\t최고 으뜸\n노잼\t부정\t긍정\t꿀잼\n지루\t부정\t긍정\t없는말\n"
                "졸작\t부정\t긍정\t명작\n");
  const auto rows = objects({"eval", "labels", "cases.tsv", "--label-weights", "0,2"});
  ASSERT_THAT(rows, SizeIs(3 * 3 + 3)) << "three ways to ask three questions";
  EXPECT_EQ(rows[0].at("system"), "analogy");
  EXPECT_TRUE(rows[0].at("label_weight").is_null());
  EXPECT_EQ(rows[0].at("rank"), 1);
  EXPECT_EQ(rows[0].at("answers").at(0), "최고");
  EXPECT_TRUE(rows[2].at("rank").is_null());
  EXPECT_EQ(rows[8].at("system"), "neighbors");
  EXPECT_EQ(rows[8].at("label_weight"), 2);
  EXPECT_EQ(rows[8].at("query"), "지루");

  EXPECT_EQ(rows[9].at("system"), "analogy");
  EXPECT_EQ(rows[9].at("questions"), 4);
  EXPECT_EQ(rows[9].at("asked"), 3);
  EXPECT_EQ(rows[9].at("coverage"), 0.75);
  EXPECT_NEAR(rows[9].at("hit@1").get<double>(), 2.0 / 3, 1e-6);
  EXPECT_NEAR(rows[9].at("mrr").get<double>(), 2.0 / 3, 1e-6);
  EXPECT_EQ(rows[10].at("label_weight"), 0);
  EXPECT_EQ(rows[11].at("label_weight"), 2);
}

TEST_F(EvalCommand, TablesHaveAHeadingAndUnknownWordsARemark) {
  folder_.write("cases.tsv", "최악\t부정\t긍정\t최고\n졸작\t부정\t긍정\t명작\n");
  const Outcome outcome = folder_.run({"eval", "labels", "cases.tsv"});
  const std::vector<std::string> lines = outcome.out_lines();
  ASSERT_THAT(lines, SizeIs(7));
  EXPECT_EQ(lines[0], "system\tlabel_weight\tquery\tfrom\tto\trank\tanswers");
  EXPECT_THAT(lines[1], StartsWith("analogy\t-\t최악\t부정\t긍정\t1\t최고 "));
  EXPECT_EQ(lines[3], "");
  EXPECT_EQ(lines[4], "system\tlabel_weight\tquestions\tasked\tcoverage\thit@1\thit@10\tmrr");
  EXPECT_EQ(lines[5], "analogy\t-\t2\t1\t0.5000\t1.0000\t1.0000\t1.0000");
  EXPECT_THAT(outcome.err_lines(), ElementsAre(HasSubstr("passed over: 졸작")));
}

TEST_F(EvalCommand, BadRowNamesItsPlace) {
  folder_.write("cases.tsv", "최악\t부정\t긍정\t최고\n최악 부정 긍정 최고\n");
  const Outcome outcome = folder_.run({"eval", "labels", "cases.tsv"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err_lines(), ElementsAre(HasSubstr("cases.tsv:2")));
}

TEST_F(EvalCommand, TracesPolarityAndTopicalityOverWeights) {
  folder_.write("aspects.txt", "스토리\n음악\n결말\n");
  for (const std::string query : {"contexts", "neighbors"}) {
    const std::vector<std::string> arguments{"eval",       query,        "aspects.txt",
                                             "corpus.txt", "labels.txt", "--label-weights=0,1,50"};
    const auto rows = objects(arguments);
    ASSERT_THAT(rows, SizeIs(3));
    for (const Json& row : rows) {
      EXPECT_EQ(row.at("system"), query);
      EXPECT_EQ(row.at("answers"), 80) << "two aspects, two labels, 20 answers";
    }
    EXPECT_EQ(rows[2].at("label_weight"), 50);
    // The vocabulary is smaller than the pool, so all answers are topical; and without a weight
    // both labels get the same answers, none of which can be right for both.
    EXPECT_EQ(rows[0].at("topicality"), 1);
    EXPECT_LE(rows[0].at("polarity").get<double>(), 0.5);
    EXPECT_THAT(folder_.run(arguments).err, HasSubstr("음악"));
  }
}

TEST_F(EvalCommand, SetsThePlainSumBeside) {
  folder_.write("aspects.txt", "스토리\n결말\n");
  const std::vector<std::string> files{"aspects.txt", "corpus.txt", "labels.txt"};
  for (const std::string query : {"contexts", "neighbors"}) {
    std::vector<std::string> arguments{"eval", query};
    arguments.insert(arguments.end(), files.begin(), files.end());
    const auto alone = objects(arguments);
    ASSERT_THAT(alone, SizeIs(1)) << "at its own default weight";
    arguments.insert(arguments.end(), {"--add", "--label-weights", "0,100"});
    const auto rows = objects(arguments);
    ASSERT_THAT(rows, SizeIs(4));
    EXPECT_EQ(rows[1].at("system"), query);
    EXPECT_EQ(rows[2].at("system"), "plain sum");
    EXPECT_EQ(rows[2].at("polarity"), rows[0].at("polarity")) << "without a weight the same query";
    EXPECT_GT(rows[3].at("polarity").get<double>(), rows[2].at("polarity").get<double>());
  }
}

TEST_F(EvalCommand, ComparesWordPairsWithPeoplesScores) {
  folder_.write(
      "pairs.csv",
      "word 1,word 2,score\n최악,최고,9\n노잼,꿀잼,8\n최악,스토리,1.5\n영화관,스토리,5\n");
  const auto rows = objects({"eval", "similarity", "pairs.csv"});
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].at("file"), "pairs.csv");
  EXPECT_EQ(rows[0].at("pairs"), 4);
  EXPECT_EQ(rows[0].at("known"), 3);
  EXPECT_EQ(rows[0].at("coverage"), 0.75);
  // Words that play the same part are nearer to each other than to what stands beside them.
  EXPECT_GE(rows[0].at("spearman").get<double>(), 0.5);

  EXPECT_TRUE(objects({"eval", "similarity", "pairs.csv", "--most-frequent", "1"})[0]
                  .at("spearman")
                  .is_null());
  EXPECT_THAT(folder_.run({"eval", "similarity", "pairs.csv", "--most-frequent", "1"}).out_lines(),
              ElementsAre("file\tpairs\tknown\tcoverage\tspearman", "pairs.csv\t4\t0\t0.0000\t-"));
}

TEST_F(EvalCommand, AsksWordAnalogiesBySection) {
  folder_.write("questions.txt",
                ": parts\n최악 최고 노잼 꿀잼\n최악 최고 지루 감동\n노잼 꿀잼 최악 최고\n"
                ": gram1\n최악 최고 낱말 말\n");
  const auto rows = objects({"eval", "analogies", "questions.txt"});
  ASSERT_THAT(rows, SizeIs(5));
  const std::vector<std::string> sections{"parts", "gram1", "semantic", "syntactic", "all"};
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(rows[i].at("section"), sections[i]);
  EXPECT_EQ(rows[0].at("questions"), 3);
  EXPECT_EQ(rows[0].at("asked"), 3);
  EXPECT_EQ(rows[0].at("hit@1_3cosadd"), 1);
  EXPECT_EQ(rows[0].at("hit@1_3cosmul"), 1);
  EXPECT_EQ(rows[1].at("coverage"), 0);
  EXPECT_TRUE(rows[1].at("hit@1_3cosadd").is_null());
  EXPECT_EQ(rows[4].at("coverage"), 0.75);

  folder_.write("questions.txt", ": parts\n최악 최고 노잼 꿀잼\n");
  EXPECT_THAT(objects({"eval", "analogies", "questions.txt"}), SizeIs(2)) << "one kind only";
}

TEST_F(EvalCommand, BadFilesNameThePlace) {
  folder_.write("pairs.csv", "최악,최고,9\n최악,최고\n");
  folder_.write("questions.txt", ": parts\n최악 최고 노잼\n");
  const Outcome similarity = folder_.run({"eval", "similarity", "pairs.csv"});
  EXPECT_EQ(similarity.exit_code, 1);
  EXPECT_THAT(similarity.err_lines(), ElementsAre(HasSubstr("pairs.csv:2")));
  const Outcome analogies = folder_.run({"eval", "analogies", "questions.txt"});
  EXPECT_EQ(analogies.exit_code, 1);
  EXPECT_THAT(analogies.err_lines(), ElementsAre(HasSubstr("questions.txt:2")));
}

TEST_F(EvalCommand, WrongUsageIsRefused) {
  EXPECT_EQ(folder_.run({"eval"}).exit_code, 2);
  EXPECT_EQ(folder_.run({"eval", "words"}).exit_code, 2);
  EXPECT_EQ(folder_.run({"eval", "contexts", "a", "b"}).exit_code, 2);
  EXPECT_EQ(folder_.run({"eval", "neighbors", "a", "b", "c", "d"}).exit_code, 2);
  EXPECT_EQ(folder_.run({"eval", "similarity"}).exit_code, 2);
  EXPECT_EQ(folder_.run({"eval", "analogies", "a", "--most-frequent", "-1"}).exit_code, 2);
  EXPECT_THAT(folder_.run({"eval", "neighbours"}).err, HasSubstr("perhaps neighbors"));
  const Outcome outcome =
      folder_.run({"eval", "contexts", "a", "b", "c", "--label-weights", "0.5,,2"});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("--label-weights is ''"));
}

}  // namespace
}  // namespace t2v::testing
