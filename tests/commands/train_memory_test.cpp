#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "commands/film_reviews.h"
#include "commands/work_folder.h"

namespace t2v::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Json = nlohmann::json;

using Arguments = std::vector<std::string>;

/// t2v train with --cache, --memory-limit and --dry-run.
class TrainMemory : public ::testing::Test {
 protected:
  TrainMemory() { write_film_reviews(folder_); }

  Outcome train(Arguments arguments, const Surroundings& surroundings = {}) {
    arguments.insert(arguments.begin(), "train");
    for (const std::string& option : training_options()) arguments.push_back(option);
    return folder_.run(arguments, surroundings);
  }

  /// Trains without progress. @returns what is said nevertheless
  std::string remarks(Arguments arguments, const Surroundings& surroundings = {}) {
    arguments.push_back("--quiet");
    const Outcome outcome = train(arguments, surroundings);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    return outcome.err;
  }

  Json info(const std::string& model) {
    return Json::parse(folder_.run({"info", "--json", "-m", model}).out);
  }
  std::string vectors_of(const std::string& model) { return info(model).at("vectors_sha256"); }

  /// The table of a dry run, with so much noise that its time is not nothing.
  std::map<std::string, std::string> dry_run(Arguments arguments) {
    for (const char* more : {"--dry-run", "--negative", "64"}) arguments.emplace_back(more);
    const auto before = folder_.names();
    const Outcome outcome = train(arguments);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_EQ(folder_.names(), before);
    std::map<std::string, std::string> table;
    for (const std::string& line : outcome.out_lines()) {
      const std::size_t tab = line.find('\t');
      table[line.substr(0, tab)] = line.substr(tab + 1);
    }
    return table;
  }

  WorkFolder folder_;
};

TEST_F(TrainMemory, CacheGivesTheSameModel) {
  remarks({"corpus.txt", "labels.txt", "-o", "plain.h5"});
  EXPECT_THAT(remarks({"corpus.txt", "labels.txt", "-o", "one.h5", "--cache", "c"}), IsEmpty());
  ASSERT_TRUE(folder_.has("c"));
  const std::string cache = folder_.read("c");
  EXPECT_THAT(remarks({"corpus.txt", "labels.txt", "-o", "two.h5", "--cache", "c"}), IsEmpty());
  EXPECT_EQ(folder_.read("c"), cache);
  EXPECT_EQ(vectors_of("one.h5"), vectors_of("plain.h5"));
  EXPECT_EQ(vectors_of("two.h5"), vectors_of("plain.h5"));
  EXPECT_EQ(info("two.h5").at("corpus_sha256"), info("plain.h5").at("corpus_sha256"));
}

TEST_F(TrainMemory, CacheServesOtherNamesAndStandardInput) {
  remarks({"corpus.txt", "labels.txt", "-o", "one.h5", "--cache", "c"});
  const std::string cache = folder_.read("c");
  Surroundings surroundings;
  surroundings.standard_input = folder_.read("corpus.txt");
  EXPECT_THAT(remarks({"-", "labels.txt", "-o", "two.h5", "--cache", "c"}, surroundings),
              IsEmpty());
  EXPECT_EQ(folder_.read("c"), cache);
  EXPECT_EQ(vectors_of("two.h5"), vectors_of("one.h5"));
}

TEST_F(TrainMemory, CacheOfAnotherTextIsMadeAnew) {
  remarks({"corpus.txt", "labels.txt", "--cache", "c"});
  std::string corpus = folder_.read("corpus.txt");
  corpus.replace(corpus.find("최악"), std::string("최악").size(), "최고");  // of the same size
  folder_.write("corpus.txt", corpus);
  EXPECT_THAT(remarks({"corpus.txt", "labels.txt", "-o", "one.h5", "--cache", "c"}),
              HasSubstr("c is of another text, of other options or of another version of t2v; the "
                        "corpus is tokenised anew"));
  remarks({"corpus.txt", "labels.txt", "-o", "two.h5"});
  EXPECT_EQ(vectors_of("one.h5"), vectors_of("two.h5"));
  EXPECT_THAT(remarks({"corpus.txt", "labels.txt", "--cache", "c"}), IsEmpty());
  EXPECT_THAT(remarks({"corpus.txt", "labels.txt", "--cache", "c", "--min-count", "9"}),
              HasSubstr("tokenised anew"));
  EXPECT_THAT(remarks({"corpus.txt", "labels.txt", "--cache", "c", "--tokenizer", "unicode"}),
              HasSubstr("tokenised anew"));
}

TEST_F(TrainMemory, DamagedCacheIsMadeAnew) {
  remarks({"corpus.txt", "labels.txt", "--cache", "c"});
  const std::string cache = folder_.read("c");
  std::string damaged = cache;
  damaged[damaged.size() - 100] ^= 1;
  folder_.write("c", damaged);
  EXPECT_THAT(remarks({"corpus.txt", "labels.txt", "--cache", "c"}),
              HasSubstr("c is damaged; the corpus is tokenised anew"));
  EXPECT_EQ(folder_.read("c"), cache);
}

TEST_F(TrainMemory, CacheKeepsTheSentencePieceModel) {
  const Arguments arguments = {"corpus.txt", "labels.txt", "--tokenizer",           "sentencepiece",
                               "--cache",    "c",          "--sentencepiece-vocab", "60"};
  EXPECT_THAT(train(arguments).err, HasSubstr("training a SentencePiece model"));
  const std::string vectors = vectors_of("t2v.h5");
  EXPECT_THAT(train(arguments).err, Not(HasSubstr("training a SentencePiece model")));
  EXPECT_EQ(vectors_of("t2v.h5"), vectors);
}

TEST_F(TrainMemory, CacheMustBeAFileOfItsOwn) {
  const auto refuse = [&](const Arguments& arguments, const std::string& what) {
    const Outcome outcome = train(arguments);
    EXPECT_EQ(outcome.exit_code, 1);
    EXPECT_THAT(outcome.err_lines(), ElementsAre(HasSubstr(what)));
  };
  const std::string corpus = folder_.read("corpus.txt");
  refuse({"corpus.txt", "--cache", "corpus.txt"}, "corpus.txt: is read by this run");
  refuse({"corpus.txt", "--cache", "./t2v.h5"}, "t2v.h5: is the model, expected another file");
  refuse({"corpus.txt", "--cache", "absent/c"}, "absent");
  folder_.write("novel.txt", "my only copy");
  refuse({"corpus.txt", "--cache", "novel.txt"}, "novel.txt: is no cache of an encoded corpus");
  EXPECT_EQ(folder_.read("corpus.txt"), corpus);
  EXPECT_EQ(folder_.read("novel.txt"), "my only copy");
}

TEST_F(TrainMemory, DryRunTellsWhatTrainingWouldBe) {
  const auto table = dry_run({"corpus.txt", "labels.txt"});
  EXPECT_EQ(table.at("documents"), "3000");
  EXPECT_EQ(table.at("words"), "28");
  EXPECT_EQ(table.at("labels"), "2");
  EXPECT_EQ(table.at("tokens read from"), "memory");
  EXPECT_GT(std::stoi(table.at("peak memory (MB)")), 10);
  EXPECT_LT(std::stoi(table.at("peak memory (MB)")), 200);
  EXPECT_GT(std::stod(table.at("training time (s)")), 0.0);
  EXPECT_LT(std::stod(table.at("training time (s)")), 3600.0);
  dry_run({"corpus.txt", "--cache", "c"});  // which it does not write
  remarks({"corpus.txt", "--cache", "c"});
  EXPECT_EQ(dry_run({"corpus.txt", "--cache", "c"}).at("words"), "28");
}

TEST_F(TrainMemory, SizesThatMakeNoSense) {
  for (const char* size : {"", "abc", "-5M", "5", "1e3M", "5 M", "M", "nan", "inf", "99999999999T",
                           "5MB", "0.0000001K"}) {
    const Outcome outcome = train({"corpus.txt", "--memory-limit", size});
    EXPECT_EQ(outcome.exit_code, 2) << size;
    EXPECT_THAT(outcome.err_lines(),
                ElementsAre(HasSubstr(std::string("--memory-limit is '") + size +
                                      "', expected a size such as 500M or 2G, or 0 for none")));
  }
  remarks({"corpus.txt", "--memory-limit", "0"});
  remarks({"corpus.txt", "--memory-limit", "0.5G"});
}

TEST_F(TrainMemory, LimitsThatAreTooLow) {
  const Outcome program = train({"corpus.txt", "--memory-limit", "10M"});
  EXPECT_EQ(program.exit_code, 1);
  EXPECT_THAT(program.err_lines(),
              ElementsAre(HasSubstr("--memory-limit of 10 MB: expected at least ")));

  std::string text;
  for (int word = 0; word < 20'000; ++word) text += "w" + std::to_string(word) + " ";
  folder_.write("words.txt", text + "\n" + text + "\n" + text + "\n" + text + "\n" + text + "\n");
  const Outcome vectors = folder_.run({"train", "words.txt", "--memory-limit", "200M", "--dim",
                                       "1000", "--replicas", "1", "--quiet"});
  EXPECT_EQ(vectors.exit_code, 1);
  EXPECT_THAT(vectors.err_lines(),
              ElementsAre(AllOf(HasSubstr("--memory-limit of 200 MB: training takes "),
                                HasSubstr("162 MB of them for the vectors of 20000 words"))));
  EXPECT_FALSE(folder_.has("t2v.h5"));
}

// Four million tokens take more than a limit that the program alone nearly fills.
TEST_F(TrainMemory, WhatDoesNotFitIsReadFromDisk) {
  std::string text;
  unsigned state = 1;
  for (int document = 0; document < 42'000; ++document) {
    for (int i = 0; i < 100; ++i) {
      state = state * 1664525U + 1013904223U;
      text += static_cast<char>('a' + (state >> 27) % 26);
      text += ' ';
    }
    text += '\n';
  }
  folder_.write("large.txt", text);
  const Arguments arguments = {"train",     "large.txt", "--epochs", "1",           "--dim", "8",
                               "--threads", "1",         "--quiet",  "--subsample", "1e-6"};
  const auto run = [&](const Arguments& more) {
    Arguments all = arguments;
    all.insert(all.end(), more.begin(), more.end());
    const Outcome outcome = folder_.run(all);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    return outcome.out;
  };
  run({"-o", "memory.h5"});
  EXPECT_THAT(run({"--dry-run", "--memory-limit", "64M"}), HasSubstr("tokens read from\tdisk"));
  run({"-o", "disk.h5", "--memory-limit", "64M"});
  run({"-o", "made.h5", "--memory-limit", "64M", "--cache", "c"});
  run({"-o", "taken.h5", "--memory-limit", "64M", "--cache", "c"});
  for (const char* model : {"disk.h5", "made.h5", "taken.h5"}) {
    EXPECT_EQ(vectors_of(model), vectors_of("memory.h5")) << model;
  }
  EXPECT_THAT(folder_.names(), ElementsAre("c", "corpus.txt", "disk.h5", "labels.txt", "large.txt",
                                           "made.h5", "memory.h5", "taken.h5"));
}

}  // namespace
}  // namespace t2v::testing
