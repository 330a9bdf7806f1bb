#include "query/analogy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <vector>

#include "query/small_model.h"

namespace t2v {
namespace {

using ::testing::ElementsAre;
using testing::keys;
using testing::small_model;

const Term kWorst{TermKind::kWord, 0, 1};
const Term kLessNegative{TermKind::kLabel, 0, -1};
const Term kMorePositive{TermKind::kLabel, 1, 1};
const AnalogyOptions kAdd{AnalogyMethod::kAdd, 0};
const AnalogyOptions kMultiply{AnalogyMethod::kMultiply, 0};

EmbeddingModel film_model() {
  return small_model({{"최악", 40, {-3, 4}}, {"최고", 30, {3, 4}}, {"영화", 20, {0, 1}}},
                     {{"부정", 2, {-4, 0}}, {"긍정", 1, {2, 0}}});
}

TEST(Analogy, AddsVectorsAsTrained) {
  const std::vector<Term> terms{kWorst, kLessNegative, kMorePositive};
  const auto answers = analogy(film_model(), terms, {10, 0}, kAdd);
  // (-3,4) - (-4,0) + (2,0) = (3,4). Vectors of length 1 would add up to (1.4,0.8).
  EXPECT_THAT(keys(answers), ElementsAre("최고", "영화"));
  EXPECT_NEAR(answers[0].score, 1, 1e-6);
  EXPECT_NEAR(answers[1].score, 0.8, 1e-6);
}

TEST(Analogy, MultipliesCosinesMovedToZeroAndOne) {
  const std::vector<Term> terms{kWorst, kLessNegative, kMorePositive};
  const auto answers = analogy(film_model(), terms, {10, 0}, kMultiply);
  // 최고: cosines 0.28 with 최악, -0.6 with 부정, 0.6 with 긍정: 0.64 * 0.8 / (0.2 + 0.001).
  // 영화: 0.8, 0, 0: 0.9 * 0.5 / (0.5 + 0.001).
  EXPECT_THAT(keys(answers), ElementsAre("최고", "영화"));
  EXPECT_NEAR(answers[0].score, 0.512 / 0.201, 1e-5);
  EXPECT_NEAR(answers[1].score, 0.45 / 0.501, 1e-6);
}

TEST(Analogy, WithoutLabelsOfBothSignsVectorsAreAdded) {
  const AnalogyOptions counterpart{AnalogyMethod::kCounterpart, 0};
  for (const std::vector<Term>& terms :
       {std::vector<Term>{kWorst}, {kWorst, kMorePositive}, {kLessNegative, kMorePositive}}) {
    const auto answers = analogy(film_model(), terms, {10, 0}, counterpart);
    const auto added = analogy(film_model(), terms, {10, 0}, kAdd);
    ASSERT_EQ(answers.size(), added.size());
    for (std::size_t i = 0; i < answers.size(); ++i) {
      EXPECT_EQ(answers[i].key, added[i].key);
      EXPECT_EQ(answers[i].score, added[i].score);
    }
  }
}

TEST(Analogy, RareAnswersCountByTheirReliability) {
  const std::vector<Term> terms{kWorst, kLessNegative, kMorePositive};
  const auto answers = analogy(film_model(), terms, {10, 0}, {AnalogyMethod::kAdd, 60});
  EXPECT_THAT(keys(answers), ElementsAre("최고", "영화"));
  EXPECT_NEAR(answers[0].score, std::sqrt(30.0 / 90), 1e-6);
  EXPECT_NEAR(answers[1].score, 0.8 * std::sqrt(20.0 / 80), 1e-6);
  EXPECT_EQ(reliability(7, 0), 1.0);
  EXPECT_EQ(reliability(0, 60), 1.0);  // it is not known how often it occurred
}

TEST(Analogy, KeepsWithinTheLimits) {
  const std::vector<Term> terms{kWorst, kLessNegative, kMorePositive};
  for (const auto& method : {kAdd, kMultiply, AnalogyOptions{}}) {
    EXPECT_THAT(keys(analogy(film_model(), terms, {1, 0}, method)), ElementsAre("최고"));
    EXPECT_THAT(keys(analogy(film_model(), terms, {10, 25}, method)), ElementsAre("최고"));
  }
}

}  // namespace
}  // namespace t2v
