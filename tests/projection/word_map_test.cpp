#include "projection/word_map.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "query/small_model.h"

namespace t2v {
namespace {

using testing::counts_of;
using ::testing::ElementsAre;
using testing::error_of;
using ::testing::HasSubstr;
using testing::small_model;

/// Frequent words that say nothing, and rarer ones that speak for a label.
EmbeddingModel film_model() {
  EmbeddingModel model = small_model({{"영화", 900, {1, 0, 0}},
                                      {"의", 800, {0, 1, 0}},
                                      {"...", 700, {0, 1, 0}},
                                      {"10", 600, {0, 1, 0}},
                                      {"너무", 500, {0, 2, 0}},
                                      {"배우", 400, {1, 1, 0}},
                                      {"최고", 300, {0, 1, 3}},
                                      {"최악", 200, {0, 1, -3}},
                                      {"점", 190, {0, 1, -3}}},
                                     {{"긍정", 1000, {0, 0, 1}}, {"부정", 1000, {0, 0, -1}}});
  model.counts = counts_of({{{0, 450}, {1, 450}},
                            {{0, 400}, {1, 400}},
                            {{0, 350}, {1, 350}},
                            {{0, 300}, {1, 300}},
                            {{0, 250}, {1, 250}},
                            {{0, 200}, {1, 200}},
                            {{0, 290}, {1, 10}},
                            {{0, 10}, {1, 190}},
                            {{1, 190}}},
                           model.labels);
  return model;
}

TEST(WordMap, ShowsFrequentWordsAndThoseThatSpeakForALabel) {
  // Of four places two are for words that speak for a label; single characters, dots and numbers
  // have none.
  EXPECT_THAT(words_of_map(film_model(), {0, 1}, 4).words, ElementsAre(0, 4, 6, 7));
  EXPECT_THAT(words_of_map(film_model(), {0, 1}, 100).words, ElementsAre(0, 4, 5, 6, 7));
  EXPECT_THAT(words_of_map(film_model(), {0, 1}, 100).speakers,
              ElementsAre(ElementsAre(6), ElementsAre(7)));
}

TEST(WordMap, ShowsTheMostFrequentWordsWithoutLabelsToSpeakFor) {
  EXPECT_THAT(words_of_map(film_model(), {}, 3).words, ElementsAre(0, 4, 5));
  EXPECT_THAT(words_of_map(film_model(), {1}, 3).words, ElementsAre(0, 4, 5));
  EmbeddingModel uncounted = film_model();
  uncounted.counts = {};
  EXPECT_THAT(words_of_map(uncounted, {0, 1}, 3).words, ElementsAre(0, 4, 5));
}

void expect_to_fill_the_square(const std::vector<MapPoint>& points) {
  double reach = 0;
  for (const MapPoint& point : points)
    reach = std::max({reach, std::abs(point.x), std::abs(point.y)});
  EXPECT_NEAR(reach, 1, 1e-9);
}

TEST(WordMap, PutsLabelsAmongTheWordsThatSpeakForThem) {
  const EmbeddingModel model = film_model();
  const std::vector<MapPoint> points = word_map(model, {0, 1}, {.words = 100});
  ASSERT_EQ(points.size(), 7U);
  EXPECT_EQ(points[0].kind, TermKind::kLabel);
  EXPECT_EQ(points[1].kind, TermKind::kLabel);
  expect_to_fill_the_square(points);
  EXPECT_EQ(model.words.key(points[5].id), "최고");
  EXPECT_EQ(points[0].x, points[5].x);
  EXPECT_EQ(points[0].y, points[5].y);
  EXPECT_EQ(points[1].x, points[6].x);
}

TEST(WordMap, PutsALabelAmongTheWordsItPredictsWhereNothingWasCounted) {
  std::vector<testing::Key> words;
  for (std::size_t i = 0; i < 2 * kPredicted; ++i) {
    // The first half on the left, predicted by the label, and the other on the right.
    const float side = i < kPredicted ? -1 : 1;
    words.push_back({"word" + std::to_string(i), 100 - i, {side, 0}, {-side, 0}});
  }
  const EmbeddingModel model = small_model(words, {{"label", 9, {1, 0}}});
  const std::vector<MapPoint> points = word_map(model, {0}, {});
  ASSERT_EQ(points.size(), 1 + words.size());
  EXPECT_NEAR(points[0].x, points[1].x, 1e-9);
  EXPECT_NEAR(std::abs(points[0].x - points.back().x), 2, 1e-9);
}

TEST(WordMap, IsLaidOutByTsneToo) {
  const EmbeddingModel model = film_model();
  const std::vector<MapPoint> points =
      word_map(model, {0, 1}, {.words = 100, .layout = MapLayout::kTsne});
  ASSERT_EQ(points.size(), 7U);
  expect_to_fill_the_square(points);
  const std::vector<MapPoint> again =
      word_map(model, {0, 1}, {.words = 100, .layout = MapLayout::kTsne});
  for (std::size_t i = 0; i < points.size(); ++i) {
    EXPECT_EQ(points[i].x, again[i].x);
    EXPECT_EQ(points[i].y, again[i].y);
  }
}

TEST(WordMap, OfOneDimensionHasAPlaceForIt) {
  const EmbeddingModel model = small_model({{"영화", 9, {1}}, {"배우", 8, {-1}}}, {});
  const std::vector<MapPoint> points = word_map(model, {}, {});
  ASSERT_EQ(points.size(), 2U);
  EXPECT_NEAR(std::abs(points[0].x - points[1].x), 2, 1e-9);
}

TEST(WordMap, NeedsAWord) {
  const EmbeddingModel model = small_model({{"...", 9, {1, 0}}}, {});
  EXPECT_THAT(error_of([&] { word_map(model, {}, {}); }), HasSubstr("no word of the model"));
}

}  // namespace
}  // namespace t2v
