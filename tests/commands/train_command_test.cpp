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
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;
using Json = nlohmann::json;

using Arguments = std::vector<std::string>;

class TrainCommand : public ::testing::Test {
 protected:
  TrainCommand() { write_film_reviews(folder_); }

  /// `t2v train` with `arguments` and the options of small models.
  Outcome train(Arguments arguments, const Surroundings& surroundings = {}) {
    arguments.insert(arguments.begin(), "train");
    for (const std::string& option : training_options()) arguments.push_back(option);
    Outcome outcome = folder_.run(arguments, surroundings);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, IsEmpty());
    return outcome;
  }

  Json info(const std::string& model) {
    return Json::parse(folder_.run({"info", "--json", "-m", model}).out);
  }

  std::string vectors_of(const std::string& model) { return info(model).at("vectors_sha256"); }

  WorkFolder folder_;
};

TEST_F(TrainCommand, SaysOnStandardErrorWhatItDid) {
  const Outcome outcome = train({"corpus.txt", "labels.txt"});
  for (const char* part : {"3000 documents", "28 words", "긍정 2000", "부정 1000", "t2v.h5"})
    EXPECT_THAT(outcome.err, HasSubstr(part));
  EXPECT_THAT(train({"corpus.txt", "labels.txt", "--quiet"}).err, IsEmpty());
}

TEST_F(TrainCommand, OneThreadGivesTheSameVectorsAgain) {
  train({"corpus.txt", "labels.txt", "-o", "one.h5"});
  train({"corpus.txt", "labels.txt", "-o", "two.h5"});
  EXPECT_EQ(vectors_of("one.h5"), vectors_of("two.h5"));
}

TEST_F(TrainCommand, FormOfTheFilesDoesNotMatter) {
  train({"corpus.txt", "labels.txt", "-o", "plain.h5"});
  std::string corpus = "\uFEFF";
  for (const std::string& line : lines_of(folder_.read("corpus.txt"))) corpus += line + "\r\n";
  std::string labels = "\uFEFF";
  for (const std::string& line : lines_of(folder_.read("labels.txt"))) labels += line + "\r\n";
  folder_.write("corpus-crlf.txt", corpus);
  folder_.write("labels-crlf.txt", labels.substr(0, labels.size() - 2));  // no end of line at last
  train({"corpus-crlf.txt", "labels-crlf.txt", "-o", "crlf.h5"});
  EXPECT_EQ(vectors_of("crlf.h5"), vectors_of("plain.h5"));
  EXPECT_NE(info("crlf.h5").at("corpus_sha256"), info("plain.h5").at("corpus_sha256"));
}

TEST_F(TrainCommand, ReadsStandardInput) {
  train({"corpus.txt", "labels.txt", "-o", "files.h5"});
  Surroundings surroundings;
  surroundings.standard_input = folder_.read("corpus.txt");
  train({"-", "labels.txt", "-o", "corpus.h5"}, surroundings);
  EXPECT_EQ(vectors_of("corpus.h5"), vectors_of("files.h5"));
  EXPECT_EQ(info("corpus.h5").at("corpus_sha256"), info("files.h5").at("corpus_sha256"));
  surroundings.standard_input = folder_.read("labels.txt");
  train({"corpus.txt", "-", "-o", "labels.h5"}, surroundings);
  EXPECT_EQ(vectors_of("labels.h5"), vectors_of("files.h5"));
}

TEST_F(TrainCommand, WritesWhereItIsTold) {
  Surroundings surroundings;
  surroundings.environment = {{"T2V_MODEL", "variable.h5"}};
  train({"corpus.txt", "labels.txt"}, surroundings);
  EXPECT_TRUE(folder_.has("variable.h5"));
  train({"corpus.txt", "labels.txt", "-o", "option.h5"}, surroundings);
  EXPECT_TRUE(folder_.has("option.h5"));
  EXPECT_FALSE(folder_.has("t2v.h5"));
}

TEST_F(TrainCommand, NeedsNoLabels) {
  train({"corpus.txt"});
  EXPECT_EQ(info("t2v.h5").at("labels"), 0);
  EXPECT_EQ(folder_.run({"neighbors", "최고"}).exit_code, 0);
}

TEST_F(TrainCommand, DocumentsMayCarryManyLabelsOrNone) {
  std::string labels;
  int line = 0;
  for (const std::string& label : lines_of(folder_.read("labels.txt"))) {
    // Every fifth review has no label, the others one for the mood and one for the film.
    if (++line % 5 > 0) labels += label + " film" + std::to_string(line % 4);
    labels += '\n';
  }
  folder_.write("many.txt", labels);
  train({"corpus.txt", "many.txt"});
  EXPECT_THAT(lines_of(folder_.run({"labels"}).out),
              ElementsAre("긍정\t1600", "부정\t800", "film0\t600", "film1\t600", "film2\t600",
                          "film3\t600"));
  EXPECT_THAT(folder_.run({"labels", "환불", "--top", "1"}).out, StartsWith("부정\t"));
}

TEST_F(TrainCommand, LexiconLabelsWords) {
  folder_.write("lexicon.tsv", "추천\t좋은말\t0.9\n훌륭\t좋은말\n환불\t나쁜말\n없는말\t나쁜말\n");
  const Outcome outcome = train({"corpus.txt", "--word-labels", "lexicon.tsv"});
  EXPECT_THAT(outcome.err, HasSubstr("lexicon.tsv: 1 of 4 words are not in the vocabulary"));
  EXPECT_THAT(lines_of(folder_.run({"labels"}).out), SizeIs(2));
  EXPECT_EQ(info("t2v.h5").at("options").at("word-labels"), "lexicon.tsv");
  // A label learns the company of its words.
  EXPECT_THAT(folder_.run({"labels", "추천", "--top", "1"}).out, StartsWith("좋은말\t"));
  EXPECT_THAT(folder_.run({"labels", "환불", "--top", "1"}).out, StartsWith("나쁜말\t"));
}

TEST_F(TrainCommand, ObjectiveIsKeptInTheModel) {
  train({"corpus.txt", "labels.txt", "--objective", "independent", "-o", "plain.h5"});
  EXPECT_EQ(info("plain.h5").at("options").at("objective"), "independent");
  train({"corpus.txt", "labels.txt", "-o", "joint.h5"});
  EXPECT_EQ(info("joint.h5").at("options").at("objective"), "joint");
  EXPECT_NE(vectors_of("joint.h5"), vectors_of("plain.h5"));
  const Outcome outcome = folder_.run({"train", "corpus.txt", "--objective", "sum"});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("--objective is 'sum', expected independent or joint"));
}

TEST_F(TrainCommand, InvalidTextIsReplacedAndReported) {
  const std::string corpus = folder_.read("corpus.txt");
  const std::size_t second = corpus.find('\n') + 1;
  folder_.write("broken.txt", corpus.substr(0, second) + "\xFF\xFE " + corpus.substr(second));
  const Outcome outcome = train({"broken.txt", "labels.txt", "--quiet"});
  EXPECT_THAT(outcome.err_lines(), ElementsAre(HasSubstr("broken.txt:2: invalid UTF-8")));
  EXPECT_THAT(outcome.err, HasSubstr("2 sequences"));
}

TEST_F(TrainCommand, OverlongWordsAreLeftOutAndReported) {
  folder_.write("long.txt", std::string(1 << 20, 'a') + "\n" + folder_.read("corpus.txt"));
  folder_.write("long-labels.txt", std::string("\n").append(folder_.read("labels.txt")));
  const Outcome outcome = train({"long.txt", "long-labels.txt"});
  EXPECT_THAT(outcome.err, HasSubstr("long.txt: 1 word of more than 255 bytes left out"));
  EXPECT_EQ(info("t2v.h5").at("words"), 28);
}

TEST_F(TrainCommand, HintsWhenTextLooksRaw) {
  EXPECT_THAT(train({"corpus.txt", "labels.txt"}).err, Not(HasSubstr("--tokenizer")));
  std::string chinese;
  for (int i = 0; i < 200; ++i)
    chinese += "房间很干净服务也很好下次还会来\n房间太小服务很差不会再来\n";
  folder_.write("chinese.txt", chinese);
  EXPECT_THAT(train({"chinese.txt"}).err, HasSubstr("--tokenizer sentencepiece"));
}

TEST_F(TrainCommand, TokenizerTravelsInTheModel) {
  train({"corpus.txt", "labels.txt", "--tokenizer", "characters"});
  EXPECT_EQ(info("t2v.h5").at("tokenizer"), "characters");
  folder_.write("text.txt", "최고 영화\n");
  EXPECT_EQ(folder_.run({"tokenize", "text.txt", "-m", "t2v.h5"}).out, "최 고 영 화\n");
}

}  // namespace
}  // namespace t2v::testing
