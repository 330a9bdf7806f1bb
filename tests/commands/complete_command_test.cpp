#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "commands/film_reviews.h"
#include "commands/work_folder.h"

namespace t2v::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

using Words = std::vector<std::string>;

class Complete : public ::testing::Test {
 protected:
  Complete() { EXPECT_EQ(train_film_model(folder_).exit_code, 0); }

  /// What `t2v complete` prints for words of which the last is being typed.
  Words ask(Words words) {
    words.insert(words.begin(), "complete");
    const Outcome outcome = folder_.run(words);
    EXPECT_EQ(outcome.exit_code, 0);
    EXPECT_THAT(outcome.err, IsEmpty());
    return outcome.out_lines();
  }

  WorkFolder folder_;
};

TEST_F(Complete, NamesCommandsAndWhatTheyAreFor) {
  EXPECT_THAT(ask({"neigh"}),
              ElementsAre("words", "neighbors\twords used alike, also under a label"));
  EXPECT_THAT(ask({""}), Contains(StartsWith("train\t")));
  EXPECT_THAT(ask({""}), Not(Contains(StartsWith("complete"))));
  EXPECT_THAT(ask({}), Contains(StartsWith("train\t")));
  EXPECT_THAT(ask({"--v"}), ElementsAre("words", "--version"));
  EXPECT_THAT(ask({"help", "neigh"}), ElementsAre("words", StartsWith("neighbors\t")));
  EXPECT_THAT(ask({"help", "eval", "sim"}), ElementsAre("words", StartsWith("similarity\t")));
  EXPECT_THAT(ask({"eval", "sim"}), ElementsAre("words", StartsWith("similarity\t")));
}

TEST_F(Complete, NamesOptionsAndTheirValues) {
  EXPECT_THAT(ask({"train", "--label-w"}), ElementsAre("words", StartsWith("--label-weight\t")));
  EXPECT_THAT(ask({"train", "--objective", ""}), ElementsAre("words", "independent", "joint"));
  EXPECT_THAT(ask({"train", "--objective=i"}), ElementsAre("words", "--objective=independent"));
  EXPECT_THAT(ask({"train", "-o", ""}), ElementsAre("files"));
  EXPECT_THAT(ask({"train", "--dim", ""}), ElementsAre("words"));
  EXPECT_THAT(ask({"train", ""}), ElementsAre("files"));
  EXPECT_THAT(ask({"eval", "labels", "--mod"}), Contains(StartsWith("--model\t")));
}

TEST_F(Complete, NamesLabelsBeforeWordsTheMostFrequentFirst) {
  const Words all = ask({"neighbors", ""});
  ASSERT_GT(all.size(), 4U);
  EXPECT_THAT(Words(all.begin(), all.begin() + 4), ElementsAre("words", "긍정", "부정", "영화"));
  EXPECT_THAT(ask({"neighbors", "스"}), ElementsAre("words", "스토리"));
  EXPECT_THAT(ask({"analogy", "최악", "-부"}), ElementsAre("words", "-부정"));
  EXPECT_THAT(ask({"analogy", "최악", "+"}), ElementsAre("words", "+긍정", "+부정"));
  EXPECT_THAT(ask({"analogy", "--", "-부"}), ElementsAre("words", "-부정"));
  EXPECT_THAT(ask({"contexts", "label:"}), ElementsAre("words", "label:긍정", "label:부정"));
  EXPECT_THAT(ask({"contexts", "-word:스"}), ElementsAre("words", "-word:스토리"));
  EXPECT_THAT(ask({"contexts", "스토리", "--label", "긍"}), ElementsAre("words", "긍정"));
  EXPECT_THAT(ask({"labels", "--kind", ""}), ElementsAre("words", ":"));
  EXPECT_THAT(ask({"lexicon", "부정"}), ElementsAre("words"));
  // As the Tab key of some systems sends it: in separate jamo.
  EXPECT_THAT(ask({"neighbors", "\u1109\u1173"}), ElementsAre("words", "스토리"));
}

TEST_F(Complete, AsksTheModelThatTheLineNames) {
  EXPECT_THAT(ask({"neighbors", "-m", "absent.h5", "스"}), ElementsAre("words"));
  EXPECT_THAT(ask({"neighbors", "--model=t2v.h5", "스"}), ElementsAre("words", "스토리"));
  folder_.write("damaged.h5", folder_.read("t2v.h5").substr(0, 5000));
  EXPECT_THAT(ask({"neighbors", "-m", "damaged.h5", "스"}), ElementsAre("words"));
}

TEST_F(Complete, HasNothingToSayOfNonsense) {
  EXPECT_THAT(ask({"nonsense", ""}), ElementsAre("words"));
  EXPECT_THAT(ask({"eval", "nonsense", ""}), ElementsAre("words"));
  EXPECT_THAT(ask({"train", "--nonsense="}), ElementsAre("words"));
  EXPECT_THAT(ask({"nonsen"}), ElementsAre("words"));
}

TEST(CompleteAttribute, NamesMethods) {
  Surroundings surroundings;
  surroundings.program = T2V_ATTRIBUTE_PROGRAM;
  const Outcome outcome = WorkFolder().run({"complete", "explain", "--method", "l"}, surroundings);
  EXPECT_THAT(outcome.out_lines(), ElementsAre("words", "leave-one-out", "lime"));
}

}  // namespace
}  // namespace t2v::testing
