#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "commands/film_reviews.h"
#include "commands/work_folder.h"

namespace t2v::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Json = nlohmann::json;

class HeldoutCommand : public ::testing::Test {
 protected:
  HeldoutCommand() { EXPECT_EQ(train_film_model(folder_).exit_code, 0); }

  std::vector<Json> objects(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"eval", "heldout"});
    arguments.emplace_back("--json");
    const Outcome outcome = folder_.run(arguments);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    std::vector<Json> objects;
    for (const std::string& line : outcome.out_lines()) objects.push_back(Json::parse(line));
    return objects;
  }

  WorkFolder folder_;
};

TEST_F(HeldoutCommand, LabelsHelpToPredictWords) {
  const auto rows = objects({"corpus.txt", "labels.txt"});
  ASSERT_THAT(rows, SizeIs(3));
  EXPECT_EQ(rows[0].at("given"), "words");
  EXPECT_EQ(rows[1].at("given"), "labels");
  EXPECT_EQ(rows[2].at("given"), "both");
  for (const Json& row : rows) {
    EXPECT_EQ(row.at("documents"), 3000);
    EXPECT_LT(row.at("loss").get<double>(), 6 * std::log(2.0)) << "of vectors of zeros";
  }
  EXPECT_LT(rows[2].at("loss").get<double>(), rows[1].at("loss").get<double>());
  const Outcome outcome = folder_.run({"eval", "heldout", "corpus.txt", "labels.txt"});
  EXPECT_THAT(outcome.out, HasSubstr("given\tdocuments\tpairs\tloss\nwords\t3000\t"));
}

TEST_F(HeldoutCommand, LabelsAreNotNeeded) {
  const auto rows = objects({"corpus.txt"});
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0], objects({"corpus.txt", "labels.txt"})[0]);
  EXPECT_EQ(rows, objects({"corpus.txt"}));
  EXPECT_NE(rows, objects({"corpus.txt", "--seed", "2"}));
}

TEST_F(HeldoutCommand, UnknownLabelsAreNamedAndPassedOver) {
  folder_.write("few.txt", "스토리 환불 완전 노잼\n스토리 환불 완전 노잼\n");
  folder_.write("few-labels.txt", "부정 웃김\n웃김\n");
  const Outcome outcome = folder_.run({"eval", "heldout", "few.txt", "few-labels.txt"});
  EXPECT_THAT(outcome.err_lines(),
              ElementsAre(HasSubstr("few-labels.txt: passed over what is no label of the model: "
                                    "웃김")));
  ASSERT_THAT(outcome.out_lines(), SizeIs(5));
  EXPECT_THAT(outcome.out_lines()[2], HasSubstr("words, labelled documents\t1\t"));
}

TEST_F(HeldoutCommand, BadInputIsRefused) {
  folder_.write("short.txt", "부정\n");
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"corpus.txt", "short.txt"}, {"absent.txt"}, {"short.txt"}}) {
    std::vector<std::string> all{"eval", "heldout"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const Outcome outcome = folder_.run(all);
    EXPECT_EQ(outcome.exit_code, 1);
    EXPECT_THAT(outcome.err_lines(), SizeIs(1));
    EXPECT_THAT(outcome.out, IsEmpty());
  }
  EXPECT_EQ(folder_.run({"eval", "heldout"}).exit_code, 2);
  EXPECT_EQ(folder_.run({"eval", "heldout", "-", "-"}).exit_code, 2);
}

}  // namespace
}  // namespace t2v::testing
