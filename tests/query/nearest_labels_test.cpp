#include "query/nearest_labels.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "query/small_model.h"

namespace t2v {
namespace {

using ::testing::ElementsAre;
using testing::keys;
using testing::small_model;

EmbeddingModel film_model() {
  return small_model({{"연출", 9, {0, 2}}},
                     {{"긍정", 7, {5, 0}}, {"174965", 3, {3, 4}}, {"30688", 2, {-3, -4}}});
}

TEST(NearestLabels, RanksByCosineWithTheSum) {
  const std::vector<Term> terms{{TermKind::kWord, 0, 1}};
  const auto answers = nearest_labels(film_model(), terms, {10, 0});
  EXPECT_THAT(keys(answers), ElementsAre("174965", "긍정", "30688"));
  EXPECT_NEAR(answers[0].score, 0.8, 1e-6);
  EXPECT_EQ(answers[0].count, 3U);
}

TEST(NearestLabels, LeavesOutLabelsThatWereAskedFor) {
  const std::vector<Term> terms{{TermKind::kWord, 0, -1}, {TermKind::kLabel, 0, 1}};
  // (5,0) - (0,2) = (5,-2)
  const auto answers = nearest_labels(film_model(), terms, {10, 0});
  EXPECT_THAT(keys(answers), ElementsAre("174965", "30688"));
  EXPECT_NEAR(answers[0].score, 7 / (5 * std::sqrt(29.0)), 1e-6);
  EXPECT_THAT(keys(nearest_labels(film_model(), terms, {10, 3})), ElementsAre("174965"));
}

TEST(NearestLabels, AModelWithoutLabelsHasNoAnswers) {
  const EmbeddingModel model = small_model({{"연출", 9, {0, 2}}}, {});
  EXPECT_TRUE(nearest_labels(model, std::vector<Term>{{TermKind::kWord, 0, 1}}, {10, 0}).empty());
}

}  // namespace
}  // namespace t2v
