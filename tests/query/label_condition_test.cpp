#include "query/label_condition.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

#include "query/small_model.h"

namespace t2v {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatNear;
using testing::Key;
using testing::matrix_of;

Matrix labels(const std::vector<std::vector<float>>& vectors) {
  std::vector<Key> keys;
  for (const auto& vector : vectors) keys.push_back({"", 0, vector});
  return matrix_of(keys, &Key::input, vectors.front().size());
}

EmbeddingModel model_of(const std::vector<Key>& words, const std::vector<Key>& label_keys) {
  return testing::small_model(words, label_keys);
}

TEST(LabelCondition, ContrastIsTheLabelLessTheMeanOfTheOthers) {
  // Directions (1,0), (0,1), (-1,0): the first less the mean of the others is (1.5, -0.5).
  const Matrix three = labels({{5, 0}, {0, 2}, {-3, 0}});
  EXPECT_THAT(contrast_vector(0, std::array{1U, 2U}, three),
              ElementsAre(FloatNear(1.5F, 1e-6F), FloatNear(-0.5F, 1e-6F)));
}

TEST(LabelCondition, ASingleLabelHasNoOthers) {
  EXPECT_THAT(contrast_vector(0, {}, labels({{4, 0}})), ElementsAre(1, 0));
}

TEST(LabelCondition, NoLabelAddsNothing) {
  const EmbeddingModel model = model_of({{"말", 1, {1, 2}}}, {{"a", 1, {5, 0}}, {"b", 1, {0, 2}}});
  EXPECT_EQ(LabelConditionScore({{}, 9}, model, model.vectors.word_input)(0), 0.0F);
}

TEST(LabelCondition, WithoutCountsSmallContrastsCountInFullAndLargeOnesLevelOff) {
  // Contrast with the word (1, y) of two opposite labels: 2y / sqrt(1 + y^2).
  const EmbeddingModel model =
      model_of({{"ㄱ", 4, {1, 0.01F}}, {"ㄴ", 3, {1, 0.1F}}, {"ㄷ", 2, {0, 1}}, {"ㄹ", 1, {0, -1}}},
               {{"a", 1, {0, 1}}, {"b", 1, {0, -1}}});
  const LabelConditionScore score({{0}, 3}, model, model.vectors.word_input);
  const double share = 3 * 0.3;
  EXPECT_NEAR(score(0), share * std::tanh(0.02 / 0.2), 1e-5);
  EXPECT_NEAR(score(1), share * std::tanh(0.2 / std::sqrt(1.01) / 0.2), 1e-5);
  EXPECT_NEAR(score(2), share, 1e-3);
  EXPECT_NEAR(score(3), -share, 1e-3);
}

TEST(LabelCondition, WithCountsItIsTheSurenessOfTheAssociation) {
  EmbeddingModel model = model_of({{"ㄱ", 50, {1, 0}}, {"ㄴ", 9, {0, 1}}},
                                  {{"a", 600, {0, 1}}, {"b", 300, {0, -1}}, {"c", 200, {1, 1}}});
  model.counts = testing::counts_of({{{0, 40}, {1, 2}, {2, 8}}, {{1, 9}}}, model.labels);
  const LabelAssociation a(model.counts, model.labels, std::array{0U}, std::array{1U, 2U});
  const LabelAssociation b(model.counts, model.labels, std::array{1U}, std::array{0U, 2U});
  const LabelConditionScore one({{0}, 0.7}, model, model.vectors.word_output);
  const LabelConditionScore both({{0, 1}, 0.7}, model, model.vectors.word_output);
  for (std::uint32_t word = 0; word < 2; ++word) {
    const double lean = std::tanh(a(word) / 2.5);
    const double other_lean = std::tanh(b(word) / 2.5);
    EXPECT_NEAR(one(word), 0.7 * lean, 1e-6);
    EXPECT_NEAR(both(word), 0.7 * (lean + other_lean) / 2, 1e-6);
  }
  EXPECT_GT(one(0), 0);
  EXPECT_LT(one(1), 0);
}

TEST(LabelCondition, ALabelIsSetAgainstThoseOfItsKind) {
  EmbeddingModel model = model_of({{"ㄱ", 30, {1, 0}}}, {{"부정", 500, {0, 1}},
                                                         {"긍정", 500, {0, 2}},
                                                         {"film:1", 400, {1, 0}},
                                                         {"film:2", 400, {1, 1}}});
  // All its documents are negative ones; the films hold it alike.
  model.counts = testing::counts_of({{{0, 30}, {2, 15}, {3, 15}}}, model.labels);
  EXPECT_GT(LabelConditionScore({{0}, 1}, model, model.vectors.word_input)(0), 0.8);
  EXPECT_NEAR(LabelConditionScore({{2}, 1}, model, model.vectors.word_input)(0), 0, 1e-6);
}

}  // namespace
}  // namespace t2v
