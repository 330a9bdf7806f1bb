#include "query/nearest_labels.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "query/label_condition.h"
#include "query/small_model.h"

namespace t2v {
namespace {

using ::testing::ElementsAre;
using testing::error_of;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::keys;
using testing::small_model;

/// Films, and verdicts that are opposite on the second axis. 연출 lies on the first.
EmbeddingModel film_model() {
  return small_model({{"연출", 9, {2, 0}, {5, 0}}, {"음악", 8, {0, 1}, {0, 3}}},
                     {{"긍정", 70, {0, 5}},
                      {"부정", 60, {0, -2}},
                      {"film:1", 50, {3, 4}},
                      {"film:2", 50, {4, 3}},
                      {"film:3", 4, {1, 0}}});
}

constexpr Term kDirection{TermKind::kWord, 0, 1};
constexpr Term kPositive{TermKind::kLabel, 0, 1};
const std::vector<std::uint32_t> kFilms{2, 3, 4};

std::vector<Answer> ask(const EmbeddingModel& model, std::vector<Term> terms,
                        double prior_count = 0) {
  return nearest_labels(model, {std::move(terms), kFilms, {10, 0}, prior_count});
}

TEST(NearestLabels, AreByTheirCosineWithTheWord) {
  const auto answers = ask(film_model(), {kDirection});
  EXPECT_THAT(keys(answers), ElementsAre("film:3", "film:2", "film:1"));
  EXPECT_NEAR(answers[0].score, 1, 1e-6);
  EXPECT_NEAR(answers[1].score, 0.8, 1e-6);
  EXPECT_EQ(answers[1].count, 50U);
}

TEST(NearestLabels, LikeBothTheWordAndWhatPredictsIt) {
  const EmbeddingModel model =
      small_model({{"연출", 9, {0, 2}, {5, 0}}}, {{"film:1", 50, {3, 4}}, {"film:2", 50, {9, 0}}});
  const auto answers = nearest_labels(model, {{kDirection}, {0, 1}, {10, 0}, 0});
  EXPECT_THAT(keys(answers), ElementsAre("film:1", "film:2"));
  EXPECT_NEAR(answers[0].score, (0.6 + 0.8) / 2, 1e-6);
  EXPECT_NEAR(answers[1].score, 0.5, 1e-6);
}

TEST(NearestLabels, TakeTheMeanOfWords) {
  const auto answers = ask(film_model(), {kDirection, {TermKind::kWord, 1, -1}});
  EXPECT_THAT(keys(answers), ElementsAre("film:3", "film:2", "film:1"));
  EXPECT_NEAR(answers[0].score, 0.5, 1e-6);
  EXPECT_NEAR(answers[1].score, (0.8 - 0.6) / 2, 1e-6);
}

TEST(NearestLabels, LeanTowardsLabelsAgainstTheOthersOfTheirKind) {
  // 긍정 less 부정 is (0, 2); films are no part of it.
  const auto answers = ask(film_model(), {kDirection, kPositive});
  EXPECT_THAT(keys(answers), ElementsAre("film:1", "film:2", "film:3"));
  EXPECT_NEAR(answers[0].score, 0.6 + 1.6, 1e-6);
  EXPECT_NEAR(answers[1].score, 0.8 + 1.2, 1e-6);
  const auto away = ask(film_model(), {{TermKind::kLabel, 0, -1}});
  EXPECT_NEAR(away[0].score, 0, 1e-6);
  EXPECT_EQ(away[0].key, "film:3");
  EXPECT_NEAR(away[2].score, -1.6, 1e-6);
}

TEST(NearestLabels, OfFewDocumentsAreTrustedLess) {
  const auto answers = ask(film_model(), {kDirection}, 50);
  EXPECT_THAT(keys(answers), ElementsAre("film:2", "film:1", "film:3"));
  EXPECT_NEAR(answers[0].score, 0.8 * std::sqrt(0.5), 1e-6);
  EXPECT_NEAR(answers[2].score, std::sqrt(4.0 / 54), 1e-6);
}

TEST(NearestLabels, FollowTheCounts) {
  EmbeddingModel model = film_model();
  // Of 104 reviews of films 8 hold 연출: 1 of film:1, 6 of film:2, 1 of film:3.
  model.counts =
      WordLabelCounts({{8, 0}, {0, 3, 3}, {2, 3, 4}, {1, 6, 1}}, std::vector<std::uint64_t>{9, 8},
                      std::vector<std::uint64_t>{70, 60, 50, 50, 4});
  const auto answers = ask(model, {kDirection});
  const double expected = 50.0 * 8 / 104;
  EXPECT_THAT(keys(answers), ElementsAre("film:3", "film:2", "film:1"));
  EXPECT_NEAR(answers[1].score, 0.8 + 0.15 * std::log(8 / (expected + 2)), 1e-6);
  EXPECT_NEAR(answers[2].score, 0.6 + 0.15 * std::log(3 / (expected + 2)), 1e-6);
  const auto without = ask(model, {{TermKind::kWord, 0, -1}});
  EXPECT_NEAR(without[0].score, -answers[2].score, 1e-6);
}

TEST(NearestLabels, LeanAsTheWordsOfTheirDocumentsDo) {
  EmbeddingModel model = film_model();
  // 연출: 60 positive and 10 negative documents; 음악: 10 and 50.
  model.counts = WordLabelCounts(
      {{70, 60}, {0, 4, 8}, {0, 1, 2, 3, 0, 1, 2, 3}, {60, 10, 45, 5, 10, 50, 5, 45}},
      std::vector<std::uint64_t>{70, 60}, std::vector<std::uint64_t>{70, 60, 50, 50, 4});
  const LabelLean lean(0, model, model.vectors.word_input);
  const double praised = lean(0);
  const double panned = lean(1);
  EXPECT_GT(praised, 0.9);
  EXPECT_LT(panned, -0.9);
  const auto answers = ask(model, {kPositive});
  EXPECT_THAT(keys(answers), ElementsAre("film:1", "film:3", "film:2"));
  const double all = (praised + panned) / 2;  // 50 times each in documents of films
  EXPECT_NEAR(answers[0].score, 0.9 * praised + 0.1 * panned - all, 1e-6);
  EXPECT_EQ(answers[1].score, 0) << "no document of it holds a word";
  EXPECT_NEAR(answers[2].score, 0.1 * praised + 0.9 * panned - all, 1e-6);
}

TEST(NearestLabels, ThatOnlyALexiconNamesHaveNoCounts) {
  EmbeddingModel model =
      small_model({{"연출", 9, {2, 0}, {5, 0}}}, {{"film:1", 0, {3, 4}}, {"긍정", 5, {0, 1}}});
  model.counts = WordLabelCounts({{5}, {0, 1}, {1}, {5}}, std::vector<std::uint64_t>{9},
                                 std::vector<std::uint64_t>{0, 5});
  const auto answers = nearest_labels(model, {{kDirection}, {0}, {10, 0}, 50});
  EXPECT_NEAR(answers.at(0).score, 0.6, 1e-6) << "trusted as it is";
}

TEST(NearestLabels, AreCandidatesThatWereNotAskedForAndNotTooRare) {
  const EmbeddingModel model = film_model();
  EXPECT_THAT(keys(nearest_labels(model, {{kDirection, kPositive}, {0, 1, 3}, {10, 0}, 0})),
              ElementsAre("film:2", "부정"));
  EXPECT_THAT(keys(nearest_labels(model, {{kDirection}, kFilms, {10, 50}, 0})),
              ElementsAre("film:2", "film:1"));
  EXPECT_THAT(keys(nearest_labels(model, {{kDirection}, kFilms, {1, 0}, 0})),
              ElementsAre("film:3"));
}

TEST(NearestLabels, AModelWithoutLabelsHasNoAnswers) {
  const EmbeddingModel model = small_model({{"연출", 9, {0, 2}, {1, 0}}}, {});
  EXPECT_THAT(nearest_labels(model, {{kDirection}, {}, {10, 0}, 0}), IsEmpty());
}

TEST(NearestLabels, TermsThatCancelOutAreAnError) {
  EXPECT_THAT(error_of([] {
                ask(film_model(), {kDirection, {TermKind::kWord, 0, -1}});
              }),
              HasSubstr("cancel each other out"));
}

}  // namespace
}  // namespace t2v
