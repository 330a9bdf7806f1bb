#include "query/main_labels.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "query/small_model.h"

namespace t2v {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Key;
using testing::small_model;

TEST(MainLabels, AreThoseWithoutAKind) {
  const EmbeddingModel model = small_model(
      {{"w", 9, {1, 0}, {1, 0}}},
      {{"film:1", 9, {1, 0}}, {"film:2", 8, {1, 0}}, {"new", 7, {1, 0}}, {"best", 6, {0, 1}}});
  // In the order of their names.
  EXPECT_THAT(MainLabels(model).ids(), ElementsAre(3, 2));
}

TEST(MainLabels, BeginWithOpposites) {
  const EmbeddingModel model = small_model(
      {{"w", 9, {1, 0}, {1, 0}}},
      {{"average", 9, {1, 0}}, {"bad", 8, {1, 0}}, {"mixed", 7, {1, 0}}, {"good", 6, {0, 1}}});
  EXPECT_THAT(MainLabels(model).ids(), ElementsAre(3, 1, 0, 2));
}

TEST(MainLabels, AreElseThoseOfTheSmallestKind) {
  const EmbeddingModel model = small_model({{"w", 9, {1, 0}, {1, 0}}}, {{"film:1", 9, {1, 0}},
                                                                        {"film:2", 8, {1, 0}},
                                                                        {"film:3", 7, {1, 0}},
                                                                        {"stars:1", 6, {1, 0}},
                                                                        {"stars:2", 5, {1, 0}}});
  EXPECT_THAT(MainLabels(model).ids(), ElementsAre(3, 4));
}

TEST(MainLabels, AreNeitherOneNorVeryMany) {
  std::vector<Key> labels;
  for (std::size_t i = 0; i <= MainLabels::kMostLabels; ++i)
    labels.push_back({"l" + std::to_string(i), 100 - i, {1, 0}});
  EXPECT_THAT(MainLabels(small_model({{"w", 9, {1, 0}, {1, 0}}}, labels)).ids(), IsEmpty());
  labels.resize(1);
  EXPECT_THAT(MainLabels(small_model({{"w", 9, {1, 0}, {1, 0}}}, labels)).ids(), IsEmpty());
  const MainLabels none(small_model({{"w", 9, {1, 0}, {1, 0}}}, {}));
  EXPECT_THAT(none.ids(), IsEmpty());
  EXPECT_THAT(none.leans(0), IsEmpty());
}

TEST(MainLabels, AreLeantToByCounts) {
  EmbeddingModel model =
      small_model({{"w", 45, {1, 0}, {1, 0}}}, {{"긍정", 100, {1, 0}}, {"부정", 50, {0, 1}}});
  model.counts = WordLabelCounts({{45}, {0, 2}, {0, 1}, {40, 5}}, std::vector<std::uint64_t>{45},
                                 std::vector<std::uint64_t>{100, 50});
  // tanh(log r) = (r^2 - 1) / (r^2 + 1), with the rates of label_affinity.h.
  const double ratio = (40 + 2.0 / 3) / 100 / ((5 + 1.0 / 3) / 50);
  const double lean = (ratio * ratio - 1) / (ratio * ratio + 1);
  const std::vector<double> leans = MainLabels(model).leans(0);
  ASSERT_EQ(leans.size(), 2U);
  EXPECT_NEAR(leans[0], lean, 1e-9);
  EXPECT_NEAR(leans[1], -lean, 1e-9);
}

TEST(MainLabels, AreLeantToByVectorsWhereNothingWasCounted) {
  const EmbeddingModel model =
      small_model({{"w", 9, {9, 9}, {3, 0}}}, {{"긍정", 100, {2, 0}}, {"부정", 50, {0, 2}}});
  const double lean =
      LabelLean::kVectorTrust * std::tanh((1.0 - 0.0) / LabelLean::kContrastSaturation);
  const std::vector<double> leans = MainLabels(model).leans(0);
  ASSERT_EQ(leans.size(), 2U);
  EXPECT_NEAR(leans[0], lean, 1e-6);
  EXPECT_NEAR(leans[1], -lean, 1e-6);
}

TEST(OppositeLabels, AreKnownByTheirNames) {
  const EmbeddingModel korean =
      small_model({{"w", 9, {1}}}, {{"긍정", 9, {1}}, {"중립", 8, {1}}, {"부정", 7, {1}}});
  const auto pair = opposite_labels(korean.labels);
  ASSERT_TRUE(pair);
  EXPECT_EQ(pair->from, 2U);
  EXPECT_EQ(pair->to, 0U);
  EXPECT_FALSE(opposite_labels(small_model({{"w", 9, {1}}}, {{"긍정", 9, {1}}}).labels));
}

}  // namespace
}  // namespace t2v
