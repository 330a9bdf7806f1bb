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

TEST_F(EvalCommand, ScoresLabelAnalogies) {
  folder_.write("cases.tsv",
                "최악\t부정\t긍정\t최고 으뜸\n노잼\t부정\t긍정\t꿀잼\n지루\t부정\t긍정\t없는말\n"
                "졸작\t부정\t긍정\t명작\n");
  const auto rows = objects({"eval", "labels", "cases.tsv"});
  ASSERT_THAT(rows, SizeIs(5));
  EXPECT_EQ(rows[0].at("rank"), 1);
  EXPECT_EQ(rows[0].at("answers").at(0), "최고");
  EXPECT_TRUE(rows[2].at("rank").is_null());
  EXPECT_THAT(rows[3].at("answers"), SizeIs(0));
  EXPECT_EQ(rows[4].at("asked"), 3);
  EXPECT_EQ(rows[4].at("coverage"), 0.75);
  EXPECT_NEAR(rows[4].at("hit@1").get<double>(), 2.0 / 3, 1e-6);
  EXPECT_NEAR(rows[4].at("mrr").get<double>(), 2.0 / 3, 1e-6);
  EXPECT_THAT(folder_.run({"eval", "labels", "cases.tsv"}).out, HasSubstr("\nhit@1\t0.6667\n"));
}

TEST_F(EvalCommand, BadRowNamesItsPlace) {
  folder_.write("cases.tsv", "최악\t부정\t긍정\t최고\n최악 부정 긍정 최고\n");
  const Outcome outcome = folder_.run({"eval", "labels", "cases.tsv"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err_lines(), ElementsAre(HasSubstr("cases.tsv:2")));
}

TEST_F(EvalCommand, TracesPolarityAndTopicalityOverWeights) {
  folder_.write("aspects.txt", "스토리\n음악\n결말\n");
  const std::vector<std::string> arguments{"eval",       "contexts",   "aspects.txt",
                                           "corpus.txt", "labels.txt", "--label-weights=0,1,50"};
  const auto rows = objects(arguments);
  ASSERT_THAT(rows, SizeIs(6));
  // Two aspects, two labels, 20 answers.
  for (const Json& row : rows) EXPECT_EQ(row.at("answers"), 80);
  EXPECT_EQ(rows[0].at("query"), "contexts");
  EXPECT_EQ(rows[3].at("query"), "neighbors");
  EXPECT_EQ(rows[2].at("label_weight"), 50);
  // The vocabulary is smaller than the pool, so all answers are topical; and without a weight both
  // labels get the same answers, none of which can be right for both.
  EXPECT_EQ(rows[0].at("topicality"), 1);
  EXPECT_LE(rows[0].at("polarity").get<double>(), 0.5);
  EXPECT_THAT(folder_.run(arguments).err, HasSubstr("음악"));
}

TEST_F(EvalCommand, WrongUsageIsRefused) {
  EXPECT_EQ(folder_.run({"eval"}).exit_code, 2);
  EXPECT_EQ(folder_.run({"eval", "words"}).exit_code, 2);
  EXPECT_EQ(folder_.run({"eval", "contexts", "a", "b"}).exit_code, 2);
  const Outcome outcome =
      folder_.run({"eval", "contexts", "a", "b", "c", "--label-weights", "0.5,,2"});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("--label-weights is ''"));
}

}  // namespace
}  // namespace t2v::testing
