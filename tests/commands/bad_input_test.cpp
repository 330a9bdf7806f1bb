#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "commands/film_reviews.h"
#include "commands/work_folder.h"

namespace t2v::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

using Arguments = std::vector<std::string>;

constexpr const char* kOldModel = "stands for a model of long ago\n";

std::string command_text(const Arguments& arguments) {
  std::string text = "t2v";
  for (const std::string& argument : arguments) text += ' ' + argument;
  return text;
}

/// One line on standard error that says `what`, nothing on standard output.
void expect_refusal(const Outcome& outcome, int exit_code, const std::vector<std::string>& what) {
  EXPECT_EQ(outcome.exit_code, exit_code);
  EXPECT_THAT(outcome.err_lines(), ElementsAre(StartsWith("t2v: ")));
  for (const std::string& part : what) EXPECT_THAT(outcome.err, HasSubstr(part));
  EXPECT_THAT(outcome.out, IsEmpty());
}

/// Training that must fail and leave an old model, and no other file, behind.
class BadTraining : public ::testing::Test {
 protected:
  BadTraining() {
    folder_.write("t2v.h5", kOldModel);
    folder_.write("corpus.txt", "가 나 가 나 가\n나 가 나 가 나\n");
    folder_.write("labels.txt", "긍정\n부정\n");
  }

  void refuse(const Arguments& arguments, int exit_code, const std::vector<std::string>& what,
              const Surroundings& surroundings = {}) {
    SCOPED_TRACE(command_text(arguments));
    const auto before = folder_.names();
    expect_refusal(folder_.run(arguments, surroundings), exit_code, what);
    EXPECT_EQ(folder_.read("t2v.h5"), kOldModel);
    EXPECT_EQ(folder_.names(), before);
  }

  WorkFolder folder_;
};

TEST_F(BadTraining, StartsFromInputThatWouldTrain) {
  const Outcome outcome = folder_.run({"train", "corpus.txt", "labels.txt", "--quiet"});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_NE(folder_.read("t2v.h5"), kOldModel);
}

TEST_F(BadTraining, MissingFiles) {
  refuse({"train", "absent.txt", "labels.txt"}, 1, {"absent.txt"});
  refuse({"train", "corpus.txt", "absent.txt"}, 1, {"absent.txt"});
  refuse({"train", "corpus.txt", "labels.txt", "--word-labels", "absent.tsv"}, 1, {"absent.tsv"});
  refuse({"train", "corpus.txt", "--tokenizer", "sentencepiece", "--sentencepiece-model",
          "absent.model"},
         1, {"absent.model"});
}

TEST_F(BadTraining, DirectoriesAsFiles) {
  std::filesystem::create_directory(folder_.path() + "/folder");
  refuse({"train", "folder", "labels.txt"}, 1, {"folder", "directory"});
  refuse({"train", "corpus.txt", "folder"}, 1, {"folder", "directory"});
  refuse({"train", "corpus.txt", "labels.txt", "-o", "folder"}, 1, {"folder", "directory"});
  refuse({"train", "corpus.txt", "labels.txt", "-o", "absent/model.h5"}, 1, {"absent"});
}

TEST_F(BadTraining, ModelOverItsOwnInput) {
  refuse({"train", "corpus.txt", "labels.txt", "-o", "corpus.txt"}, 1, {"corpus.txt", "read"});
  refuse({"train", "corpus.txt", "labels.txt", "-o", "./labels.txt"}, 1, {"labels.txt", "read"});
  EXPECT_EQ(folder_.read("labels.txt"), "긍정\n부정\n");
}

TEST_F(BadTraining, NothingToLearnFrom) {
  folder_.write("empty.txt", "");
  refuse({"train", "empty.txt"}, 1, {"empty.txt", "empty"});
  refuse({"train", "empty.txt", "empty.txt"}, 1, {"empty.txt"});
  folder_.write("blank.txt", "\n \n");
  refuse({"train", "blank.txt"}, 1, {"blank.txt"});
  folder_.write("rare.txt", "가 나 다\n라 마\n");
  refuse({"train", "rare.txt"}, 1, {"rare.txt", "--min-count 5"});
}

TEST_F(BadTraining, LineCountsThatDiffer) {
  folder_.write("three.txt", "긍정\n부정\n긍정\n");
  refuse({"train", "corpus.txt", "three.txt"}, 1, {"corpus.txt has 2 lines", "three.txt has 3"});
}

TEST_F(BadTraining, LexiconWithoutTabs) {
  folder_.write("lexicon.tsv", "가\t긍정\n나 부정\n");
  refuse({"train", "corpus.txt", "--word-labels", "lexicon.tsv"}, 1, {"lexicon.tsv:2"});
}

TEST_F(BadTraining, NumbersOutOfRange) {
  struct Case {
    std::string option;
    std::string value;
    std::string range;
  };
  const std::vector<Case> cases{
      {"dim", "0", "1 to 4096"},
      {"dim", "1000000000", "1 to 4096"},
      {"dim", "1e9", "1 to 4096"},
      {"dim", "-5", "1 to 4096"},
      {"dim", "abc", "1 to 4096"},
      {"dim", "", "1 to 4096"},
      {"dim", "10.5", "1 to 4096"},
      {"dim", "10x", "1 to 4096"},
      {"dim", "99999999999999999999", "1 to 4096"},
      {"window", "0", "1 to 1000"},
      {"negative", "65", "1 to 64"},
      {"epochs", "0", "1 to 100000"},
      {"lr", "nan", "1e-09 to 10"},
      {"lr", "0", "1e-09 to 10"},
      {"lr", "-0.1", "1e-09 to 10"},
      {"subsample", "inf", "0 to 1"},
      {"sampling-exponent", "NaN", "-2 to 2"},
      {"label-weight", "-1", "0 to 100"},
      {"label-balance", "1.01", "0 to 1"},
      {"threads", "1025", "0 to 1024"},
      {"replicas", "65", "0 to 64"},
      {"min-count", "-1", "0 or more"},
      {"max-vocab", "x", "0 or more"},
      {"seed", "-1", "0 or more"},
      {"sentencepiece-vocab", "3", "4 to 1000000"},
  };
  for (const auto& [option, value, range] : cases) {
    refuse({"train", "corpus.txt", "labels.txt", "--" + option, value}, 2,
           {"--" + option, "'" + value + "'", range});
  }
}

TEST_F(BadTraining, WrongUsage) {
  refuse({"train"}, 2, {"CORPUS"});
  refuse({"train", "corpus.txt", "labels.txt", "more.txt"}, 2, {"more.txt"});
  refuse({"train", "-", "-"}, 2, {"standard input"});
  refuse({"train", "corpus.txt", "--epoch", "3"}, 2, {"--epoch", "perhaps --epochs"});
  refuse({"train", "corpus.txt", "-x"}, 2, {"-x"});
  refuse({"train", "corpus.txt", "--dim"}, 2, {"--dim"});
  refuse({"train", "corpus.txt", "--dim", "5", "--dim", "6"}, 2, {"--dim"});
  refuse({"train", "corpus.txt", "--tokenizer", "words"}, 2, {"words", "whitespace", "unicode"});
  refuse({"train", "corpus.txt", "--sentencepiece-vocab", "50"}, 2, {"--tokenizer sentencepiece"});
  refuse({"train", "corpus.txt", "--dim", "1025", "--replicas", "2"}, 2,
         {"--replicas 2 of 1025 dimensions", "at most 1024"});
}

TEST_F(BadTraining, NoRoomForTheModel) {
  // A file-size limit acts as a full disk does, and signals as well. The corpus trains, but its
  // model takes more than this many bytes.
  Surroundings limited;
  limited.file_limit = 2000;
  refuse({"train", "corpus.txt", "labels.txt", "--quiet"}, 1, {"t2v.h5"}, limited);
}

/// Questions to a model that was trained well.
class BadQuestion : public ::testing::Test {
 protected:
  BadQuestion() { EXPECT_EQ(train_film_model(folder_).exit_code, 0); }

  void refuse(const Arguments& arguments, int exit_code, const std::vector<std::string>& what) {
    SCOPED_TRACE(command_text(arguments));
    expect_refusal(folder_.run(arguments), exit_code, what);
  }

  WorkFolder folder_;
};

TEST_F(BadQuestion, UnknownWordsAndLabels) {
  refuse({"neighbors", "스토라"}, 1, {"'스토라'", "스토리"});
  refuse({"analogy", "최약", "-부정", "+긍정"}, 1, {"'최약'", "최악"});
  refuse({"contexts", "label:최고"}, 1, {"'최고' is no label", "긍정, 부정"});
  refuse({"neighbors", "스토리", "--label", "중립"}, 1, {"'중립' is no label", "긍정, 부정"});
  refuse({"lexicon", "스토라"}, 1, {"'스토라' is no word", "스토리"});
  refuse({"lexicon", "부정"}, 1, {"'부정' is no word"});
  refuse({"lexicon", "--kind", "film"}, 1, {"no label is of the kind 'film'"});
  refuse({"labels", "모르는말"}, 1, {"'모르는말'"});
  refuse({"neighbors", "최고", "-최고"}, 1, {"cancel"});
  refuse({"analogy", "최악 : 부정 = ? : 중립"}, 1, {"'중립' is neither a word nor a label"});
  refuse({"analogy", "최악 : ? = 최고 : 긍정"}, 1, {"asks for a label"});
  refuse({"analogy", "최악", ":", "부정"}, 1, {"'최악 : 부정' is no question", "no ="});
}

TEST_F(BadQuestion, WrongUsage) {
  refuse({"neighbors"}, 2, {"at least one word"});
  refuse({"analogy"}, 2, {"최악 -부정 +긍정"});
  refuse({"neighbors", "스토리", "--labels", "부정"}, 2, {"--labels", "perhaps --label"});
  refuse({"neighbors", "스토리", "--label-weight", "2"}, 2, {"--label-weight"});
  refuse({"neighbors", "스토리", "--label", "부정", "--label-weight", "nan"}, 2,
         {"--label-weight", "'nan'", "-1000 to 1000"});
  refuse({"neighbors", "스토리", "--top", "0"}, 2, {"--top", "'0'", "1 or more"});
  refuse({"neighbors", "스토리", "-n", "-3"}, 2, {"--top", "'-3'"});
  refuse({"neighbors", "-", "스토리"}, 1, {"'-' is no term"});
  refuse({"lexicon", "최고", "--top", "3"}, 2, {"--top with words"});
  refuse({"lexicon", "최고", "--min-count", "3"}, 2, {"--min-count with words"});
  refuse({"lexicon", "--neutral", " "}, 2, {"--neutral is empty"});
  refuse({"lexicon", "--ratio", "0.5"}, 2, {"--ratio", "'0.5'", "1 to 1000"});
  refuse({"info", "t2v.h5"}, 2, {"t2v.h5", "-m"});
  refuse({"neighbours", "스토리"}, 2, {"'neighbours'", "perhaps neighbors"});
  refuse({"--neighbors"}, 2, {"--neighbors"});
}

TEST_F(BadQuestion, FilesThatAreNoModel) {
  const std::string whole = folder_.read("t2v.h5");
  folder_.write("text.h5", "not a model\n");
  folder_.write("empty.h5", "");
  folder_.write("half.h5", whole.substr(0, whole.size() / 2));
  folder_.write("short.h5", whole.substr(0, whole.size() - 1));
  std::filesystem::create_directory(folder_.path() + "/folder.h5");
  for (const char* name : {"text.h5", "empty.h5", "half.h5", "short.h5", "folder.h5", "no.h5"})
    for (const char* command : {"neighbors", "contexts", "analogy", "labels"})
      refuse({command, "최고", "-m", name}, 1, {name});
  refuse({"info", "-m", "half.h5"}, 1, {"half.h5"});
}

TEST_F(BadQuestion, NoModelSaysHowToGetOne) {
  std::filesystem::remove(folder_.path() + "/t2v.h5");
  refuse({"neighbors", "최고"}, 1, {"t2v.h5", "-m FILE", "t2v train"});
}

}  // namespace
}  // namespace t2v::testing
