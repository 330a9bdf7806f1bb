#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "commands/work_folder.h"

namespace t2v::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
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
        "verify", "tokenize", "eval", "map", "serve"}) {
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
