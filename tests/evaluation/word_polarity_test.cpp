#include "evaluation/word_polarity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "query/small_model.h"

namespace t2v {
namespace {

using testing::error_of;
using ::testing::HasSubstr;

EmbeddingModel film_model() {
  EmbeddingModel model = testing::small_model(
      {{"영화", 9, {1, 0}}, {"좋다", 8, {1, 0}}, {"나쁘다", 7, {1, 0}}, {"없다", 6, {1, 0}}}, {});
  model.tokenizer = make_tokenizer({}, {});
  return model;
}

WordPolarity measure(const std::string& corpus, const std::string& labels) {
  return measure_polarity(film_model(), TextFile::from_string(corpus, "corpus.txt"),
                          TextFile::from_string(labels, "labels.txt"), "부정", "긍정");
}

TEST(WordPolarity, IsTheSmoothedLogarithmOfTheOddsRatio) {
  // Of three 긍정 documents two hold 영화 and two 좋다; of two 부정 ones one holds 영화, both
  // 나쁘다.
  const WordPolarity polarity =
      measure("좋다 영화 모름\n좋다\n영화 영화\n나쁘다 영화\n나쁘다 나쁘다\n없다\n없다\n",
              "긍정\n긍정\n긍정\n부정\n부정\n\n중립\n");
  EXPECT_EQ(polarity.positive_documents, 3U);
  EXPECT_EQ(polarity.negative_documents, 2U);
  EXPECT_NEAR(polarity.log_odds[0], std::log((3.0 / 2) / (2.0 / 2)), 1e-12);
  EXPECT_NEAR(polarity.log_odds[1], std::log((3.0 / 2) / (1.0 / 3)), 1e-12);
  EXPECT_NEAR(polarity.log_odds[2], std::log((1.0 / 4) / (3.0 / 1)), 1e-12);
  EXPECT_EQ(polarity.log_odds[3], 0) << "held by documents of neither label";
}

TEST(WordPolarity, DocumentWithBothLabelsCountsForBoth) {
  const WordPolarity polarity = measure("좋다\n좋다\n", "긍정 부정\n긍정\n");
  EXPECT_EQ(polarity.positive_documents, 2U);
  EXPECT_EQ(polarity.negative_documents, 1U);
  EXPECT_NEAR(polarity.log_odds[1], std::log((3.0 / 1) / (2.0 / 1)), 1e-12);
}

TEST(WordPolarity, LabelsMustBeThereAndLinesAgree) {
  EXPECT_THAT(error_of([] { measure("좋다\n", "긍정\n"); }),
              HasSubstr("labels.txt: no document carries the label '부정'"));
  EXPECT_NE(error_of([] { measure("좋다\n나쁘다\n", "긍정\n"); }), "");
}

}  // namespace
}  // namespace t2v
