#include "query/label_condition.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>
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

double cosine(std::span<const float> a, std::span<const float> b) {
  double dot = 0;
  double aa = 0;
  double bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    dot += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return dot / std::sqrt(aa * bb);
}

std::vector<float> contrast(const std::vector<std::uint32_t>& chosen, const Matrix& all) {
  return contrast_vector(chosen, all);
}

TEST(LabelCondition, ContrastIsTheLabelLessTheMeanOfTheOthers) {
  // Directions (1,0), (0,1), (-1,0): the first less the mean of the others is (1.5, -0.5).
  const Matrix three = labels({{5, 0}, {0, 2}, {-3, 0}});
  EXPECT_THAT(contrast({0}, three), ElementsAre(FloatNear(1.5F, 1e-6F), FloatNear(-0.5F, 1e-6F)));
}

TEST(LabelCondition, ASingleLabelHasNoOthers) {
  EXPECT_THAT(contrast({0}, labels({{4, 0}})), ElementsAre(1, 0));
}

TEST(LabelCondition, SeveralLabelsAreAveraged) {
  const Matrix three = labels({{5, 0}, {0, 2}, {-3, 0}});
  const auto first = contrast({0}, three);
  const auto second = contrast({1}, three);
  const auto both = contrast({0, 1}, three);
  for (std::size_t i = 0; i < 2; ++i) EXPECT_NEAR(both[i], (first[i] + second[i]) / 2, 1e-6);
}

TEST(LabelCondition, AllLabelsTogetherAreNoCondition) {
  const Matrix three = labels({{5, 0}, {0, 2}, {-3, 0}});
  EXPECT_THAT(contrast({0, 1, 2}, three), ElementsAre(FloatNear(0, 1e-6F), FloatNear(0, 1e-6F)));
}

TEST(LabelCondition, NoLabelAddsNothing) {
  const Matrix two = labels({{5, 0}, {0, 2}});
  EXPECT_EQ(LabelContrast({{}, 9}, two, two)(0), 0.0F);
}

TEST(LabelCondition, SmallContrastsCountInFullAndLargeOnesLevelOff) {
  // Contrast with the word (1, y) of two opposite labels: 2y / sqrt(1 + y^2).
  const Matrix two = labels({{0, 1}, {0, -1}});
  const Matrix words = labels({{1, 0.01F}, {1, 0.1F}, {0, 1}, {0, -1}});
  const LabelContrast lean({{0}, 3}, two, words);
  EXPECT_NEAR(lean(0), 3 * 0.2 * std::tanh(0.02 / 0.2), 1e-5);
  EXPECT_NEAR(lean(0), 3 * 0.02, 3e-4);
  EXPECT_NEAR(lean(1), 3 * 0.2 * std::tanh(0.2 / std::sqrt(1.01) / 0.2), 1e-5);
  EXPECT_NEAR(lean(2), 3 * 0.2, 1e-5);
  EXPECT_NEAR(lean(3), -3 * 0.2, 1e-5);
}

TEST(LabelCondition, ScoresAsTheDefinitionDoes) {
  constexpr std::size_t kDim = 19;
  constexpr double kWeight = 0.7;
  std::mt19937 random(3);
  std::normal_distribution<float> normal;
  const auto random_vector = [&] {
    std::vector<float> vector(kDim);
    for (float& value : vector) value = normal(random);
    return vector;
  };
  const Matrix four = labels({random_vector(), random_vector(), random_vector(), random_vector()});
  const std::vector<float> word = random_vector();
  const double expected =
      cosine(four.vector(2), word) -
      (cosine(four.vector(0), word) + cosine(four.vector(1), word) + cosine(four.vector(3), word)) /
          3;
  const Matrix words = labels({word});
  EXPECT_NEAR(LabelContrast({{2}, kWeight}, four, words)(0),
              kWeight * 0.2 * std::tanh(expected / 0.2), 1e-6);
}

}  // namespace
}  // namespace t2v
