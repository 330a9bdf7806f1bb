#include "embedding/training_examples.h"

#include <gtest/gtest.h>

#include <map>

namespace t2v {
namespace {

Vocabulary words_of(std::vector<Vocabulary::Entry> entries) {
  return Vocabulary::from_counts(std::move(entries));
}

TEST(TrainingExamples, WindowsStayInsideTheSegment) {
  SegmentExamples examples;
  examples.words = {0, 1, 2, 3};
  examples.windows = {2, 2, 1, 5};
  EXPECT_EQ(examples.window_begin(0), 0U);
  EXPECT_EQ(examples.window_end(0), 3U);
  EXPECT_EQ(examples.window_begin(2), 1U);
  EXPECT_EQ(examples.window_end(2), 4U);
  EXPECT_EQ(examples.window_begin(3), 0U);
  EXPECT_EQ(examples.window_end(3), 4U);
}

TEST(TrainingExamples, DrawsWindowsEvenlyAndNoiseWithoutTheCentreWord) {
  const auto words = words_of({{"a", 4}, {"b", 2}, {"c", 1}});
  const ExampleSampler sampler(words, {.window = 4, .negative = 3, .subsample = 0});
  const std::vector<std::uint32_t> tokens(20'000, 0);
  Random random(11);
  SegmentExamples examples;
  sampler.draw(tokens, random, examples);
  ASSERT_EQ(examples.words, tokens);
  ASSERT_EQ(examples.noise.size(), 60'000U);
  std::map<std::uint32_t, int> windows;
  for (const auto window : examples.windows) ++windows[window];
  ASSERT_EQ(windows.size(), 4U);
  for (const auto& [window, times] : windows) EXPECT_NEAR(times, 5000, 310);  // 5 deviations
  std::map<std::uint32_t, int> noise;
  for (const auto word : examples.noise) ++noise[word];
  EXPECT_LT(noise[0], 8) << "0.51^17 of 60,000: all tries came up with the centre word";
  // 2^0.75 : 1 between the other two.
  EXPECT_NEAR(noise[1] / 60'000.0, 1.681793 / 2.681793, 0.01);
}

TEST(TrainingExamples, SubsamplingDropsFrequentWordsBeforeTheWindow) {
  const auto words = words_of({{"often", 999'900}, {"rare", 100}});
  const ExampleSampler sampler(words, {.subsample = 1e-4});
  std::vector<std::uint32_t> tokens(50'000, 0);
  tokens[777] = 1;
  Random random(12);
  SegmentExamples examples;
  sampler.draw(tokens, random, examples);
  // t/f = 1e-4: kept with probability 0.01 + 0.0001.
  EXPECT_NEAR(static_cast<double>(examples.words.size()), 505.0 + 1, 113);
  EXPECT_EQ(std::count(examples.words.begin(), examples.words.end(), 1U), 1);
}

TEST(TrainingExamples, AVocabularyOfOneWordHasNoNoise) {
  const ExampleSampler sampler(words_of({{"a", 4}}), {.subsample = 0});
  const std::vector<std::uint32_t> tokens(3, 0);
  Random random(1);
  SegmentExamples examples;
  sampler.draw(tokens, random, examples);
  for (const auto noise : examples.noise_of(2)) EXPECT_EQ(noise, 0U) << "the centre word itself";
}

}  // namespace
}  // namespace t2v
