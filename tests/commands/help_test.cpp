#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "commands/work_folder.h"

namespace t2v::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::MatchesRegex;
using ::testing::Not;
using ::testing::StartsWith;

TEST(Help, AloneItShowsTheFirstThreeSteps) {
  const Outcome outcome = WorkFolder().run({});
  EXPECT_EQ(outcome.exit_code, 0);
  for (const char* step : {"t2v train corpus.txt labels.txt", "t2v analogy 최악 -부정 +긍정",
                           "t2v neighbors 스토리 --label 부정"})
    EXPECT_THAT(outcome.out, HasSubstr(step));
  EXPECT_THAT(outcome.err, IsEmpty());
}

TEST(Help, ListsEveryCommand) {
  const WorkFolder folder;
  const Outcome outcome = folder.run({"--help"});
  EXPECT_EQ(outcome.exit_code, 0);
  for (const std::string command :
       {"train", "neighbors", "contexts", "analogy", "labels", "documents", "lexicon", "info",
        "verify", "tokenize", "eval", "export", "import", "map", "serve"}) {
    EXPECT_THAT(outcome.out, HasSubstr("\n  " + command + " "));
    const Outcome own = folder.run({command, "--help"});
    EXPECT_EQ(own.exit_code, 0) << own.err;
    EXPECT_THAT(own.out, StartsWith("Usage: t2v " + command + " "));
    EXPECT_THAT(own.err, IsEmpty());
  }
}

TEST(Help, ShowsDefaultsAndRanges) {
  const Outcome outcome = WorkFolder().run({"train", "--help"});
  EXPECT_THAT(outcome.out, HasSubstr("--dim N"));
  EXPECT_THAT(outcome.out, HasSubstr("(1 to 4096; default 100)"));
  EXPECT_THAT(outcome.out, HasSubstr("default 0.025"));
}

TEST(Help, ShowsTheVersion) {
  const Outcome outcome = WorkFolder().run({"--version"});
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.out, MatchesRegex("t2v [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

TEST(Help, IsTheSameAsACommand) {
  const WorkFolder folder;
  EXPECT_EQ(folder.run({"help"}).out, folder.run({"--help"}).out);
  EXPECT_EQ(folder.run({"help", "train"}).out, folder.run({"train", "--help"}).out);
  EXPECT_EQ(folder.run({"help", "eval"}).out, folder.run({"eval", "--help"}).out);
  EXPECT_EQ(folder.run({"help", "eval", "labels"}).out,
            folder.run({"eval", "labels", "--help"}).out);
  Surroundings surroundings;
  surroundings.program = T2V_ATTRIBUTE_PROGRAM;
  const Outcome attribute = folder.run({"help", "explain"}, surroundings);
  EXPECT_THAT(attribute.out, StartsWith("Usage: t2v-attribute explain "));
}

TEST(Help, SuggestsWhatMayHaveBeenMeant) {
  const WorkFolder folder;
  const std::vector<std::pair<std::vector<std::string>, std::string>> mistypings{
      {{"help", "trian"}, "unknown command 'trian', perhaps train; see t2v help --help"},
      {{"help", "eval", "lables"},
       "eval has no part 'lables', perhaps labels; see t2v help --help"},
      {{"help", "train", "x"}, "train has no part 'x'; see t2v help --help"},
      {{"help", "a", "b", "c"},
       "'c' is one argument too many, expected a command and one of its parts; see t2v help "
       "--help"},
      {{"--hlep"}, "unknown option --hlep, perhaps --help; see t2v --help"},
      {{"train", "--epohcs", "3"},
       "unknown option --epohcs, perhaps --epochs; see t2v train --help"},
      {{"nieghbors"}, "unknown command 'nieghbors', perhaps neighbors; see t2v --help"}};
  for (const auto& [arguments, message] : mistypings) {
    const Outcome outcome = folder.run(arguments);
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_EQ(outcome.err, "t2v: " + message + "\n");
    EXPECT_THAT(outcome.out, IsEmpty());
  }
}

TEST(Help, SaysWhatAnOptionLacks) {
  const WorkFolder folder;
  const std::vector<std::pair<std::vector<std::string>, std::string>> mistypings{
      {{"--model="}, "--model needs a value"},
      {{"-m"}, "--model needs a value"},
      {{"-m", "a", "--model", "b"}, "--model is given more than once, expected one"},
      {{"--json=x"}, "--json takes no value"},
      {{"--jso="}, "unknown option --jso, perhaps --json"},
      {{"--="}, "an option without a name"},
      // What Boost replaces in its messages: by the name itself, until the last one is gone.
      {{"--a%canonical_option%="}, "unknown option --a%canonical_option%"},
      {{"--a%canonical_option%"}, "unknown option --a%canonical_option%"},
      {{"--model", "%canonical_option%", "-n", "%value%"}, "--top is '%value%'"}};
  for (const auto& [mistyped, message] : mistypings) {
    std::vector<std::string> arguments{"neighbors", "최고"};
    arguments.insert(arguments.end(), mistyped.begin(), mistyped.end());
    const Outcome outcome = folder.run(arguments);
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_THAT(outcome.err_lines(), ElementsAre(StartsWith("t2v: " + message)));
    EXPECT_THAT(outcome.out, IsEmpty());
  }
}

TEST(Help, WritesTheManual) {
  const WorkFolder folder;
  EXPECT_EQ(folder.run({"help", "--man", "."}).exit_code, 0);
  EXPECT_THAT(folder.names(), IsSupersetOf({"t2v.1", "t2v-train.1", "t2v-eval.1", "t2v-shell.1"}));
  EXPECT_THAT(folder.names(), Not(Contains("t2v-complete.1")));
  const std::string page = folder.read("t2v-train.1");
  EXPECT_THAT(page, HasSubstr("\n.TH T2V\\-TRAIN 1 "));
  EXPECT_THAT(page, HasSubstr("\nt2v train CORPUS [LABELS] [\\-o FILE] [options]\n"));
  EXPECT_THAT(page, HasSubstr(".TP\n\\fB\\-o, \\-\\-output\\fR \\fIFILE\\fR\n"));
  EXPECT_THAT(folder.read("t2v-eval.1"), HasSubstr("\n.SH LABELS\n"));
  EXPECT_EQ(folder.run({"help", "--man", "absent"}).exit_code, 1);
  EXPECT_EQ(folder.run({"help", "--man", ".", "train"}).exit_code, 2);
  EXPECT_EQ(folder.run({"help", "--man", ""}).exit_code, 2);
}

TEST(Help, EvalListsAllThatItMeasures) {
  const WorkFolder folder;
  const std::string list = folder.run({"eval", "--help"}).out;
  for (const std::string what :
       {"labels", "contexts", "neighbors", "similarity", "analogies", "heldout"}) {
    EXPECT_THAT(list, HasSubstr("\n  " + what + " "));
    const Outcome own = folder.run({"eval", what, "--help"});
    EXPECT_EQ(own.exit_code, 0) << own.err;
    EXPECT_THAT(own.out, StartsWith("Usage: t2v eval " + what + " "));
  }
  EXPECT_THAT(folder.run({"eval", "labels", "--help"}).out, HasSubstr("hit@10"));
  EXPECT_THAT(folder.run({"eval", "contexts", "--help"}).out, HasSubstr("topicality"));
}

}  // namespace
}  // namespace t2v::testing
