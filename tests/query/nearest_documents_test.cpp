#include "query/nearest_documents.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "query/small_model.h"

namespace t2v {
namespace {

using testing::error_of;
using ::testing::HasSubstr;

EmbeddingModel film_model() {
  EmbeddingModel model = testing::small_model(
      {{"영화", 9, {1, 0}, {1, 0}}, {"좋다", 8, {1, 0}, {0, 1}}, {"나쁘다", 7, {1, 0}, {0, -1}}},
      {{"부정", 2, {0, -3}}, {"긍정", 1, {0, 1}}});
  model.tokenizer = make_tokenizer({}, {});
  return model;
}

/// A row each; the third is of a document without known words.
Matrix four_documents() {
  Matrix documents(4, 2);
  documents.row(0)[0] = 4;
  documents.row(1)[0] = 3;
  documents.row(1)[1] = 4;
  documents.row(3)[0] = 0.3F;
  documents.row(3)[1] = -0.4F;
  return documents;
}

TEST(NearestDocuments, RanksByCosineAndLeavesEmptyDocumentsOut) {
  const auto answers = nearest_documents(film_model(), four_documents(), {{0, 2}, {}, 10});
  ASSERT_EQ(answers.size(), 3U);
  EXPECT_EQ(answers[0].row, 1U);
  EXPECT_NEAR(answers[0].score, 0.8, 1e-6);
  EXPECT_EQ(answers[1].row, 0U);
  EXPECT_NEAR(answers[1].score, 0, 1e-6);
  EXPECT_EQ(answers[2].row, 3U);
  EXPECT_NEAR(answers[2].score, -0.8, 1e-6);
}

TEST(NearestDocuments, LeansTowardsALabel) {
  // Contrast of 부정: (0,-1) - (0,1) = (0,-2).
  const auto answers = nearest_documents(film_model(), four_documents(), {{5, 0}, {{0}, 0.5}, 2});
  ASSERT_EQ(answers.size(), 2U);
  EXPECT_EQ(answers[0].row, 3U);
  EXPECT_NEAR(answers[0].score, 0.6 + 0.5 * 2 * 0.8, 1e-6);
  EXPECT_EQ(answers[1].row, 0U);
  EXPECT_NEAR(answers[1].score, 1, 1e-6);
}

TEST(InferDocuments, GivesTextsVectorsNearTheirWordsOutputs) {
  const EmbeddingModel model = film_model();
  const Matrix documents =
      infer_documents(model, TextFile::from_string("좋다 좋다\n나쁘다\n모름\n", "corpus"));
  EXPECT_GT(documents.row(0)[1], 0.0F);
  EXPECT_LT(documents.row(1)[1], 0.0F);
  EXPECT_EQ(documents.row(2)[1], 0.0F);
  const auto vector = infer_document(model, "좋다\n좋다");
  EXPECT_EQ(vector[0], documents.row(0)[0]);
  EXPECT_EQ(vector[1], documents.row(0)[1]);
}

TEST(InferDocuments, NeedsAKnownWord) {
  EXPECT_EQ(error_of([] { infer_document(film_model(), "모름 모름"); }),
            "the text holds no word that the model knows");
}

TEST(InferDocuments, NeedsOptionsThatMakeSense) {
  EmbeddingModel model = film_model();
  model.options_json = R"({"epochs":0})";
  EXPECT_THAT(error_of([&] { infer_document(model, "좋다"); }), HasSubstr("epochs is 0"));
}

}  // namespace
}  // namespace t2v
