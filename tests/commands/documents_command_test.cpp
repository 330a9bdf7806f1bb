#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "commands/film_reviews.h"
#include "commands/work_folder.h"
#include "model/embedding_file.h"

namespace t2v::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;
using Json = nlohmann::json;

using Arguments = std::vector<std::string>;

/// How many of the words of one text stand in the other.
int shared_words(const std::string& one, const std::string& other) {
  std::istringstream stream(one);
  int shared = 0;
  for (std::string word; stream >> word;)
    shared += (" " + other + " ").find(" " + word + " ") != std::string::npos ? 1 : 0;
  return shared;
}

class DocumentsCommand : public ::testing::Test {
 protected:
  DocumentsCommand() {
    write_film_reviews(folder_);
    train({});
  }

  void train(const Arguments& more) {
    Arguments arguments{"train", "corpus.txt", "labels.txt", "--documents"};
    for (const std::string& option : training_options()) arguments.push_back(option);
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Outcome outcome = folder_.run(arguments);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  }

  Outcome ask(Arguments arguments) {
    arguments.insert(arguments.begin(), "documents");
    return folder_.run(arguments);
  }

  std::vector<Json> answers(Arguments arguments) {
    arguments.emplace_back("--json");
    const Outcome outcome = ask(arguments);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    std::vector<Json> objects;
    for (const std::string& line : outcome.out_lines()) objects.push_back(Json::parse(line));
    return objects;
  }

  std::string error_of(const Arguments& arguments, int exit_code) {
    const Outcome outcome = ask(arguments);
    EXPECT_EQ(outcome.exit_code, exit_code);
    EXPECT_THAT(outcome.out, IsEmpty());
    return outcome.err;
  }

  WorkFolder folder_;
};

TEST_F(DocumentsCommand, FindsDocumentsByWordsAndLabels) {
  const auto corpus = lines_of(folder_.read("corpus.txt"));
  const auto labels = lines_of(folder_.read("labels.txt"));
  const auto rows = answers({"스토리", "+부정", "--corpus", "corpus.txt", "--top", "5"});
  ASSERT_THAT(rows, SizeIs(5));
  double last = 2;
  for (const Json& row : rows) {
    const auto line = row.at("line").get<std::size_t>();
    EXPECT_EQ(row.at("text"), corpus.at(line - 1));
    EXPECT_EQ(labels.at(line - 1), "부정") << row;
    EXPECT_LE(row.at("score").get<double>(), last);
    last = row.at("score");
  }
  EXPECT_THAT(ask({"스토리", "+부정", "--corpus", "corpus.txt"}).err, IsEmpty());
}

TEST_F(DocumentsCommand, ALabelConditionTurnsTheAnswers) {
  const auto labels = lines_of(folder_.read("labels.txt"));
  for (const std::string label : {"긍정", "부정"}) {
    for (const Json& row : answers({"연기", "--label", label}))
      EXPECT_EQ(labels.at(row.at("line").get<std::size_t>() - 1), label);
  }
}

TEST_F(DocumentsCommand, WithoutCorpusItTellsLinesAlone) {
  const Outcome outcome = ask({"최악", "-n", "2"});
  ASSERT_THAT(outcome.out_lines(), SizeIs(2));
  EXPECT_EQ(std::count(outcome.out.begin(), outcome.out.end(), '\t'), 2);
}

TEST_F(DocumentsCommand, ATextFindsItsLike) {
  const auto corpus = lines_of(folder_.read("corpus.txt"));
  const auto rows = answers({"--text", corpus[7], "--corpus", "corpus.txt", "--top", "3"});
  ASSERT_THAT(rows, SizeIs(3));
  for (const Json& row : rows) EXPECT_GE(shared_words(row.at("text"), corpus[7]), 4) << row;
  EXPECT_EQ(answers({"--text", corpus[7], "+긍정"}).size(), 10U) << "a text goes with terms";
  EXPECT_THAT(error_of({"--text", "모름 모름"}, 1),
              HasSubstr("holds no word that the model knows"));
}

TEST_F(DocumentsCommand, OtherCorporaAreInferred) {
  folder_.write("other.txt",
                "배우 추천 인생 최고 작품\n\n결말 환불 올해 최악 작품\n스토리 허접 핵 노잼\n");
  const Outcome outcome = ask({"최악", "+부정", "--corpus", "other.txt"});
  EXPECT_THAT(outcome.err_lines(),
              ElementsAre(AllOf(HasSubstr("other.txt: is not the corpus of the model"),
                                HasSubstr("inferred"))));
  ASSERT_THAT(outcome.out_lines(), SizeIs(3)) << "the empty line is no answer";
  EXPECT_THAT(outcome.out_lines()[0], AllOf(StartsWith("3\t"), HasSubstr("\t결말 환불")));
  EXPECT_EQ(outcome.out, ask({"최악", "+부정", "--corpus", "other.txt"}).out);
}

TEST_F(DocumentsCommand, AModelWithoutDocumentsSaysHowToGetThem) {
  Arguments arguments{"train", "corpus.txt", "labels.txt", "-o", "plain.h5"};
  for (const std::string& option : training_options()) arguments.push_back(option);
  ASSERT_EQ(folder_.run(arguments).exit_code, 0);
  EXPECT_THAT(error_of({"최악", "-m", "plain.h5"}, 1),
              AllOf(HasSubstr("plain.h5: holds no vectors of documents"),
                    HasSubstr("train --documents"), HasSubstr("--corpus")));
  const Outcome outcome = ask({"최악", "-m", "plain.h5", "--corpus", "corpus.txt", "--top", "3"});
  EXPECT_THAT(outcome.err_lines(), ElementsAre(HasSubstr("inferred from the text")));
  EXPECT_THAT(outcome.out_lines(), SizeIs(3));
}

TEST_F(DocumentsCommand, LinesMustAgreeWithTheModel) {
  const std::string path = folder_.path() + "/t2v.h5";
  EmbeddingModel model = load_embedding(path, nullptr, DocumentVectors::kLoad);
  model.vectors.document_input = Matrix(7, 24);
  save_embedding(model, path);
  EXPECT_THAT(error_of({"최악", "--corpus", "corpus.txt"}, 1),
              HasSubstr("corpus.txt: has 3000 lines, expected 7"));
}

TEST_F(DocumentsCommand, TheModelTellsOfItsDocuments) {
  const Json info = Json::parse(folder_.run({"info", "--json"}).out);
  EXPECT_EQ(info.at("documents"), 3000);
  EXPECT_EQ(info.at("options").at("documents"), true);
  const std::string vectors = info.at("vectors_sha256");
  train({"-o", "again.h5"});
  EXPECT_EQ(Json::parse(folder_.run({"info", "--json", "-m", "again.h5"}).out).at("vectors_sha256"),
            vectors);
}

TEST_F(DocumentsCommand, WrongUsageIsRefused) {
  EXPECT_THAT(error_of({}, 2), HasSubstr("expected at least one word or label, or --text"));
  EXPECT_THAT(error_of({"--text", ""}, 2), HasSubstr("--text is empty"));
  EXPECT_THAT(error_of({"없는말"}, 1), HasSubstr("없는말"));
  EXPECT_THAT(error_of({"최악", "--label", "슬픔"}, 1), HasSubstr("슬픔"));
  EXPECT_THAT(error_of({"최악", "--corpus", "absent.txt"}, 1), HasSubstr("absent.txt"));
  EXPECT_EQ(folder_.run({"train", "corpus.txt", "--document-weight", "0"}).exit_code, 2);
}

}  // namespace
}  // namespace t2v::testing
