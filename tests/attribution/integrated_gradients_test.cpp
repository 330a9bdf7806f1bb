#include "attribution/integrated_gradients.h"

#include <gtest/gtest.h>

#include <cmath>

#include "attribution/gradient_x_input.h"
#include "attribution/small_network.h"
#include "attribution/window_split.h"
#include "attribution/winning_windows.h"

namespace t2v {
namespace {

/// output(text) - output(baseline), by the definition and in double.
double reference_difference(const Classifier& classifier, const ForwardPass& pass,
                            const Target& target, Baseline baseline) {
  Vectors vectors = vectors_of(classifier, pass);
  const double at_text = reference_output(classifier, vectors, target);
  const std::span<const float> padding = classifier.model().network.embedding.vector(kPaddingRow);
  for (std::vector<double>& vector : vectors) {
    if (baseline == Baseline::kPadding) {
      vector.assign(padding.begin(), padding.end());
    } else {
      vector.assign(vector.size(), 0.0);
    }
  }
  return at_text - reference_output(classifier, vectors, target);
}

void expect_complete(const Classifier& classifier, const ForwardPass& pass, const Target& target,
                     Baseline baseline) {
  const Attribution scores = integrated_gradients(classifier, pass, target, {.baseline = baseline});
  const double difference = reference_difference(classifier, pass, target, baseline);
  double size = std::abs(scores.padding);
  for (const double score : scores.scores) size += std::abs(score);
  EXPECT_NEAR(sum_of(scores), difference, 1e-6 * (1 + size));
  ASSERT_TRUE(scores.delta.has_value());
  EXPECT_NEAR(*scores.delta, 0, 2e-6 * (1 + size));
  if (baseline == Baseline::kPadding) {
    EXPECT_EQ(scores.padding, 0);
  }
}

TEST(IntegratedGradients, AddUpOnRandomNetworks) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto classifier = random_network({.multi_label = seed % 2 == 0, .seed = seed});
    for (const std::size_t tokens : {0U, 1U, 3U, 4U, 5U, 30U}) {
      const ForwardPass pass = classifier->forward(random_rows(*classifier, tokens, seed));
      for (const Baseline baseline : {Baseline::kZero, Baseline::kPadding}) {
        expect_complete(*classifier, pass, {2, OutputKind::kLogit}, baseline);
        expect_complete(*classifier, pass, {1, OutputKind::kProbability}, baseline);
      }
    }
  }
}

TEST(IntegratedGradients, ManyMidpointsComeToTheSame) {
  for (const bool multi_label : {false, true}) {
    const auto classifier = random_network({.multi_label = multi_label, .seed = 5});
    const ForwardPass pass = classifier->forward(random_rows(*classifier, 9, 5));
    for (const OutputKind output : {OutputKind::kLogit, OutputKind::kProbability}) {
      for (const Baseline baseline : {Baseline::kZero, Baseline::kPadding}) {
        const Target target{0, output};
        const auto exact = integrated_gradients(*classifier, pass, target, {.baseline = baseline});
        const auto stepped =
            integrated_gradients(*classifier, pass, target, {.baseline = baseline, .steps = 20000});
        for (std::size_t j = 0; j < exact.scores.size(); ++j) {
          EXPECT_NEAR(stepped.scores[j], exact.scores[j], 1e-4);
        }
        EXPECT_LE(std::abs(*exact.delta), 1e-5);
      }
    }
  }
}

TEST(IntegratedGradients, AreGradientXInputWithoutBiases) {
  const auto classifier = random_network({.biases = false, .seed = 3});
  const Target target{1, OutputKind::kLogit};
  for (const std::size_t tokens : {1U, 3U, 20U}) {
    const ForwardPass pass = classifier->forward(random_rows(*classifier, tokens, 4));
    const Attribution integrated = integrated_gradients(*classifier, pass, target, {});
    const Attribution product = gradient_x_input(*classifier, pass, target, {});
    ASSERT_EQ(integrated.scores.size(), tokens);
    for (std::size_t j = 0; j < tokens; ++j) {
      EXPECT_NEAR(integrated.scores[j], product.scores[j], 1e-12);
    }
    EXPECT_NEAR(integrated.padding, product.padding, 1e-12);
  }
}

TEST(WindowSplit, AddsUpToTheLogitOnRandomNetworks) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto classifier = random_network({.seed = seed});
    for (const std::size_t tokens : {0U, 1U, 4U, 30U}) {
      const ForwardPass pass = classifier->forward(random_rows(*classifier, tokens, seed));
      const Attribution scores = window_split(*classifier, pass, {0, OutputKind::kLogit}, {});
      const double logit = reference_output(*classifier, vectors_of(*classifier, pass), {});
      const double bias = classifier->model().network.output_bias[0];
      EXPECT_NEAR(sum_of(scores), logit - bias, 1e-5);
      EXPECT_NEAR(scores.delta.value_or(1), 0, 1e-5);
    }
  }
}

}  // namespace
}  // namespace t2v
