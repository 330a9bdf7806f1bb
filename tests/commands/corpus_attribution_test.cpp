#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "commands/film_reviews.h"
#include "commands/work_folder.h"

namespace t2v::testing {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Ge;
using ::testing::Gt;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSubsetOf;
using ::testing::Le;
using ::testing::Lt;
using ::testing::Not;
using ::testing::SizeIs;
using Json = nlohmann::json;
using Arguments = std::vector<std::string>;

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> result;
  std::istringstream stream(line);
  for (std::string cell; std::getline(stream, cell, '\t');) result.push_back(cell);
  return result;
}

std::vector<std::string> column(const std::vector<std::string>& lines, std::size_t number) {
  std::vector<std::string> result;
  for (const std::string& line : lines) result.push_back(cells(line).at(number));
  return result;
}

/// A folder with the film reviews and a classifier that was trained on them. Made once: nothing
/// here changes it.
class CorpusAttribution : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<WorkFolder>();
    write_film_reviews(*folder_);
    const Outcome outcome = attribute({"train", "corpus.txt", "labels.txt", "-o", "cnn.h5", "--dim",
                                       "16", "--filters", "8", "--epochs", "10", "--batch", "16",
                                       "--seed", "7", "--threads", "1", "--quiet"});
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  }
  static void TearDownTestSuite() { folder_.reset(); }

  static Outcome attribute(const Arguments& arguments) {
    Surroundings surroundings;
    surroundings.program = T2V_ATTRIBUTE_PROGRAM;
    return folder_->run(arguments, surroundings);
  }

  static std::vector<std::string> lines(const Arguments& arguments) {
    const Outcome outcome = attribute(arguments);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    return outcome.out_lines();
  }

  static std::vector<Json> objects(Arguments arguments) {
    arguments.emplace_back("--json");
    std::vector<Json> objects;
    for (const std::string& line : lines(arguments)) objects.push_back(Json::parse(line));
    return objects;
  }

  static void refuse(const Arguments& arguments, int exit_code, const std::string& what) {
    const Outcome outcome = attribute(arguments);
    EXPECT_EQ(outcome.exit_code, exit_code) << what;
    EXPECT_THAT(outcome.err_lines(), ElementsAre(HasSubstr(what)));
    EXPECT_THAT(outcome.out, IsEmpty());
  }

  static std::unique_ptr<WorkFolder> folder_;
  static const std::vector<std::string> kComplaints;
  static const std::vector<std::string> kPraise;
};

std::unique_ptr<WorkFolder> CorpusAttribution::folder_;
const std::vector<std::string> CorpusAttribution::kComplaints{"환불", "실망", "억지", "허접",
                                                              "최악", "노잼", "지루"};
const std::vector<std::string> CorpusAttribution::kPraise{"추천", "훌륭", "여운", "탄탄",
                                                          "최고", "꿀잼", "감동"};

TEST_F(CorpusAttribution, LexiconNamesTheWordsOfEachLabel) {
  const auto lexicon = lines({"lexicon", "corpus.txt", "labels.txt", "--top", "5"});
  ASSERT_THAT(lexicon, SizeIs(10));
  const auto words = column(lexicon, 0);
  const auto labels = column(lexicon, 1);
  for (std::size_t i = 0; i < lexicon.size(); ++i) {
    EXPECT_THAT(labels[i] == "긍정" ? kPraise : kComplaints, Contains(words[i]));
    EXPECT_THAT(cells(lexicon[i]), SizeIs(11));
  }
  EXPECT_THAT(std::set<std::string>(labels.begin(), labels.end()), SizeIs(2));
}

TEST_F(CorpusAttribution, LexiconFiguresAreThoseOfTheCorpus) {
  const auto lexicon = objects({"lexicon", "corpus.txt", "labels.txt", "--top", "1"});
  ASSERT_THAT(lexicon, SizeIs(2));
  for (const Json& entry : lexicon) {
    // A word of one label only: in none of the other's documents.
    EXPECT_EQ(entry.at("elsewhere"), 0);
    EXPECT_EQ(entry.at("rank"), 1);
    EXPECT_EQ(entry.at("ambiguous"), "-");
    EXPECT_NEAR(entry.at("sum").get<double>() / entry.at("documents").get<double>(),
                entry.at("mean").get<double>(), 1e-5);
    EXPECT_GT(entry.at("mean").get<double>(), 0);
    EXPECT_GT(entry.at("tf_idf").get<double>(), 0);
  }
}

TEST_F(CorpusAttribution, LexiconIsWhatTrainingReads) {
  ASSERT_EQ(attribute({"lexicon", "corpus.txt", "labels.txt", "-o", "lexicon.tsv"}).exit_code, 0);
  const Outcome outcome = folder_->run({"train", "corpus.txt", "--word-labels", "lexicon.tsv",
                                        "--epochs", "1", "--dim", "8", "-o", "words.h5"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("2 labels"));
  EXPECT_EQ(folder_->read("lexicon.tsv"), attribute({"lexicon", "corpus.txt", "labels.txt"}).out);
}

TEST_F(CorpusAttribution, LexiconBesideTfIdf) {
  const auto rows =
      objects({"lexicon", "corpus.txt", "labels.txt", "--compare", "tfidf", "--top", "3"});
  ASSERT_THAT(rows, SizeIs(6));
  for (const Json& row : rows) {
    EXPECT_THAT(row.at("label") == "긍정" ? kPraise : kComplaints,
                Contains(row.at("by_attribution").get<std::string>()));
    EXPECT_NE(row.at("by_tf_idf"), "영화");  // is in every document
  }
}

TEST_F(CorpusAttribution, LexiconDoesNotDependOnThreads) {
  const Arguments arguments{"lexicon", "corpus.txt", "labels.txt", "--json"};
  Arguments one = arguments;
  one.insert(one.end(), {"--threads", "1"});
  Arguments three = arguments;
  three.insert(three.end(), {"--threads", "3"});
  EXPECT_EQ(attribute(one).out, attribute(three).out);
}

TEST_F(CorpusAttribution, LexiconRefusals) {
  refuse({"lexicon", "corpus.txt"}, 2, "CORPUS and LABELS");
  refuse({"lexicon", "-", "-"}, 2, "standard input");
  refuse({"lexicon", "corpus.txt", "labels.txt", "--compare", "idf"}, 2, "expected tfidf");
  refuse({"lexicon", "corpus.txt", "labels.txt", "--method", "guess"}, 2, "'guess'");
  refuse({"lexicon", "corpus.txt", "labels.txt", "-o", "corpus.txt"}, 1, "is read by this run");
  folder_->write("other.txt", std::string(3000, '\n'));
  refuse({"lexicon", "corpus.txt", "other.txt"}, 1, "no document carries a label");
  folder_->write("two.txt", "긍정\n부정\n");
  refuse({"lexicon", "corpus.txt", "two.txt"}, 1, "two.txt");
}

TEST_F(CorpusAttribution, LexiconPassesUnknownLabelsOver) {
  folder_->write("some.txt", "최고 영화\n최악 영화\n영화\n");
  folder_->write("more.txt", "긍정 추천함\n부정\n\n");
  const Outcome outcome = attribute({"lexicon", "some.txt", "more.txt", "--min-count", "1"});
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.err_lines(), ElementsAre(HasSubstr("does not know 추천함")));
  EXPECT_THAT(column(outcome.out_lines(), 0), Contains("최고"));
}

TEST_F(CorpusAttribution, PatternsCarryTheirLabel) {
  const auto patterns = objects({"patterns", "corpus.txt", "--top", "10"});
  ASSERT_THAT(patterns, SizeIs(20));
  const auto corpus = lines_of(folder_->read("corpus.txt"));
  for (const Json& pattern : patterns) {
    const auto phrase = pattern.at("phrase").get<std::string>();
    const auto& verdicts = pattern.at("label") == "긍정" ? kPraise : kComplaints;
    EXPECT_TRUE(std::any_of(verdicts.begin(), verdicts.end(), [&](const std::string& word) {
      return phrase.find(word) != std::string::npos;
    })) << phrase;
    EXPECT_EQ(pattern.at("example"), corpus.at(pattern.at("line").get<std::size_t>() - 1));
    EXPECT_THAT(pattern.at("example").get<std::string>(), HasSubstr(phrase));
    EXPECT_GE(pattern.at("documents").get<int>(), 1);
  }
}

TEST_F(CorpusAttribution, PatternsOfEachDocument) {
  folder_->write("few.txt", "스토리 훌륭 올해 최고\n\n연기 억지 완전 노잼\n");
  const auto documents = objects({"patterns", "few.txt", "--per-document", "--phrases", "2"});
  ASSERT_THAT(documents, SizeIs(3));
  EXPECT_EQ(documents[0].at("line"), 1);
  EXPECT_EQ(documents[0].at("label"), "긍정");
  EXPECT_THAT(documents[0].at("phrases"), SizeIs(AllOf(Ge(1), Le(2))));
  EXPECT_THAT(documents[1].at("phrases"), IsEmpty());
  EXPECT_EQ(documents[2].at("label"), "부정");
  const auto negative = lines({"patterns", "few.txt", "--per-document", "--label", "부정"});
  EXPECT_THAT(column(negative, 1), Each("부정"));
  EXPECT_THAT(column(negative, 0), Contains("3"));
}

TEST_F(CorpusAttribution, PatternRefusals) {
  refuse({"patterns"}, 2, "CORPUS");
  refuse({"patterns", "corpus.txt", "--label", "중립"}, 1, "'중립' is no label");
  refuse({"patterns", "corpus.txt", "--phrases", "0"}, 2, "--phrases");
  refuse({"patterns", "corpus.txt", "--per-document", "--top", "3"}, 2, "--top");
}

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

TEST_F(CorpusAttribution, FaithfulMethodsBeatARandomRanking) {
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

TEST_F(CorpusAttribution, EvaluationPrintsBothTables) {
  const auto rows =
      lines({"evaluate", "corpus.txt", "--methods", "votes,votes", "--documents", "20"});
  // Three rankings, two removals: an AOPC row and two rows of bins each.
  ASSERT_THAT(rows, SizeIs(18));
  EXPECT_THAT(column(rows, 1), Each(::testing::AnyOf("deletion", "padding")));
  EXPECT_THAT(cells(rows[0]), SizeIs(10));
  EXPECT_THAT(cells(rows[6]), SizeIs(8));
}

TEST_F(CorpusAttribution, EvaluationIsTheSameForASeed) {
  const auto run = [](const std::string& seed, const std::string& threads) {
    auto rows = objects({"evaluate", "corpus.txt", "--methods", "lime", "--documents", "20",
                         "--seed", seed, "--threads", threads});
    for (Json& row : rows) row.erase("documents_per_second");
    return rows;
  };
  EXPECT_EQ(run("3", "1"), run("3", "3"));
  EXPECT_NE(run("3", "1"), run("4", "1"));
}

TEST_F(CorpusAttribution, ScoresOfOtherToolsAreJudgedAlike) {
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

TEST_F(CorpusAttribution, LabelsTellHowOftenTheClassifierIsRight) {
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

TEST_F(CorpusAttribution, EvaluationRefusals) {
  refuse({"evaluate"}, 2, "CORPUS");
  refuse({"evaluate", "corpus.txt", "--removal", "masking"}, 2, "'masking'");
  refuse({"evaluate", "corpus.txt", "--output", "label"}, 2, "'label'");
  refuse({"evaluate", "corpus.txt", "--methods", "cam,,lime"}, 2, "''");
  folder_->write("blank.txt", "\n\n");
  refuse({"evaluate", "blank.txt"}, 1, "blank.txt: no words");
}

}  // namespace
}  // namespace t2v::testing
