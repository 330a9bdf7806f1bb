#include "query/counterpart.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "query/similarity.h"
#include "query/small_model.h"

namespace t2v {
namespace {

using testing::error_of;
using testing::small_model;

const Term kTrite{TermKind::kWord, 0, 1};
const Term kLessNegative{TermKind::kLabel, 0, -1};
const Term kMorePositive{TermKind::kLabel, 1, 1};

/// The labels differ along the first axis only.
EmbeddingModel film_model() {
  return small_model({{"뻔한", 40, {-3, 4, 0}},
                      {"신선한", 30, {1, 10, 0}},
                      {"진부한", 20, {-1, 10, 0}},
                      {"가족", 10, {3, 0, 4}},
                      {"만세", 5, {7, 0, 0}},
                      {"영화", 5, {0, 3, 4}}},
                     {{"부정", 2, {-4, 1, 1}}, {"긍정", 1, {2, 1, 1}}});
}

float score_of(const CounterpartScore& score, std::uint32_t word, const EmbeddingModel& model) {
  const auto similarity = [&](std::size_t side) {
    return RowSimilarity(model.vectors.word_input, score.left_sides()[side])(word);
  };
  return score(word, similarity(0), similarity(1));
}

float expected(double likeness, double side) {
  return static_cast<float>((likeness + 2 * std::tanh(side / 0.02)) / 3);
}

TEST(CounterpartScore, TellsLikenessAndSideApart) {
  const EmbeddingModel model = film_model();
  const std::vector<Term> terms{kTrite, kLessNegative, kMorePositive};
  const CounterpartScore score(model, terms);
  // d = (1,0,0), P q = (0,1,0).
  EXPECT_NEAR(score_of(score, 1, model), expected(1, 1 / std::sqrt(101.0)),
              1e-6);  // like it, on the other side
  EXPECT_NEAR(score_of(score, 2, model), expected(1, -1 / std::sqrt(101.0)),
              1e-6);                                               // like it, on its own side
  EXPECT_NEAR(score_of(score, 3, model), expected(0, 0.6), 1e-6);  // unlike it
  EXPECT_NEAR(score_of(score, 4, model), expected(0, 1), 1e-6);    // nothing but side
  EXPECT_NEAR(score_of(score, 5, model), expected(0.6, 0), 1e-6);  // on no side
}

TEST(CounterpartScore, TakesTheSideFromCountsWhereTheModelHoldsThem) {
  EmbeddingModel model = film_model();
  model.labels = testing::vocabulary_of({{"부정", 500, {}}, {"긍정", 400, {}}});
  model.counts = testing::counts_of(
      {{{0, 40}, {1, 5}}, {{0, 3}, {1, 27}}, {{0, 20}}, {{1, 10}}, {{1, 5}}, {{0, 2}, {1, 3}}},
      model.labels);
  const std::vector<Term> terms{kTrite, kLessNegative, kMorePositive};
  const CounterpartScore score(model, terms);
  const std::vector<std::uint32_t> negative{0};
  const std::vector<std::uint32_t> positive{1};
  const LabelAssociation association(model.counts, model.labels, positive, negative);
  const std::vector<double> likeness{1, 1, 1, 0, 0, 0.6};
  for (std::uint32_t word = 0; word < 6; ++word) {
    EXPECT_NEAR(score_of(score, word, model),
                (likeness[word] + 0.5 * std::tanh(association(word) / 8)) / 1.5, 1e-5)
        << word;
  }
}

TEST(CounterpartScore, DoesNotDependOnTheDistanceOfTheLabels) {
  const EmbeddingModel model = film_model();
  EmbeddingModel wide = film_model();
  for (std::size_t i = 0; i < 3; ++i) {
    const float difference =
        wide.vectors.label_input.row(1)[i] - wide.vectors.label_input.row(0)[i];
    wide.vectors.label_input.row(1)[i] += 9 * difference;
  }
  const std::vector<Term> terms{kTrite, kLessNegative, kMorePositive};
  const CounterpartScore score(model, terms);
  const CounterpartScore wide_score(wide, terms);
  for (std::uint32_t word = 0; word < 6; ++word) {
    EXPECT_NEAR(score_of(score, word, model), score_of(wide_score, word, wide), 1e-6);
  }
}

TEST(CounterpartScore, FitsAWordWithLabelsOfBothSigns) {
  EXPECT_TRUE(CounterpartScore::fits(std::vector<Term>{kTrite, kLessNegative, kMorePositive}));
  EXPECT_FALSE(CounterpartScore::fits(std::vector<Term>{kTrite, kMorePositive}));
  EXPECT_FALSE(CounterpartScore::fits(std::vector<Term>{kTrite, kLessNegative}));
  EXPECT_FALSE(CounterpartScore::fits(std::vector<Term>{kLessNegative, kMorePositive}));
}

TEST(CounterpartScore, RefusesLabelsThatCancel) {
  const EmbeddingModel model = film_model();
  const std::vector<Term> terms{kTrite, kMorePositive, {TermKind::kLabel, 1, -1}};
  EXPECT_NE(error_of([&] { CounterpartScore(model, terms); }), "");
}

}  // namespace
}  // namespace t2v
