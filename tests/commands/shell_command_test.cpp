#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

class Shell : public ::testing::Test {
 protected:
  Shell() { EXPECT_EQ(train_film_model(folder_).exit_code, 0); }

  Outcome ask(const std::string& lines, const std::vector<std::string>& arguments = {"shell"}) {
    Surroundings surroundings;
    surroundings.standard_input = lines;
    return folder_.run(arguments, surroundings);
  }

  WorkFolder folder_;
};

TEST_F(Shell, AnswersAsTheCommandsDo) {
  const std::vector<std::vector<std::string>> commands{
      {"neighbors", "스토리", "--label", "부정"},
      {"analogy", "최악 : 부정 = ? : 긍정"},
      {"contexts", "결말", "-n", "3", "--json"},
      {"labels"},
      {"labels", "최고", "+긍정"},
      {"lexicon", "최악"},
      {"classify", "최악 영화", "최고 작품"},
      {"documents", "최악", "--corpus", "corpus.txt", "-n", "2"},
      {"info"},
      {"help", "neighbors"}};
  std::string lines;
  std::string expected;
  for (const auto& command : commands) {
    for (const std::string& word : command) lines += "'" + word + "' ";
    lines += '\n';
    const Outcome alone = folder_.run(command);
    EXPECT_EQ(alone.exit_code, 0) << alone.err;
    expected += alone.out;
  }
  const Outcome outcome = ask(lines);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(outcome.out, expected);
  EXPECT_THAT(outcome.err, Not(HasSubstr("t2v>")));
}

TEST_F(Shell, TellsErrorsInALineEachAndGoesOn) {
  const Outcome outcome =
      ask("neighbours 스토리\n"
          "neighbors 스토라\n"
          "\n"
          "# a remark\n"
          "neighbors 스토리 --labl 부정\n"
          "analogy '최악 -부정\n"
          "train corpus.txt labels.txt\n"
          "help nonsense\n"
          "analogy 최악 -부정 +긍정 -n 1");
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.out_lines(), ElementsAre(StartsWith("최고\t")));
  EXPECT_THAT(
      outcome.err_lines(),
      ElementsAre(
          "t2v: standard input:1: unknown command 'neighbours', perhaps neighbors; see help",
          "t2v: standard input:2: '스토라' is neither a word nor a label of this model; similar "
          "words: 스토리",
          "t2v: standard input:5: unknown option --labl, perhaps --label; see help neighbors",
          "t2v: standard input:6: the line ends within quotes or behind a backslash; see help "
          "analogy",
          "t2v: standard input:7: train is not for the shell, expected one of neighbors, contexts, "
          "analogy, labels, documents, lexicon, classify, info, help, quit; see help",
          "t2v: standard input:8: unknown command 'nonsense'; see help help",
          "t2v: 6 of 9 lines failed"));
}

TEST_F(Shell, EndsWithQuitExitOrTheInput) {
  for (const char* word : {"quit", "exit"}) {
    const Outcome outcome = ask(std::string(word) + "\nnonsense\n");
    EXPECT_EQ(outcome.exit_code, 0);
    EXPECT_THAT(outcome.err, IsEmpty());
    EXPECT_THAT(outcome.out, IsEmpty());
  }
  EXPECT_EQ(ask("").exit_code, 0);
  EXPECT_EQ(ask("quit now\n").exit_code, 1);
}

TEST_F(Shell, ShowsItsCommands) {
  const Outcome outcome = ask("help\n");
  EXPECT_THAT(outcome.out, HasSubstr("neighbors  words used alike, also under a label\n"));
  EXPECT_THAT(outcome.out, HasSubstr("\nquit       end the shell\n"));
  EXPECT_THAT(outcome.out, Not(HasSubstr("train")));
}

TEST_F(Shell, AsksAnotherModelWhereALineNamesOne) {
  folder_.write("other.h5", folder_.read("t2v.h5"));
  const Outcome outcome =
      ask("labels -m t2v.h5\nlabels\nlabels -m absent.h5\n", {"shell", "-m", "other.h5"});
  EXPECT_THAT(outcome.out_lines(), SizeIs(4));
  EXPECT_THAT(outcome.err, StartsWith("t2v: standard input:3: "));
}

TEST_F(Shell, NeedsAModel) {
  const Outcome outcome = ask("labels\n", {"shell", "-m", "absent.h5"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err_lines(), SizeIs(1));
  EXPECT_THAT(outcome.err, HasSubstr("absent.h5"));
  EXPECT_EQ(ask("", {"shell", "t2v.h5"}).exit_code, 2);
}

TEST_F(Shell, EndsQuietlyWhereNobodyReads) {
  std::string lines;
  for (int i = 0; i < 2000; ++i) lines += "neighbors 스토리\n";
  Surroundings surroundings;
  surroundings.folder = folder_.path();
  surroundings.standard_input = lines;
  const Outcome outcome = run_into_closed_pipe({"shell"}, surroundings);
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.err, IsEmpty());
}

}  // namespace
}  // namespace t2v::testing
