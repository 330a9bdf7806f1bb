#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "commands/film_reviews.h"
#include "commands/work_folder.h"

namespace t2v::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;
using Json = nlohmann::json;

using Arguments = std::vector<std::string>;

constexpr const char* kPython = "/usr/bin/python3";  // the one Debian's python3-gensim belongs to

class ExportImport : public ::testing::Test {
 protected:
  ExportImport() { EXPECT_EQ(train_film_model(folder_).exit_code, 0); }

  Outcome run(const Arguments& arguments) const {
    Outcome outcome = folder_.run(arguments);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    return outcome;
  }

  void refuse(const Arguments& arguments, int exit_code, const std::string& message) const {
    const Outcome outcome = folder_.run(arguments);
    EXPECT_EQ(outcome.exit_code, exit_code) << outcome.err;
    EXPECT_THAT(outcome.err, HasSubstr(message));
    EXPECT_THAT(outcome.err_lines(), SizeIs(1));
    EXPECT_THAT(outcome.out, IsEmpty());
  }

  Json info(const std::string& model) const {
    return Json::parse(run({"info", "--json", "-m", model}).out);
  }

  std::string neighbors(const std::string& model, const Arguments& more = {"최악"}) const {
    Arguments arguments{"neighbors", "--json", "-m", model};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments).out;
  }

  /// Keys of answers, best first.
  static std::vector<std::string> keys_of(const std::string& answers) {
    std::vector<std::string> keys;
    for (const std::string& line : lines_of(answers)) {
      const Json answer = Json::parse(line);
      keys.push_back(answer.contains("word") ? answer["word"] : answer["label"]);
    }
    return keys;
  }

  WorkFolder folder_;
};

TEST_F(ExportImport, EveryFormatComesBackAsItWas) {
  for (const std::string format : {"word2vec", "word2vec-binary", "vec", "glove"}) {
    SCOPED_TRACE(format);
    const Outcome written =
        run({"export", "--format", format, "--what", "both", "-o", "vectors." + format});
    EXPECT_THAT(written.err, HasSubstr("wrote vectors." + format +
                                       ": 28 words, 2 labels, vectors of 24 numbers"));
    run({"import", "vectors." + format, "--label-prefix", "__label__", "-o", format + ".h5"});
    const Json imported = info(format + ".h5");
    EXPECT_EQ(imported["words"], 28);
    EXPECT_EQ(imported["labels"], 2);
    EXPECT_EQ(imported["dim"], 24);
    EXPECT_EQ(imported["tokens"], 0);
    // Their answers differ in nothing but the counts.
    EXPECT_EQ(keys_of(neighbors(format + ".h5")), keys_of(neighbors("t2v.h5")));
    EXPECT_THAT(run({"verify", format + ".h5"}).err, IsEmpty());
    run({"export", "--format", format, "--what", "both", "-o", "again", "-m", format + ".h5"});
    EXPECT_EQ(folder_.read("again"), folder_.read("vectors." + format));
  }
}

TEST_F(ExportImport, TheFormatMayBeSaid) {
  run({"export", "--format", "glove", "-o", "v"});
  run({"import", "v", "--format", "glove", "-o", "a.h5"});
  EXPECT_EQ(info("a.h5")["options"]["format"], "glove");
  refuse({"import", "v", "--format", "word2vec", "-o", "a.h5"}, 1,
         "v:1: expected two whole numbers");
  refuse({"import", "v", "--format", "npy", "-o", "a.h5"}, 2,
         "--format is 'npy', expected one of word2vec, word2vec-binary, vec, glove");
}

TEST_F(ExportImport, NormalizedVectorsHaveTheSameNeighbors) {
  run({"export", "--format", "vec", "--normalize", "-o", "v"});
  run({"import", "v", "-o", "a.h5"});
  EXPECT_EQ(keys_of(neighbors("a.h5")), keys_of(neighbors("t2v.h5")));
}

TEST_F(ExportImport, MatricesAndTables) {
  run({"export", "--format", "npy", "--vectors", "average", "-o", "v.npy"});
  EXPECT_EQ(folder_.read("v.npy").size(), 128U + 28 * 24 * 4);
  EXPECT_THAT(lines_of(folder_.read("v.keys")), SizeIs(28));
  run({"export", "--format", "npy", "-o", "v.npy", "--keys", "names.txt"});
  EXPECT_EQ(folder_.read("names.txt"), folder_.read("v.keys"));
  run({"export", "--format", "projector", "--what", "both", "-o", "v.tsv"});
  EXPECT_THAT(lines_of(folder_.read("v.tsv")), SizeIs(30));
  EXPECT_THAT(lines_of(folder_.read("v.metadata.tsv")), SizeIs(31));
  run({"export", "--format", "tsv", "--what", "labels", "-o", "labels.tsv", "--quiet"});
  EXPECT_THAT(folder_.read("labels.tsv"), StartsWith("key\ttype\tcount\tx1\t"));
  EXPECT_THAT(folder_.read("labels.tsv"), HasSubstr("\n긍정\tlabel\t2000\t"));
}

TEST_F(ExportImport, ExportsThatMakeNoSense) {
  refuse({"export", "-o", "v"}, 2, "expected --format NAME");
  refuse({"export", "--format", "glowe", "-o", "v"}, 2,
         "--format is 'glowe', expected one of word2vec, word2vec-binary, vec, glove, npy, "
         "projector, tsv, perhaps glove");
  refuse({"export", "--format", "vec"}, 2, "expected -o FILE");
  refuse({"export", "--format", "vec", "-o", "v", "--keys", "k"}, 2, "--keys with --format vec");
  refuse({"export", "--format", "vec", "-o", "v", "--label-prefix", "#"}, 2,
         "--label-prefix needs --what");
  refuse({"export", "--format", "vec", "-o", "v", "--what", "both", "--vectors", "output"}, 2,
         "labels have input vectors only");
  refuse({"export", "--format", "vec", "-o", "t2v.h5"}, 1, "is read by this run");
  refuse({"export", "--format", "npy", "-o", "v", "--keys", "v"}, 1, "expected another file");
  refuse({"export", "--format", "vec", "-o", "none/v"}, 1, "cannot write none/v");
}

TEST_F(ExportImport, ImportsThatMakeNoSense) {
  refuse({"import"}, 2, "expected FILE");
  refuse({"import", "none"}, 1, "none: cannot be read");
  refuse({"import", "t2v.h5", "-o", "a.h5"}, 1, "t2v.h5: is an HDF5 file");
  folder_.write("v", "2 2\n가 1 2\n나 1 x\n");
  refuse({"import", "v", "-o", "a.h5"}, 1,
         "v:3: 'x' is no finite number, expected 2 of them behind the key");
  refuse({"import", "v", "-o", "v"}, 1, "is read by this run");
  refuse({"import", "v", "-o", "a.h5", "--tokenizer", "sentencepiece"}, 2,
         "needs --sentencepiece-model");
  EXPECT_FALSE(folder_.has("a.h5"));
}

TEST_F(ExportImport, SaysWhichKeysArePassedOver) {
  folder_.write("v", "3 1\n가 1\n\u1100\u1161 2\n나 3\n");
  const Outcome outcome = run({"import", "v", "-o", "a.h5"});
  EXPECT_THAT(outcome.err, HasSubstr("v: passed over 1 key that stood before, the first '가'"));
  EXPECT_THAT(outcome.err, HasSubstr("v: 2 words, 0 labels, vectors of 1 number (word2vec)"));
}

TEST_F(ExportImport, ReadsStandardInput) {
  run({"export", "--format", "word2vec-binary", "-o", "v"});
  Surroundings surroundings;
  surroundings.standard_input = folder_.read("v");
  const Outcome outcome = folder_.run({"import", "-", "-o", "a.h5"}, surroundings);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(keys_of(neighbors("a.h5")), keys_of(neighbors("t2v.h5")));
}

TEST_F(ExportImport, WhatAnImportedModelCannotAnswer) {
  run({"export", "--format", "vec", "--what", "both", "-o", "v"});
  run({"import", "v", "--label-prefix", "__label__", "-o", "a.h5", "--quiet"});
  const std::string no_output = "the model has no output vectors";
  refuse({"contexts", "최악", "-m", "a.h5"}, 1, no_output);
  refuse({"contexts", "최악", "-m", "a.h5", "--approximate"}, 1, no_output);
  refuse({"classify", "최악", "-m", "a.h5"}, 1, no_output);
  refuse({"eval", "heldout", "corpus.txt", "-m", "a.h5"}, 1, no_output);
  const Outcome documents =
      folder_.run({"documents", "최악", "--corpus", "corpus.txt", "-m", "a.h5"});
  EXPECT_EQ(documents.exit_code, 1);
  EXPECT_THAT(documents.err, HasSubstr(no_output));
  refuse({"export", "--format", "vec", "--vectors", "average", "-o", "w", "-m", "a.h5"}, 1,
         no_output);
  refuse({"lexicon", "-m", "a.h5"}, 1, "holds no counts of words and labels (it was imported");
}

TEST_F(ExportImport, WhatAnImportedModelAnswers) {
  run({"export", "--format", "vec", "--what", "both", "-o", "v"});
  run({"import", "v", "--label-prefix", "__label__", "-o", "a.h5", "--quiet"});
  EXPECT_THAT(keys_of(run({"analogy", "최악", "-부정", "+긍정", "--json", "-m", "a.h5"}).out),
              ::testing::Contains("최고"));
  EXPECT_THAT(keys_of(neighbors("a.h5", {"스토리", "--label", "부정"})), SizeIs(10));
  EXPECT_THAT(run({"labels", "추천", "--json", "-m", "a.h5"}).out,
              StartsWith("{\"label\":\"긍정\""));
  EXPECT_THAT(run({"neighbors", "최악", "--approximate", "-m", "a.h5"}).out, Not(IsEmpty()));
  run({"suspects", "corpus.txt", "labels.txt", "--epochs", "1", "--folds", "2", "--threads", "1",
       "--quiet", "-m", "a.h5"});
}

TEST_F(ExportImport, TrainingGoesOnFromImportedVectors) {
  run({"export", "--format", "word2vec", "--what", "both", "-o", "v"});
  run({"import", "v", "--label-prefix", "__label__", "-o", "a.h5", "--quiet"});
  Arguments arguments{"train", "corpus.txt", "labels.txt", "--init", "a.h5", "-o", "b.h5"};
  for (const std::string& option : training_options()) arguments.push_back(option);
  const Outcome outcome = run(arguments);
  EXPECT_THAT(outcome.err, HasSubstr("a.h5: was imported"));
  const Json trained = info("b.h5");
  EXPECT_EQ(trained["words"], 28);
  EXPECT_EQ(trained["tokens"], 21000);  // of the text alone
  EXPECT_GT(trained["word_label_pairs"], 0);
  EXPECT_EQ(trained["format_version"], 4);
  EXPECT_THAT(run({"contexts", "최악", "-m", "b.h5"}).out, Not(IsEmpty()));
  EXPECT_THAT(run({"lexicon", "-m", "b.h5"}).out, Not(IsEmpty()));
}

/// gensim reads what it can of what is exported: the same vectors, the same neighbours.
TEST_F(ExportImport, GensimReadsTheSame) {
  if (std::system((std::string(kPython) + " -c 'import gensim' 2>/dev/null").c_str()) != 0) {
    GTEST_SKIP() << kPython << " has no gensim";
  }
  run({"export", "--format", "tsv", "-o", "v.tsv"});
  for (const std::string format : {"word2vec", "word2vec-binary", "vec", "glove"}) {
    run({"export", "--format", format, "-o", "v." + format});
  }
  run({"export", "--format", "npy", "-o", "v.npy"});
  run({"export", "--format", "projector", "-o", "v.projector"});
  std::string answers;
  for (const std::string query : {"최악", "스토리", "영화"})
    answers += query + "\n" + neighbors("t2v.h5", {query});
  folder_.write("answers.txt", answers);
  const std::string command =
      std::string(kPython) + " " + READ_WITH_GENSIM + " " + folder_.path() + " v answers.txt";
  EXPECT_EQ(std::system(command.c_str()), 0) << command;
}

}  // namespace
}  // namespace t2v::testing
