#include "embedding/pair_rates.h"

#include <gtest/gtest.h>

#include <vector>

namespace t2v {
namespace {

// Words a and b, three tokens to one, all of them kept. A centre word meets window + 1 = 3 others
// in the mean, each against itself and two noise words, which are drawn as often as words occur.
TEST(PairRates, CountsPairsOfATokenByHand) {
  const Vocabulary words = Vocabulary::from_ordered({{"a", 3}, {"b", 1}});
  TrainingOptions options;
  options.window = 2;
  options.negative = 2;
  options.subsample = 0;
  options.sampling_exponent = 1;
  const PairRates rates(words, options, std::vector<std::uint64_t>{2, 4}, 4);
  EXPECT_FLOAT_EQ(rates.word_input[0], 0.75F * 3 * 3);
  EXPECT_FLOAT_EQ(rates.word_input[1], 0.25F * 3 * 3);
  EXPECT_FLOAT_EQ(rates.word_output[0], (0.75F + 2 * 0.75F) * 3);
  EXPECT_FLOAT_EQ(rates.word_output[1], (0.25F + 2 * 0.25F) * 3);
  EXPECT_FLOAT_EQ(rates.label_input[0], 0.5F * 3 * 3);
  EXPECT_FLOAT_EQ(rates.label_input[1], 1.0F * 3 * 3);
}

// Every pair has one input and one output, whatever is thinned out.
TEST(PairRates, InputsAndOutputsAreInAsManyPairs) {
  const Vocabulary words = Vocabulary::from_ordered({{"a", 5000}, {"b", 700}, {"c", 60}, {"d", 5}});
  TrainingOptions options;
  options.subsample = 1e-3;
  const PairRates rates(words, options, {}, 5765);
  double inputs = 0;
  double outputs = 0;
  for (const float rate : rates.word_input) inputs += static_cast<double>(rate);
  for (const float rate : rates.word_output) outputs += static_cast<double>(rate);
  EXPECT_NEAR(inputs, outputs, 1e-4 * inputs);
  EXPECT_LT(inputs, 0.9 * 6 * 6);
  EXPECT_NEAR(rates.of_all_words, inputs, 1e-4 * inputs);
  const PairRates of_two(words, options, {}, 5765, 2);
  EXPECT_EQ(of_two.word_input, std::vector<float>({rates.word_input[0], rates.word_input[1]}));
  EXPECT_EQ(of_two.word_output, std::vector<float>({rates.word_output[0], rates.word_output[1]}));
  EXPECT_EQ(of_two.of_all_words, rates.of_all_words);
}

}  // namespace
}  // namespace t2v
