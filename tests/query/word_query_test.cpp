#include "query/word_query.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "query/contexts.h"
#include "query/neighbors.h"
#include "query/small_model.h"

namespace t2v {
namespace {

using ::testing::ElementsAre;
using testing::keys;
using testing::small_model;

/// Input vectors spread the words over angles from 이야기's; output vectors order them otherwise.
EmbeddingModel story_model() {
  return small_model({{"스토리", 100, {1, 0}, {1, 0}},
                      {"이야기", 50, {2, 0}, {0, 1}},
                      {"지루", 20, {3, 4}, {1, 1}},
                      {"탄탄", 10, {3, -4}, {2, -1}},
                      {"멀다", 5, {-1, 0}, {-1, 0}}},
                     {{"부정", 2, {0, 9}}, {"긍정", 1, {0, -1}}});
}

Term word(std::uint32_t id, float weight = 1) {
  return {TermKind::kWord, id, weight};
}

TEST(Neighbors, RanksByCosineOfInputVectorsWithoutTheQuery) {
  const auto answers = neighbors(story_model(), {{word(0)}, {}, {10, 0}});
  EXPECT_THAT(keys(answers), ElementsAre("이야기", "지루", "탄탄", "멀다"));
  EXPECT_NEAR(answers[0].score, 1, 1e-6);
  EXPECT_NEAR(answers[1].score, 0.6, 1e-6);
  EXPECT_NEAR(answers[2].score, 0.6, 1e-6) << "equal scores: lower id first";
  EXPECT_NEAR(answers[3].score, -1, 1e-6);
  EXPECT_EQ(answers[1].count, 20U);
}

TEST(Neighbors, SumsSignedWordsAndLabels) {
  // (1,0) - (3,-4) + (0,9) = (-2,13)
  const auto answers =
      neighbors(story_model(), {{word(0), word(3, -1), {TermKind::kLabel, 0, 1}}, {}, {1, 0}});
  EXPECT_THAT(keys(answers), ElementsAre("지루"));
  EXPECT_NEAR(answers[0].score, (-2 * 0.6 + 13 * 0.8) / std::sqrt(173.0), 1e-6);
}

TEST(Neighbors, LeansTowardsALabel) {
  // Contrast of 부정: (0,1) - (0,-1) = (0,2), with (3,4): 1.6, which is far beyond saturation:
  // 0.3 times the weight.
  const auto negative = neighbors(story_model(), {{word(0)}, {{0}, 5}, {2, 0}});
  EXPECT_THAT(keys(negative), ElementsAre("지루", "이야기"));
  EXPECT_NEAR(negative[0].score, 0.6 + 5 * 0.3, 1e-5);
  EXPECT_NEAR(negative[1].score, 1, 1e-6);
  const auto positive = neighbors(story_model(), {{word(0)}, {{1}, 5}, {2, 0}});
  EXPECT_THAT(keys(positive), ElementsAre("탄탄", "이야기"));
}

TEST(Neighbors, HidesRareAnswers) {
  EXPECT_THAT(keys(neighbors(story_model(), {{word(0)}, {}, {10, 20}})),
              ElementsAre("이야기", "지루"));
}

TEST(Contexts, MeetsOutputVectors) {
  const auto answers = contexts(story_model(), {{word(0)}, {}, {10, 0}});
  EXPECT_THAT(keys(answers), ElementsAre("탄탄", "지루", "이야기", "멀다"));
  EXPECT_NEAR(answers[0].score, 2 / std::sqrt(5.0), 1e-6);
  EXPECT_NEAR(answers[1].score, 1 / std::sqrt(2.0), 1e-6);
}

TEST(Contexts, LeansTowardsALabel) {
  // Contrasts with the output vectors (1,1), (0,1) and (2,-1): all saturate at 0.3 times
  // the weight.
  const auto answers = contexts(story_model(), {{word(0)}, {{0}, 5}, {3, 0}});
  EXPECT_THAT(keys(answers), ElementsAre("지루", "이야기", "탄탄"));
  EXPECT_NEAR(answers[0].score, 1 / std::sqrt(2.0) + 1.5, 1e-5);
  EXPECT_NEAR(answers[1].score, 1.5, 1e-5);
  EXPECT_NEAR(answers[2].score, 2 / std::sqrt(5.0) - 1.5, 1e-3);
}

}  // namespace
}  // namespace t2v
