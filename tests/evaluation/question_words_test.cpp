#include "evaluation/question_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "query/small_model.h"

namespace t2v {
namespace {

using ::testing::ElementsAre;

Vocabulary capitals() {
  return Vocabulary::from_ordered(
      {{"paris", 9}, {"Paris", 8}, {"서울", 7}, {"ROM", 6}, {"rom", 5}});
}

TEST(QuestionWords, AreAllWordsUnlessRestricted) {
  const QuestionWords words(capitals(), {});
  EXPECT_THAT(words.ids(), ElementsAre(0, 1, 2, 3, 4));
  EXPECT_EQ(words.find("Paris"), 1U);
  EXPECT_EQ(words.find("PARIS"), std::nullopt);
}

TEST(QuestionWords, MostFrequentOnly) {
  const QuestionWords words(capitals(), {.most_frequent = 2});
  EXPECT_THAT(words.ids(), ElementsAre(0, 1));
  EXPECT_EQ(words.find("서울"), std::nullopt);
  EXPECT_EQ(QuestionWords(capitals(), {.most_frequent = 1000}).ids().size(), 5U);
}

TEST(QuestionWords, WithoutCaseTheMostFrequentSpellingStandsForAll) {
  const QuestionWords words(capitals(), {.ignore_case = true});
  EXPECT_THAT(words.ids(), ElementsAre(0, 2, 3));
  EXPECT_EQ(words.find("PARIS"), 0U);
  EXPECT_EQ(words.find("서울"), 1U);
  EXPECT_EQ(words.find("Rom"), 2U);
}

TEST(QuestionWords, RestrictionCountsWordsOfTheModel) {
  const QuestionWords words(capitals(), {.most_frequent = 3, .ignore_case = true});
  EXPECT_THAT(words.ids(), ElementsAre(0, 2));
}

}  // namespace
}  // namespace t2v
