#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "commands/trained_classifier.h"

namespace t2v::testing {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::SizeIs;
using Json = nlohmann::json;

/// t2v-attribute evaluate: how faithful methods are, and how often the classifier is right.
class EvaluateCommand : public TrainedClassifier {};

/// Objects by method.
std::map<std::string, Json> by_method(const std::vector<Json>& objects) {
  std::map<std::string, Json> methods;
  for (const Json& object : objects)
    if (object.contains("method")) methods[object.at("method")] = object;
  return methods;
}

double aopc(const Json& judged, const char* figure) {
  return judged.at(figure).at("aopc").get<double>();
}

TEST_F(EvaluateCommand, FaithfulMethodsBeatARandomRanking) {
  auto judged = by_method(objects({"evaluate", "corpus.txt", "--methods", "integrated-gradients",
                                   "--documents", "200", "--removal", "deletion"}));
  ASSERT_THAT(judged, SizeIs(3));
  for (const char* method : {"integrated-gradients", "leave-one-out"}) {
    EXPECT_EQ(judged.at(method).at("documents"), 200);
    EXPECT_GT(judged[method].at("comprehensiveness").at("interval").at(0),
              judged["random"].at("comprehensiveness").at("interval").at(1));
    EXPECT_LT(aopc(judged[method], "sufficiency"), aopc(judged["random"], "sufficiency"));
    EXPECT_GT(judged[method].at("documents_per_second"), 0);
  }
  EXPECT_LT(judged["integrated-gradients"].at("completeness_error"), 1e-4);
  EXPECT_TRUE(judged["random"].at("completeness_error").is_null());
}

TEST_F(EvaluateCommand, PrintsBothTables) {
  const auto rows =
      lines({"evaluate", "corpus.txt", "--methods", "votes,votes", "--documents", "20"});
  // Three rankings, two removals: an AOPC row and two rows of bins each.
  ASSERT_THAT(rows, SizeIs(18));
  EXPECT_THAT(column(rows, 1), Each(::testing::AnyOf("deletion", "padding")));
  EXPECT_THAT(cells(rows[0]), SizeIs(10));
  EXPECT_THAT(cells(rows[6]), SizeIs(8));
}

TEST_F(EvaluateCommand, IsTheSameForASeed) {
  const auto run = [](const std::string& seed, const std::string& threads) {
    auto rows = objects({"evaluate", "corpus.txt", "--methods", "lime", "--documents", "20",
                         "--seed", seed, "--threads", threads});
    for (Json& row : rows) row.erase("documents_per_second");
    return rows;
  };
  EXPECT_EQ(run("3", "1"), run("3", "3"));
  EXPECT_NE(run("3", "1"), run("4", "1"));
}

TEST_F(EvaluateCommand, ScoresOfOtherToolsAreJudgedAlike) {
  // The corpus' first two documents: every word scores its place, so the last word comes first.
  const auto corpus = lines_of(folder_->read("corpus.txt"));
  std::string scores;
  for (std::size_t document = 0; document < 2; ++document) {
    Json object{{"method", "last-first"}, {"id", document + 1}, {"tokens", Json::array()}};
    std::istringstream words(corpus[document]);
    int place = 0;
    for (std::string word; words >> word;) object["tokens"].push_back({{"score", place++}});
    scores += object.dump() + '\n';
  }
  folder_->write("scores.jsonl", scores);
  const auto judged = by_method(
      objects({"evaluate", "corpus.txt", "--methods", "votes", "--scores", "scores.jsonl"}));
  ASSERT_TRUE(judged.contains("last-first"));
  for (const auto& [name, object] : judged) EXPECT_EQ(object.at("documents"), 2) << name;
  EXPECT_TRUE(judged.at("last-first").at("documents_per_second").is_null());

  folder_->write("bad.jsonl", scores + "{\"method\":\"last-first\",\"id\":3,\"tokens\":[]}\n");
  refuse({"evaluate", "corpus.txt", "--scores", "bad.jsonl"}, 1, "bad.jsonl:3: 0 tokens");
  folder_->write("none.jsonl", "{\"method\":\"m\",\"text\":\"nowhere\",\"tokens\":[]}\n");
  refuse({"evaluate", "corpus.txt", "--scores", "none.jsonl"}, 1, "none.jsonl");
}

TEST_F(EvaluateCommand, LabelsTellHowOftenTheClassifierIsRight) {
  folder_->write("five.txt", "최고 추천\n감동 훌륭\n최악 환불\n최고 추천\n영화\n");
  folder_->write("five.labels", "긍정\n긍정\n부정\n부정\n\n");
  const auto rows = objects({"evaluate", "five.txt", "five.labels", "--methods", "votes"});
  const Json& metrics = rows.front();
  EXPECT_EQ(metrics.at("documents"), 4);
  EXPECT_EQ(metrics.at("accuracy"), 0.75);
  // Labels in the order of the classifier: the more frequent 긍정 first.
  EXPECT_EQ(metrics.at("confusion"), Json::parse("[[2, 0], [1, 1]]"));
  EXPECT_EQ(metrics.at("labels").at(1).at("label"), "부정");
  EXPECT_EQ(metrics.at("labels").at(1).at("recall"), 0.5);
  EXPECT_EQ(metrics.at("labels").at(1).at("precision"), 1);
  EXPECT_THAT(lines({"evaluate", "five.txt", "five.labels", "--methods", "votes"}),
              Contains("accuracy\t0.7500"));
}

TEST_F(EvaluateCommand, Refusals) {
  refuse({"evaluate"}, 2, "CORPUS");
  refuse({"evaluate", "corpus.txt", "--removal", "masking"}, 2, "'masking'");
  refuse({"evaluate", "corpus.txt", "--output", "label"}, 2, "'label'");
  refuse({"evaluate", "corpus.txt", "--methods", "cam,,lime"}, 2, "''");
  folder_->write("blank.txt", "\n\n");
  refuse({"evaluate", "blank.txt"}, 1, "blank.txt: no words");
}

}  // namespace
}  // namespace t2v::testing
