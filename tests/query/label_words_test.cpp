#include "query/label_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "query/label_condition.h"
#include "query/nearest_labels.h"
#include "query/small_model.h"

namespace t2v {
namespace {

using ::testing::ElementsAre;
using testing::error_of;
using ::testing::HasSubstr;
using testing::keys;
using testing::small_model;

constexpr std::uint32_t kGood = 0;
constexpr std::uint32_t kBad = 1;
constexpr std::uint32_t kFilm = 2;

/// Output vectors: the second axis parts good from bad, the first is what film:1 is about.
EmbeddingModel film_model() {
  return small_model({{"여운", 400, {0, 1}, {3, 4}},
                      {"지루", 300, {0, -1}, {3, -4}},
                      {"최고", 200, {0, 1}, {0, 2}}},
                     {{"긍정", 300, {0, 5}},
                      {"부정", 200, {0, -5}},
                      {"film:1", 60, {2, 0}},
                      {"film:2", 140, {-1, 0}}});
}

TEST(LabelWords, AreByCosineAndLeanWhereNothingWasCounted) {
  const EmbeddingModel model = film_model();
  const auto praised = label_words(model, {kFilm, kGood, {10, 0}});
  EXPECT_THAT(keys(praised), ElementsAre("여운", "최고"));
  // The contrast of 긍정 with 부정 is (0, 2): 1.6 for 여운, 2 for 최고.
  const auto score = [](double count, double cosine, double contrast) {
    return std::sqrt(count / (count + 50)) * (cosine + 0.3 * std::tanh(contrast / 0.2));
  };
  EXPECT_NEAR(praised[0].score, score(400, 0.6, 1.6), 1e-6);
  EXPECT_NEAR(praised[1].score, score(200, 0, 2), 1e-6);
  EXPECT_THAT(keys(label_words(model, {kFilm, kBad, {10, 0}})), ElementsAre("지루"));
}

TEST(LabelWords, AreThoseOfTheLabelsDocuments) {
  EmbeddingModel model = film_model();
  // film:1 holds 여운 9 times of 10, 지루 twice, 최고 once of 50.
  model.counts = WordLabelCounts({{100, 100, 150},
                                  {0, 4, 7, 11},
                                  {0, 1, 2, 3, 0, 1, 2, 0, 1, 2, 3},
                                  {80, 10, 9, 1, 10, 80, 2, 140, 5, 1, 49}},
                                 std::vector<std::uint64_t>{400, 300, 200},
                                 std::vector<std::uint64_t>{300, 200, 60, 140});
  const auto praised = label_words(model, {kFilm, kGood, {10, 0}});
  EXPECT_THAT(keys(praised), ElementsAre("여운"));
  // 60 of the 200 documents of films are film:1's, and 10 of them hold 여운: 3 would be expected.
  const double ratio = std::log((9 + kCountPrior) / (3 + kCountPrior));
  const ModelView view(model);
  const double lean = LabelLean(kGood, view, view.word_output)(0);
  EXPECT_NEAR(praised[0].score, std::sqrt(400.0 / 450) * (0.6 + kCountWeight * ratio + lean), 1e-6);
  EXPECT_THAT(keys(label_words(model, {kFilm, kBad, {10, 0}})), ElementsAre("지루"));
}

TEST(LabelWords, KeepToTheLimits) {
  const EmbeddingModel model = film_model();
  EXPECT_THAT(keys(label_words(model, {kFilm, kGood, {1, 0}})), ElementsAre("여운"));
  EXPECT_THAT(keys(label_words(model, {kFilm, kGood, {10, 300}})), ElementsAre("여운"));
}

TEST(LabelWords, NeedTwoLabels) {
  EXPECT_THAT(error_of([] {
                label_words(film_model(), {kGood, kGood, {10, 0}});
              }),
              HasSubstr("'긍정' is asked for words towards itself, expected two labels"));
}

}  // namespace
}  // namespace t2v
