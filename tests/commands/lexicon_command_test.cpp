#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "commands/trained_classifier.h"

namespace t2v::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using Json = nlohmann::json;
using Arguments = std::vector<std::string>;

/// t2v-attribute lexicon: the words that speak for each label.
class LexiconCommand : public TrainedClassifier {};

TEST_F(LexiconCommand, NamesTheWordsOfEachLabel) {
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

TEST_F(LexiconCommand, FiguresAreThoseOfTheCorpus) {
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

TEST_F(LexiconCommand, IsWhatTrainingReads) {
  ASSERT_EQ(attribute({"lexicon", "corpus.txt", "labels.txt", "-o", "lexicon.tsv"}).exit_code, 0);
  const Outcome outcome = folder_->run({"train", "corpus.txt", "--word-labels", "lexicon.tsv",
                                        "--epochs", "1", "--dim", "8", "-o", "words.h5"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("2 labels"));
  EXPECT_EQ(folder_->read("lexicon.tsv"), attribute({"lexicon", "corpus.txt", "labels.txt"}).out);
}

TEST_F(LexiconCommand, BesideTfIdf) {
  const auto rows =
      objects({"lexicon", "corpus.txt", "labels.txt", "--compare", "tfidf", "--top", "3"});
  ASSERT_THAT(rows, SizeIs(6));
  for (const Json& row : rows) {
    EXPECT_THAT(row.at("label") == "긍정" ? kPraise : kComplaints,
                Contains(row.at("by_attribution").get<std::string>()));
    EXPECT_NE(row.at("by_tf_idf"), "영화");  // is in every document
  }
}

TEST_F(LexiconCommand, DoesNotDependOnThreads) {
  const Arguments arguments{"lexicon", "corpus.txt", "labels.txt", "--json"};
  Arguments one = arguments;
  one.insert(one.end(), {"--threads", "1"});
  Arguments three = arguments;
  three.insert(three.end(), {"--threads", "3"});
  EXPECT_EQ(attribute(one).out, attribute(three).out);
}

TEST_F(LexiconCommand, Refusals) {
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

TEST_F(LexiconCommand, PassesUnknownLabelsOver) {
  folder_->write("some.txt", "최고 영화\n최악 영화\n영화\n");
  folder_->write("more.txt", "긍정 추천함\n부정\n\n");
  const Outcome outcome = attribute({"lexicon", "some.txt", "more.txt", "--min-count", "1"});
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.err_lines(), ElementsAre(HasSubstr("does not know 추천함")));
  EXPECT_THAT(column(outcome.out_lines(), 0), Contains("최고"));
}

}  // namespace
}  // namespace t2v::testing
