#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "commands/film_reviews.h"
#include "commands/work_folder.h"

namespace t2v::testing {
namespace {

using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::Contains;
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

TEST_F(QueryCommands, AnalogyIsAQuizToo) {
  const std::string terms = ask({"analogy", "최악", "-부정", "+긍정"}).out;
  EXPECT_EQ(ask({"analogy", "최악 : 부정 = ? : 긍정"}).out, terms);
  EXPECT_EQ(ask({"analogy", "최악", ":", "부정", "=", "?", ":", "긍정"}).out, terms);
  EXPECT_EQ(ask({"analogy", "? ： 긍정 ＝ 최악 ： 부정", "--top", "10"}).out, terms);
  EXPECT_EQ(ask({"analogy", "부정:최악=긍정:?"}).out, terms);
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

TEST_F(QueryCommands, LexiconSaysWhatWordsSpeakFor) {
  const auto lines = ask({"lexicon"}).out_lines();
  EXPECT_THAT(lines, SizeIs(28));
  for (const std::string& line : lines) {
    EXPECT_THAT(
        line,
        MatchesRegex("[^\t]+\t(긍정|부정|중립)\t(yes|no)(\t-?[0-9]+\\.[0-9]+)+\t[0-9]+\t[0-9]+"));
  }
  std::map<std::string, std::vector<std::string>> words;
  for (const std::string& line : lines) {
    const std::string word = line.substr(0, line.find('\t'));
    words[line.substr(word.size() + 1, std::string("긍정").size())].push_back(word);
  }
  EXPECT_THAT(words["긍정"],
              UnorderedElementsAre("추천", "훌륭", "여운", "탄탄", "최고", "꿀잼", "감동"));
  EXPECT_THAT(words["부정"],
              UnorderedElementsAre("환불", "실망", "억지", "허접", "최악", "노잼", "지루"));
  EXPECT_THAT(words["중립"], AllOf(SizeIs(14), Contains("영화"), Contains("스토리")));
}

TEST_F(QueryCommands, LexiconAnswersForWords) {
  const auto lines = ask({"lexicon", "영화", "최악", "word:최고", "--json"}).out_lines();
  ASSERT_THAT(lines, SizeIs(3));
  const Json film = Json::parse(lines[0]);
  EXPECT_EQ(film.at("word"), "영화");
  EXPECT_EQ(film.at("label"), "중립");
  EXPECT_EQ(film.at("decided"), "no");
  EXPECT_NEAR(film.at("label:긍정").get<double>(), 0, 0.01);
  EXPECT_EQ(film.at("documents"), 3000);
  const Json worst = Json::parse(lines[1]);
  EXPECT_EQ(worst.at("label"), "부정");
  EXPECT_GT(worst.at("label:부정").get<double>(), 3);
  EXPECT_LT(worst.at("label:긍정").get<double>(), -3);
  EXPECT_EQ(Json::parse(lines[2]).at("label"), "긍정");
  // Its ratio is far above 2, but not above 1000.
  EXPECT_THAT(ask({"lexicon", "최악", "--ratio", "1000", "--neutral", "둘 다"}).out,
              StartsWith("최악\t둘 다\tno\t"));
}

TEST_F(QueryCommands, LexiconIsWhatTrainingReads) {
  const auto few = ask({"lexicon", "--top", "3", "--min-count", "100"}).out;
  EXPECT_THAT(lines_of(few), SizeIs(9));
  folder_.write("lexicon.tsv", few);
  const Outcome outcome = ask({"train", "corpus.txt", "--word-labels", "lexicon.tsv", "--epochs",
                               "1", "--dim", "8", "-o", "words.h5"});
  EXPECT_THAT(outcome.err, HasSubstr("3 labels"));
}

/// Labels of two kinds: each review's verdict and its film, one film for each aspect.
class KindsOfLabels : public QueryCommands {
 protected:
  KindsOfLabels() {
    const FilmReviews reviews = film_reviews();
    std::string labels;
    const auto verdicts = lines_of(reviews.labels);
    const auto texts = lines_of(reviews.corpus);
    for (std::size_t i = 0; i < texts.size(); ++i)
      labels += verdicts[i] + " film:" + texts[i].substr(0, texts[i].find(' ')) + '\n';
    folder_.write("kinds.txt", labels);
    Arguments train{"train", "corpus.txt", "kinds.txt", "--quiet"};
    for (const std::string& option : training_options()) train.push_back(option);
    EXPECT_EQ(folder_.run(train).exit_code, 0);
  }
};

TEST_F(KindsOfLabels, RestrictLabels) {
  EXPECT_THAT(answers({"labels", "--kind", "film"}),
              UnorderedElementsAre("film:스토리", "film:연기", "film:결말", "film:배우"));
  EXPECT_THAT(ask({"labels", "--kind", ":"}).out_lines(),
              ElementsAre("긍정\t2000\t", "부정\t1000\t"));
  EXPECT_THAT(answers({"labels", "--like", "film:?기"}), ElementsAre("film:연기"));
  EXPECT_THAT(answers({"labels", "연기", "--kind", "film", "-n", "1"}), ElementsAre("film:연기"));
  EXPECT_THAT(answers({"labels", "연기", "+긍정", "--like", "film:[연배]*", "--prior-count", "0"}),
              ElementsAre("film:연기", "film:배우"));
}

TEST_F(KindsOfLabels, AreShown) {
  const auto lines = ask({"labels", "결말", "--kind", "film", "-n", "1", "--json"}).out_lines();
  ASSERT_THAT(lines, SizeIs(1));
  const Json answer = Json::parse(lines[0]);
  EXPECT_EQ(answer.at("label"), "film:결말");
  EXPECT_EQ(answer.at("kind"), "film");
  EXPECT_GT(answer.at("count"), 500);
  EXPECT_THAT(ask({"info"}).out,
              HasSubstr("\nlabels\t6\nlabels of the kind :\t2\nlabels of the kind film\t4\n"));
  const Json info = Json::parse(ask({"info", "--json"}).out_lines().at(0));
  EXPECT_EQ(info.at("label_kinds"), Json({{":", 2}, {"film", 4}}));
}

TEST_F(KindsOfLabels, NameTermsInEveryQuery) {
  for (const char* label : {"film:연기", "label:film:연기"}) {
    EXPECT_THAT(answers({"contexts", label, "-n", "1"}), ElementsAre("연기")) << label;
    EXPECT_THAT(answers({"contexts", label, "--label", "부정", "-n", "5"}),
                Contains(AnyOf("환불", "실망", "억지", "허접")));
    EXPECT_THAT(answers({"neighbors", "최고", "--label", label}), SizeIs(10));
    EXPECT_THAT(answers({"analogy", "연기", std::string("-") + label, "+film:결말", "-n", "1"}),
                ElementsAre("결말"));
    EXPECT_THAT(answers({"labels", label, "--kind", "film"}), SizeIs(3));
    EXPECT_THAT(
        answers({"analogy", std::string("연기 : ") + label + " = ? : film:결말", "-n", "1"}),
        ElementsAre("결말"));
  }
}

TEST_F(KindsOfLabels, HaveLexiconsOfTheirOwn) {
  EXPECT_THAT(ask({"lexicon", "최악"}).out, StartsWith("최악\t부정\tyes\t"));
  EXPECT_THAT(ask({"lexicon", "최악", "결말", "--kind", "film"}).out_lines(),
              ElementsAre(StartsWith("최악\t중립\tno\t"), StartsWith("결말\tfilm:결말\tyes\t")));
}

TEST_F(KindsOfLabels, ThatAreNoneAreErrors) {
  const auto refuse = [&](const Arguments& arguments, int exit_code, const std::string& what) {
    const Outcome outcome = folder_.run(arguments);
    EXPECT_EQ(outcome.exit_code, exit_code);
    EXPECT_THAT(outcome.err_lines(), ElementsAre(HasSubstr(what)));
  };
  refuse({"labels", "--kind", "actor"}, 1,
         "no label is of the kind 'actor'; the kinds are :, film");
  refuse({"labels", "--like", "actor:*"}, 1, "no label is like 'actor:*'");
  refuse({"labels", "--like", ""}, 2, "--like is empty");
  refuse({"labels", "--like", "a*", "--like", "b*"}, 2, "--like");
  refuse({"labels", "연기", "--prior-count", "-1"}, 2, "--prior-count");
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
  EXPECT_GT(info.at("word_label_pairs"), 28);  // some words occur with both labels
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
