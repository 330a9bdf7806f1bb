#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "commands/film_reviews.h"
#include "commands/long_training.h"
#include "commands/work_folder.h"
#include "text/compressed_text.h"

namespace t2v::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Json = nlohmann::json;

using Arguments = std::vector<std::string>;

/// The film reviews in other forms than two files of lines give the same model.
class InputForms : public ::testing::Test {
 protected:
  InputForms() { write_film_reviews(folder_); }

  Outcome train(Arguments arguments, const Surroundings& surroundings = {}) const {
    arguments.insert(arguments.begin(), "train");
    for (const std::string& option : training_options()) arguments.push_back(option);
    Outcome outcome = folder_.run(arguments, surroundings);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    return outcome;
  }

  Json info(const std::string& model) const {
    return Json::parse(folder_.run({"info", "--json", "-m", model}).out);
  }

  std::string vectors_of(const std::string& model) const { return info(model)["vectors_sha256"]; }

  /// Trains from CORPUS and LABELS and from `arguments`, and expects the same.
  void expect_same_model(const Arguments& arguments, const Surroundings& surroundings = {}) const {
    if (!folder_.has("two-files.h5")) train({"corpus.txt", "labels.txt", "-o", "two-files.h5"});
    Arguments other = arguments;
    other.insert(other.end(), {"-o", "other.h5"});
    train(other, surroundings);
    EXPECT_EQ(vectors_of("other.h5"), vectors_of("two-files.h5"));
    EXPECT_EQ(info("other.h5")["corpus_sha256"], info("two-files.h5")["corpus_sha256"]);
  }

  void refuse(const Arguments& arguments, int exit_code, const std::string& message,
              const std::string& program = "") const {
    Surroundings surroundings;
    surroundings.program = program;
    const Outcome outcome = folder_.run(arguments, surroundings);
    EXPECT_EQ(outcome.exit_code, exit_code) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr(message));
    EXPECT_THAT(outcome.err_lines(), SizeIs(1));
  }

  /// The reviews as a table, texts in quotes.
  std::string table(const std::string& separator = ",") const {
    const std::vector<std::string> texts = lines_of(folder_.read("corpus.txt"));
    const std::vector<std::string> labels = lines_of(folder_.read("labels.txt"));
    std::string table = "id" + separator + "review" + separator + "rating\n";
    for (std::size_t i = 0; i < texts.size(); ++i) {
      table += std::to_string(i) + separator + '"' + texts[i] + '"' + separator + labels[i] + '\n';
    }
    return table;
  }

  std::string fasttext_lines() const {
    const std::vector<std::string> texts = lines_of(folder_.read("corpus.txt"));
    const std::vector<std::string> labels = lines_of(folder_.read("labels.txt"));
    std::string lines;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      lines += "__label__" + labels[i] + ' ' + texts[i] + '\n';
    }
    return lines;
  }

  WorkFolder folder_;
};

TEST_F(InputForms, Csv) {
  folder_.write("reviews.csv", table());
  expect_same_model({"reviews.csv", "--text-column", "review", "--label-column", "rating"});
  EXPECT_EQ(info("other.h5")["options"]["label-column"], Json({"rating"}));
  expect_same_model({"reviews.csv", "--text-column", "2", "--label-column", "3", "--header"});
}

TEST_F(InputForms, Tsv) {
  folder_.write("reviews.tsv", table("\t"));
  expect_same_model({"reviews.tsv", "--text-column", "review", "--label-column", "rating"});
  folder_.write("reviews.txt", table("\t"));
  expect_same_model({"reviews.txt", "--text-column", "review", "--label-column", "rating"});
}

TEST_F(InputForms, OtherSeparatorsAndStandardInput) {
  Surroundings surroundings;
  surroundings.standard_input = table(";");
  expect_same_model(
      {"-", "--separator", "semicolon", "--text-column", "review", "--label-column", "rating"},
      surroundings);
}

TEST_F(InputForms, FastText) {
  folder_.write("reviews.txt", fasttext_lines());
  expect_same_model({"reviews.txt", "--fasttext-format"});
  expect_same_model({"--fasttext-format", "reviews.txt"});
}

TEST_F(InputForms, Compressed) {
  folder_.write("corpus.gz", gzip_of(folder_.read("corpus.txt")));
  folder_.write("labels.zst", zstd_of(folder_.read("labels.txt")));
  expect_same_model({"corpus.gz", "labels.zst"});
  folder_.write("reviews.csv.zst", zstd_of(table()));
  expect_same_model({"reviews.csv.zst", "--text-column", "review", "--label-column", "rating"});
  Surroundings surroundings;
  surroundings.standard_input = gzip_of(fasttext_lines());
  expect_same_model({"-", "--fasttext-format"}, surroundings);
}

TEST_F(InputForms, KindsOfLabels) {
  folder_.write("r.csv", "text,rating,film\n" + std::string(R"("최고 영화, 최고 배우",긍정,Old Boy
"최악 영화
최악 배우",부정,괴물
)"));
  train({"r.csv", "--text-column", "text", "--label-column", "rating", "--kind-column", "film",
         "--min-count", "1"});
  EXPECT_EQ(info("t2v.h5")["label_kinds"], Json({{":", 2}, {"film", 2}}));
  EXPECT_THAT(folder_.run({"labels", "--kind", "film"}).out, HasSubstr("film:Old_Boy"));
}

TEST_F(InputForms, ACutOffFileIsAnError) {
  folder_.write("corpus.gz", gzip_of(folder_.read("corpus.txt")).substr(0, 1000));
  refuse({"train", "corpus.gz", "labels.txt"}, 1,
         "corpus.gz: ends at byte 1000 within its gzip data, expected more: it was cut off");
}

TEST_F(InputForms, TrainingGoesOnFromTheSameTable) {
  folder_.write("reviews.csv", table());
  const Arguments input{"reviews.csv", "--text-column", "review", "--label-column", "rating"};
  Arguments first = input;
  first.insert(first.end(), {"--checkpoint", "c.h5", "--checkpoint-every", "40%"});
  train(first);
  Arguments again{"train",    "reviews.csv",    "--text-column",
                  "review",   "--label-column", "rating",
                  "--resume", "c.h5",           "-o",
                  "again.h5", "--threads",      "1"};
  const Outcome outcome = folder_.run(again);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(vectors_of("again.h5"), vectors_of("t2v.h5"));
  again[5] = "id";
  refuse(again, 2, "--label-column is");
}

TEST_F(InputForms, AResumedTrainingKnowsTheForm) {
  folder_.write("reviews.txt", table("\t"));
  folder_.write("lines.txt", fasttext_lines());
  const auto goes_on = [&](const Arguments& input) {
    Arguments first = input;
    first.insert(first.end(), {"--checkpoint", "c.h5", "--checkpoint-every", "40%"});
    train(first);
    const Arguments again{"train", input[0],   "--resume",  "c.h5",
                          "-o",    "again.h5", "--threads", "1"};
    const Outcome outcome = folder_.run(again);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_EQ(vectors_of("again.h5"), vectors_of("t2v.h5"));
  };
  goes_on({"lines.txt", "--fasttext-format"});
  goes_on(
      {"reviews.txt", "--text-column", "review", "--label-column", "rating", "--separator", "tab"});
  refuse({"train", "reviews.txt", "--label-column", "id", "--resume", "c.h5"}, 2,
         "--label-column is [\"id\"], expected [\"rating\"] as in the checkpoint c.h5");
  refuse({"train", "corpus.txt", "labels.txt", "--resume", "c.h5", "--separator", "tab"}, 2,
         "--separator needs --text-column");
}

TEST_F(InputForms, HowToGoOnCanBePasted) {
  folder_.write("reviews.txt", table("\t"));
  Surroundings surroundings;
  surroundings.folder = folder_.path();
  RunningProgram program(
      {"train", "reviews.txt", "--text-column", "review", "--label-column", "rating", "--separator",
       "tab", "--checkpoint", "c.h5", "--checkpoint-every", "1%", "--epochs", "100000", "--quiet"},
      surroundings);
  wait_for_file(program, folder_, "c.h5");
  program.send(SIGINT);
  EXPECT_THAT(program.wait().err,
              HasSubstr("go on with t2v train reviews.txt --text-column review --label-column "
                        "rating --separator tab --resume c.h5"));
}

TEST_F(InputForms, OtherCommandsReadThemToo) {
  train({"corpus.txt", "labels.txt"});
  folder_.write("reviews.csv", table());
  folder_.write("lines.txt", fasttext_lines());
  const Arguments csv{"reviews.csv", "--text-column", "review", "--label-column", "rating"};
  const auto same = [&](Arguments command, const Arguments& options) {
    Arguments plain = command;
    plain.insert(plain.end(), {"corpus.txt", "labels.txt"});
    plain.insert(plain.end(), options.begin(), options.end());
    const Outcome expected = folder_.run(plain);
    EXPECT_EQ(expected.exit_code, 0) << expected.err;
    if (command.front() == "eval") {
      EXPECT_THAT(expected.out, ::testing::Not(IsEmpty()));
    }
    command.insert(command.end(), csv.begin(), csv.end());
    command.insert(command.end(), options.begin(), options.end());
    const Outcome outcome = folder_.run(command);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_EQ(outcome.out, expected.out);
    if (command.front() == "suspects") {  // of so few none may be found
      EXPECT_EQ(outcome.err_lines().back(), expected.err_lines().back());
    }
  };
  same({"eval", "heldout"}, {});
  same({"eval", "classify"}, {});
  same({"suspects"}, {"--epochs", "1", "--folds", "2", "--threads", "1"});

  Surroundings attribute;
  attribute.program = T2V_ATTRIBUTE_PROGRAM;
  for (const Arguments& input :
       {Arguments{"corpus.txt", "labels.txt"}, csv, Arguments{"lines.txt", "--fasttext-format"}}) {
    Arguments arguments{"train"};
    arguments.insert(arguments.end(), input.begin(), input.end());
    arguments.insert(arguments.end(), {"--dim", "8", "--filters", "4", "--epochs", "1", "--threads",
                                       "1", "--quiet", "-o", "cnn.h5"});
    const Outcome outcome = folder_.run(arguments, attribute);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    arguments = {"lexicon", "--method", "gradient", "--threads", "1", "-m", "cnn.h5"};
    arguments.insert(arguments.end(), input.begin(), input.end());
    const Outcome lexicon = folder_.run(arguments, attribute);
    EXPECT_EQ(lexicon.exit_code, 0) << lexicon.err;
    if (!folder_.has("lexicon.tsv")) folder_.write("lexicon.tsv", lexicon.out);
    EXPECT_EQ(lexicon.out, folder_.read("lexicon.tsv"));
  }
}

TEST_F(InputForms, WrongUsage) {
  folder_.write("reviews.csv", table());
  refuse({"train", "reviews.csv", "--label-column", "rating"}, 2,
         "--label-column needs --text-column");
  refuse({"train", "reviews.csv", "labels.txt", "--text-column", "review"}, 2,
         "'labels.txt' is one argument too many, expected one file, the table");
  refuse({"train", "reviews.csv", "--text-column", "review", "--fasttext-format"}, 2,
         "--text-column with --fasttext-format");
  refuse({"train", "reviews.csv", "--fasttext-prefix", "#"}, 2,
         "--fasttext-prefix needs --fasttext-format");
  refuse({"train", "reviews.csv", "--text-column", "review", "--separator", "||"}, 2,
         "--separator is '||'");
  refuse({"train", "reviews.csv", "--text-column", ""}, 2, "a column without a name");
  refuse({"suspects", "reviews.csv", "--text-column", "review"}, 2,
         "expected --label-column or --kind-column");
  refuse({"train", "reviews.csv", "--text-column", "review"}, 2, "expected --label",
         T2V_ATTRIBUTE_PROGRAM);
  refuse({"train", "reviews.csv", "--text-column", "text"}, 1,
         "reviews.csv:1: no column 'text', expected one of id, review, rating");
  folder_.write("ragged.csv", "a,b\n1,2\n3\n");
  refuse({"train", "ragged.csv", "--text-column", "a"}, 1,
         "ragged.csv:3: 1 field, expected 2 as in line 1");
  refuse({"train", "reviews.csv", "--text-column", "review", "-o", "reviews.csv"}, 1,
         "is read by this run");
}

}  // namespace
}  // namespace t2v::testing
