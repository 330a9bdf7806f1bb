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

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSubsetOf;
using ::testing::MatchesRegex;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;
using Json = nlohmann::json;

using Arguments = std::vector<std::string>;

class QueryCommands : public ::testing::Test {
 protected:
  QueryCommands() { EXPECT_EQ(train_film_model(folder_).exit_code, 0); }

  Outcome ask(const Arguments& arguments) {
    Outcome outcome = folder_.run(arguments);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    return outcome;
  }

  /// The first column of the results.
  std::vector<std::string> answers(const Arguments& arguments) {
    std::vector<std::string> keys;
    for (const std::string& line : ask(arguments).out_lines())
      keys.push_back(line.substr(0, line.find('\t')));
    return keys;
  }

  WorkFolder folder_;
};

TEST_F(QueryCommands, AnalogyFindsTheCounterpart) {
  EXPECT_EQ(answers({"analogy", "최악", "-부정", "+긍정"}).at(0), "최고");
  EXPECT_EQ(answers({"analogy", "꿀잼", "+부정", "-긍정"}).at(0), "노잼");
  EXPECT_EQ(answers({"analogy", "지루", "-label:부정", "+label:긍정"}).at(0), "감동");
  EXPECT_EQ(answers({"analogy", "최악", "-부정", "+긍정", "--mul"}).at(0), "최고");
  EXPECT_EQ(answers({"analogy", "최악", "-부정", "+긍정", "--add"}).at(0), "최고");
}

TEST_F(QueryCommands, AnalogyTakesOneMethod) {
  const Outcome outcome = folder_.run({"analogy", "최악", "-부정", "+긍정", "--add", "--mul"});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("--add with --mul"));
}

TEST_F(QueryCommands, ResultsAreTabSeparatedWithoutColours) {
  const Outcome outcome = ask({"analogy", "최악", "-부정", "+긍정"});
  EXPECT_THAT(outcome.out_lines(), SizeIs(10));
  for (const std::string& line : outcome.out_lines())
    EXPECT_THAT(line, MatchesRegex("[^\t\033]+\t-?[0-9]\\.[0-9]+\t[0-9]+"));
  EXPECT_THAT(outcome.err, IsEmpty());
}

TEST_F(QueryCommands, SingleDashIsATermAndAValueMayBeginWithOne) {
  EXPECT_EQ(answers({"analogy", "-부정", "+긍정", "최악"}).at(0), "최고") << "first of all";
  EXPECT_EQ(answers({"analogy", "-n", "1", "최악", "-부정", "+긍정"}),
            std::vector<std::string>{"최고"});
  EXPECT_EQ(answers({"analogy", "최악", "--top=1", "--", "-부정", "+긍정"}),
            std::vector<std::string>{"최고"});
  const auto towards = answers({"contexts", "스토리", "--label", "부정", "--top", "4"});
  const auto away =
      answers({"contexts", "스토리", "--label", "긍정", "--label-weight", "-1", "--top", "4"});
  EXPECT_THAT(away, UnorderedElementsAre("환불", "실망", "억지", "허접"));
  EXPECT_THAT(towards, UnorderedElementsAre("환불", "실망", "억지", "허접"));
}

TEST_F(QueryCommands, LabelsTurnContextsAndNeighbors) {
  EXPECT_THAT(answers({"contexts", "스토리", "--label", "긍정", "--top", "4"}),
              UnorderedElementsAre("추천", "훌륭", "여운", "탄탄"));
  // Far enough towards a label the query itself hardly matters.
  EXPECT_THAT(answers({"neighbors", "결말", "--label=부정", "--label-weight=50", "-n", "7"}),
              UnorderedElementsAre("환불", "실망", "억지", "허접", "최악", "노잼", "지루"));
}

TEST_F(QueryCommands, QueryWordsAreNoAnswersAndRareOnesCanBeHidden) {
  const auto all = answers({"neighbors", "최고", "꿀잼", "--top", "100"});
  EXPECT_THAT(all, SizeIs(26));
  EXPECT_THAT(all, Not(::testing::Contains("최고")));
  // 영화 ends every review; nothing else is as frequent.
  EXPECT_THAT(answers({"neighbors", "최고", "--min-count", "3000"}), ElementsAre("영화"));
}

TEST_F(QueryCommands, JsonIsAnObjectALine) {
  const auto lines = ask({"neighbors", "최고", "--json", "--top", "3"}).out_lines();
  ASSERT_THAT(lines, SizeIs(3));
  double previous = 1;
  for (const std::string& line : lines) {
    const Json answer = Json::parse(line);
    EXPECT_TRUE(answer.at("word").is_string());
    EXPECT_TRUE(answer.at("count").is_number_unsigned());
    EXPECT_LE(answer.at("score").get<double>(), previous);
    previous = answer.at("score");
  }
}

TEST_F(QueryCommands, LabelsListsCountsOrRanksByTerms) {
  EXPECT_THAT(ask({"labels"}).out_lines(), ElementsAre("긍정\t2000", "부정\t1000"));
  EXPECT_EQ(answers({"labels", "추천", "훌륭"}), (std::vector<std::string>{"긍정", "부정"}));
  EXPECT_EQ(answers({"labels", "환불"}).at(0), "부정");
  EXPECT_EQ(answers({"labels", "환불", "-부정"}), std::vector<std::string>{"긍정"});
}

TEST_F(QueryCommands, WordThatIsALabelTooIsRemarkedOn) {
  folder_.write("corpus.txt", "긍정 가 나 긍정 가 나\n부정 가 나 부정 가 나\n");
  folder_.write("labels.txt", "긍정\n부정\n");
  ask({"train", "corpus.txt", "labels.txt", "--min-count", "1", "--quiet"});
  const Outcome bare = ask({"neighbors", "긍정"});
  EXPECT_THAT(bare.err_lines(), ElementsAre(HasSubstr("label:긍정")));
  EXPECT_THAT(ask({"neighbors", "label:긍정"}).err, IsEmpty());
  EXPECT_THAT(ask({"neighbors", "+긍정"}).err, IsEmpty());
}

TEST_F(QueryCommands, ModelComesFromTheOptionOrTheVariable) {
  const Outcome here = ask({"labels"});
  EXPECT_EQ(folder_.run({"train", "corpus.txt", "-o", "words.h5", "--quiet"}).exit_code, 0);
  EXPECT_THAT(ask({"labels", "-m", "words.h5"}).out, IsEmpty());
  Surroundings surroundings;
  surroundings.environment = {{"T2V_MODEL", "words.h5"}};
  EXPECT_THAT(folder_.run({"labels"}, surroundings).out, IsEmpty());
  EXPECT_EQ(folder_.run({"labels", "--model", "t2v.h5"}, surroundings).out, here.out);
}

TEST_F(QueryCommands, InfoTellsWhatAModelIs) {
  const auto lines = ask({"info", "--json"}).out_lines();
  ASSERT_THAT(lines, SizeIs(1));
  const Json info = Json::parse(lines[0]);
  EXPECT_EQ(info.at("dim"), 24);
  EXPECT_EQ(info.at("words"), 28);
  EXPECT_EQ(info.at("labels"), 2);
  EXPECT_EQ(info.at("tokens"), 21000);
  EXPECT_EQ(info.at("tokenizer"), "whitespace");
  EXPECT_EQ(info.at("seed"), 7);
  EXPECT_EQ(info.at("epochs_done"), 10);
  EXPECT_EQ(info.at("options").at("window"), 3);
  EXPECT_THAT(info.at("writer").get<std::string>(), HasSubstr("t2v"));
  EXPECT_THAT(info.at("corpus_sha256").get<std::string>(), SizeIs(64));
  EXPECT_THAT(info.at("vectors_sha256").get<std::string>(), SizeIs(64));
  EXPECT_THAT(ask({"info"}).out, HasSubstr("\ndim\t24\n"));
}

}  // namespace
}  // namespace t2v::testing
