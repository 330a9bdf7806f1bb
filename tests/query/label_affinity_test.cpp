#include "query/label_affinity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <cmath>
#include <numbers>
#include <random>
#include <string>
#include <vector>

#include "query/small_model.h"

namespace t2v {
namespace {

using testing::error_of;
using ::testing::HasSubstr;
using testing::Key;
using testing::small_model;
using Ids = std::vector<std::uint32_t>;

/// Documents of every word with every label, most of them 0.
using Documents = std::vector<std::vector<std::uint32_t>>;

void set_counts(EmbeddingModel& model, const Documents& documents) {
  WordLabelArrays arrays;
  arrays.offsets.push_back(0);
  std::vector<std::uint64_t> label_counts;
  for (const auto& entry : model.labels.entries()) label_counts.push_back(entry.count);
  std::vector<std::uint64_t> word_counts;
  for (const auto& of_word : documents) {
    std::uint32_t total = 0;
    for (std::uint32_t label = 0; label < of_word.size(); ++label) {
      if (of_word[label] == 0) continue;
      arrays.labels.push_back(label);
      arrays.documents.push_back(of_word[label]);
      total += of_word[label];
    }
    arrays.word_documents.push_back(total);
    arrays.offsets.push_back(arrays.labels.size());
    word_counts.push_back(total);
  }
  model.counts = WordLabelCounts(arrays, word_counts, label_counts);
}

EmbeddingModel two_labels(const Documents& documents) {
  std::vector<Key> words;
  for (std::size_t i = 0; i < documents.size(); ++i)
    words.push_back({"w" + std::to_string(i), 100 - i, {1, 0}, {1, 0}});
  EmbeddingModel model = small_model(words, {{"긍정", 100, {1, 0}}, {"부정", 50, {0, 1}}});
  set_counts(model, documents);
  return model;
}

TEST(LabelAffinities, AreRatiosOfRatesWithTheirError) {
  const EmbeddingModel model = two_labels({{40, 5}, {0, 0}});
  const LabelAffinities affinities(model, Ids{0, 1});
  const double rate = (40 + 2.0 / 3) / 100;
  const double other = (5 + 1.0 / 3) / 50;
  const auto both = affinities.of_word(0);
  ASSERT_EQ(both.size(), 2U);
  EXPECT_NEAR(both[0].log_ratio, std::log(rate / other), 1e-9);
  EXPECT_NEAR(both[1].log_ratio, -std::log(rate / other), 1e-9);
  EXPECT_NEAR(both[0].error, std::sqrt(1 / (40 + 2.0 / 3) + 1 / (5 + 1.0 / 3)), 1e-9);
  EXPECT_NEAR(both[0].surely(), both[0].log_ratio - 1.645 * both[0].error, 1e-9);
  // A word without documents is as frequent everywhere.
  EXPECT_NEAR(affinities.of_word(1)[0].log_ratio, 0, 1e-9);
}

TEST(LabelAffinities, SetALabelAgainstTheMeanOfTheOthers) {
  EmbeddingModel model = small_model(
      {{"뻔한", 30, {1, 0}, {1, 0}}},
      {{"긍정", 100, {1, 0}}, {"film:1", 90, {1, 1}}, {"중립", 60, {0, 1}}, {"부정", 40, {1, 1}}});
  set_counts(model, {{5, 30, 12, 13}});
  const LabelAffinities affinities(model, Ids{0, 2, 3});  // the film is no part of it
  const double positive = 5.5 / 100;
  const double neutral = (12 + 0.3) / 60;
  const double negative = (13 + 0.2) / 40;
  const auto all = affinities.of_word(0);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[2].label, 3U);
  EXPECT_NEAR(all[0].log_ratio, std::log(positive / ((neutral + negative) / 2)), 1e-9);
  EXPECT_NEAR(all[2].log_ratio, std::log(negative / ((neutral + positive) / 2)), 1e-9);
  EXPECT_NEAR(all[2].error, std::sqrt(1 / 13.2 + 1 / (17 + 0.8)), 1e-9);
}

TEST(LabelAffinities, VerdictsNeedTheRatioForSure) {
  // 40 + 2/3 of 100 against 20 + 1/3 of 50: equal rates. 60 against 10: three times.
  const EmbeddingModel model = two_labels({{40, 20}, {60, 10}, {1, 10}, {3, 0}});
  const LabelAffinities affinities(model, Ids{0, 1});
  EXPECT_FALSE(affinities.verdict(0, 1.0).decided);
  const WordVerdict positive = affinities.verdict(1, 1.5);
  EXPECT_TRUE(positive.decided);
  EXPECT_EQ(positive.strongest.label, 0U);
  EXPECT_NEAR(std::exp(positive.strongest.log_ratio), 3, 0.1);
  EXPECT_FALSE(affinities.verdict(1, 3.0).decided) << "not for sure";
  EXPECT_EQ(affinities.verdict(2, 2.0).strongest.label, 1U);
  EXPECT_TRUE(affinities.verdict(2, 2.0).decided);
  EXPECT_FALSE(affinities.verdict(3, 2.0).decided) << "three documents prove nothing";
}

/// Words whose counts follow their vectors: the rate under 긍정 is e^(2 c) times that under 부정,
/// c the contrast, give or take; and at the end a rare one on the side of 긍정.
EmbeddingModel vectors_that_tell() {
  std::vector<Key> words;
  Documents documents;
  std::mt19937 random(5);
  constexpr std::uint32_t kWords = 40;
  for (std::uint32_t i = 0; i < kWords; ++i) {
    const double angle = std::numbers::pi / 2 * i / kWords;
    const std::vector<float> output{static_cast<float>(std::cos(angle)),
                                    static_cast<float>(std::sin(angle))};
    words.push_back({"w" + std::to_string(i), 9000, {1, 0}, output});
    const double ratio = std::exp(2.0 * (output[0] - output[1]));
    const auto noisy = [&](double count) {
      return static_cast<std::uint32_t>(count) + static_cast<std::uint32_t>(random() % 200);
    };
    documents.push_back({noisy(1000 * ratio / (1 + ratio)), noisy(1000 / (1 + ratio))});
  }
  words.push_back({"rare", 2, {1, 0}, {3, 0}});
  documents.push_back({1, 1});
  EmbeddingModel model = small_model(words, {{"긍정", 5000, {2, 0}}, {"부정", 5000, {0, 1}}});
  set_counts(model, documents);
  return model;
}

TEST(LabelAffinities, VectorsSpeakForRareWords) {
  const EmbeddingModel model = vectors_that_tell();
  const LabelAffinities affinities(model, Ids{0, 1});
  // The line, computed anew from the counts: x and -x for the two labels, so it goes through 0.
  double xc = 0;
  double cc = 0;
  double v = 0;
  std::vector<std::pair<double, double>> points;
  for (std::uint32_t word = 0; word < 40; ++word) {
    const auto pairs = model.counts.of_word(word);
    const double x = std::log((pairs[0].documents + 0.5) / (pairs[1].documents + 0.5));
    const auto output = model.vectors.word_output.vector(word);
    const double c = output[0] - output[1];
    xc += x * c;
    cc += c * c;
    v += 1 / (pairs[0].documents + 0.5) + 1 / (pairs[1].documents + 0.5);
    points.emplace_back(c, x);
  }
  const double slope = xc / cc;
  double left = -v / 40;
  for (const auto& [c, x] : points) left += (x - slope * c) * (x - slope * c) / 40;
  ASSERT_GT(slope, 1.5);
  ASSERT_GT(left, 0.001);

  const LabelAffinity rare = affinities.of_word(40)[0];  // its contrast is 1, its ratio 1
  const double variance = 1 / 1.5 + 1 / 1.5;
  EXPECT_NEAR(rare.error, std::sqrt(1 / (1 / variance + 1 / left)), 1e-4);
  EXPECT_NEAR(rare.log_ratio, slope / left / (1 / variance + 1 / left), 1e-3);
  EXPECT_TRUE(affinities.verdict(40, 2.0).decided);
}

TEST(LabelAffinities, OfManyLabelsAreThoseMet) {
  std::vector<Key> labels;
  labels.reserve(20);
  for (int i = 0; i < 20; ++i) labels.push_back({"film:" + std::to_string(i), 100, {1, 0}});
  EmbeddingModel model =
      small_model({{"클레멘타인", 50, {1, 0}, {1, 0}}, {"새말", 1, {1, 0}, {1, 0}}}, labels);
  Documents documents(2, std::vector<std::uint32_t>(20, 0));
  documents[0][7] = 40;
  documents[0][9] = 2;
  set_counts(model, documents);
  Ids all(20);
  for (std::uint32_t i = 0; i < 20; ++i) all[i] = i;
  const LabelAffinities affinities(model, all);
  const WordVerdict verdict = affinities.verdict(0, 2.0);
  EXPECT_EQ(verdict.strongest.label, 7U);
  EXPECT_TRUE(verdict.decided);
  EXPECT_NEAR(verdict.strongest.log_ratio, affinities.of_word(0)[7].log_ratio, 1e-12);
  EXPECT_FALSE(affinities.verdict(1, 1.0).decided) << "in no document";
}

TEST(LabelAffinities, LabelsWithoutDocumentsAreLeftOut) {
  EmbeddingModel model = small_model(
      {{"최고", 9, {1, 0}, {1, 0}}},
      {{"긍정", 10, {1, 0}}, {"부정", 10, {0, 1}}, {"중립", 0, {1, 1}}});  // of a lexicon
  set_counts(model, {{9, 0, 0}});
  EXPECT_EQ(LabelAffinities(model, Ids{0, 1, 2}).labels(), (Ids{0, 1}));
  EXPECT_THAT(error_of([&] {
                LabelAffinities(model, Ids{0, 2});
              }),
              HasSubstr("fewer than two labels"));
  model.counts = {};
  EXPECT_THAT(error_of([&] {
                LabelAffinities(model, Ids{0, 1});
              }),
              HasSubstr("holds no counts of words and labels"));
}

TEST(JudgeWords, TakesWordsOfEnoughDocumentsOnAnyThreads) {
  const EmbeddingModel model = vectors_that_tell();
  const LabelAffinities affinities(model, Ids{0, 1});
  EXPECT_EQ(judge_words(model, affinities, {2, 3}).size(), 40U);
  for (const std::size_t threads : {1, 4}) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
    const auto verdicts = judge_words(model, affinities, {2, 0});
    ASSERT_EQ(verdicts.size(), 41U);
    for (std::uint32_t word = 0; word < 41; ++word) {
      const WordVerdict alone = affinities.verdict(word, 2);
      EXPECT_EQ(verdicts[word].word, word);
      EXPECT_EQ(verdicts[word].decided, alone.decided);
      EXPECT_EQ(verdicts[word].strongest.log_ratio, alone.strongest.log_ratio);
    }
  }
}

}  // namespace
}  // namespace t2v
