#include "evaluation/plain_sum.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "query/small_model.h"

namespace t2v {
namespace {

using ::testing::ElementsAre;
using testing::error_of;

EmbeddingModel film_model() {
  return testing::small_model({{"스토리", 9, {0, 1}, {5, 5}},
                               {"허접", 8, {-3, 4}, {1, 0}},
                               {"탄탄", 7, {3, 4}, {0, 1}},
                               {"감동", 6, {4, 3}, {-1, 0}}},
                              {{"부정", 2, {-1, 0}}, {"긍정", 1, {0.5F, 0}}});
}

TEST(PlainSum, AddsLabelVectorsAsTrainedTimesTheWeight) {
  const EmbeddingModel model = film_model();
  WordQuery query{{{TermKind::kWord, 0, 1}}, {{1}, 2}, {10, 0}};
  const auto answers = plain_sum(model, query, model.vectors.word_input);
  // (0, 1) + 2 (0.5, 0) = (1, 1).
  EXPECT_THAT(testing::keys(answers), ElementsAre("탄탄", "감동", "허접"));
  EXPECT_NEAR(answers[0].score, 7 / (5 * std::sqrt(2.0)), 1e-6);
  EXPECT_NEAR(answers[2].score, 1 / (5 * std::sqrt(2.0)), 1e-6);

  query.condition = {{0}, 1};
  query.limits.top = 1;
  EXPECT_THAT(testing::keys(plain_sum(model, query, model.vectors.word_input)),
              ElementsAre("허접"));
}

TEST(PlainSum, ComparesWithTheRowsGiven) {
  const EmbeddingModel model = film_model();
  const WordQuery query{{{TermKind::kWord, 0, 1}}, {{0}, 3}, {1, 0}};
  EXPECT_THAT(testing::keys(plain_sum(model, query, model.vectors.word_output)),
              ElementsAre("감동"));
}

TEST(PlainSum, OfVectorsThatCancelIsAnError) {
  const EmbeddingModel model =
      testing::small_model({{"스토리", 9, {0, 1}}}, {{"부정", 2, {0, -1}}});
  const WordQuery query{{{TermKind::kWord, 0, 1}}, {{0}, 1}, {1, 0}};
  EXPECT_NE(error_of([&] { plain_sum(model, query, model.vectors.word_input); }), "");
}

}  // namespace
}  // namespace t2v
