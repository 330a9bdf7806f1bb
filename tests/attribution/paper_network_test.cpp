#include <gmock/gmock.h>

#include <cmath>

#include "attribution/methods.h"
#include "attribution/phrases.h"
#include "attribution/small_network.h"

// Every method on the network of small_network.h, numbers worked out on paper. For the text "a b
// c":
//
//   width 1: a(i) = 0.5, 0, 1     h1 = 1 at window 2       u1 = 2 (A), -1 (B)
//   width 2: a(i) = 3.25, -1.75   h2 = 3.25 at window 0    u2 = -1 (A), 3 (B)
//
//   logit A = -1.15, logit B = 8.55

namespace t2v {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;

constexpr double kRounding = 1e-6;
constexpr Target kA{0, OutputKind::kLogit};
constexpr Target kB{1, OutputKind::kLogit};

auto near(double value) {
  return DoubleNear(value, kRounding);
}

class PaperNetwork : public ::testing::Test {
 protected:
  Attribution attribute(std::string_view method, std::string_view text, const Target& target,
                        const MethodOptions& options = {}) const {
    return method_named(method).attribute(*classifier_, forward(*classifier_, text), target,
                                          options);
  }
  std::unique_ptr<Classifier> classifier_ = paper_network();
};

TEST_F(PaperNetwork, Forward) {
  const ForwardPass pass = forward(*classifier_, "a b c");
  EXPECT_NEAR(pass.logits[0], -1.15, kRounding);
  EXPECT_NEAR(pass.logits[1], 8.55, kRounding);
}

TEST_F(PaperNetwork, GradientXInput) {
  const Attribution scores = attribute("gradient-x-input", "a b c", kA);
  EXPECT_THAT(scores.scores, ElementsAre(near(-1), near(-2), near(3)));
  EXPECT_EQ(scores.padding, 0);
  EXPECT_FALSE(scores.delta.has_value());
}

TEST_F(PaperNetwork, GradientXInputOfAShortText) {
  // "a" and one position of padding: h1 = 0.5 at a, h2 = 1.75 over both.
  const Attribution scores = attribute("gradient-x-input", "a", kA);
  EXPECT_THAT(scores.scores, ElementsAre(near(2 - 1)));
  EXPECT_NEAR(scores.padding, -0.5, kRounding);
}

TEST_F(PaperNetwork, GradientIsALength) {
  EXPECT_THAT(attribute("gradient", "a b c", kA).scores,
              ElementsAre(near(1), near(2), near(std::sqrt(5.0))));
  // "a": 2 (1, 1/2) - (1, 0) at the word, -(0, 2) at the padding.
  const Attribution scores = attribute("gradient", "a", kA);
  EXPECT_THAT(scores.scores, ElementsAre(near(std::sqrt(2.0))));
  EXPECT_NEAR(scores.padding, 2, kRounding);
}

TEST_F(PaperNetwork, GuidedBackpropagationKeepsWhatSpeaksFor) {
  EXPECT_THAT(attribute("guided-backpropagation", "a b c", kA).scores,
              ElementsAre(near(0), near(0), near(3)));
  EXPECT_THAT(attribute("guided-backpropagation", "a b c", kB).scores,
              ElementsAre(near(3), near(6), near(0)));
}

TEST_F(PaperNetwork, ClassActivationMap) {
  // Width 1: 2 (0.5, 0, 1); width 2: -3.25 over a and b.
  const Attribution scores = attribute("cam", "a b c", kA);
  EXPECT_THAT(scores.scores, ElementsAre(near(1 - 1.625), near(-1.625), near(2)));
  // "a": width 1 gives 2 (0.5, 0.125), width 2 gives -1.75 over both.
  const Attribution of_short = attribute("cam", "a", kA);
  EXPECT_THAT(of_short.scores, ElementsAre(near(1 - 0.875)));
  EXPECT_NEAR(of_short.padding, 0.25 - 0.875, kRounding);
}

TEST_F(PaperNetwork, GradCamAddsWidthsBeforeItDropsTheNegative) {
  // Width 1: 2/3 (0.5, 0, 1); width 2: -3.25 / 2 over a and b.
  EXPECT_THAT(attribute("grad-cam", "a b c", kA).scores,
              ElementsAre(near(0), near(0), near(2.0 / 3)));
  // B: -1/3 (0.5, 0, 1) and 3 * 3.25 / 2 over a and b.
  EXPECT_THAT(attribute("grad-cam", "a b c", kB).scores,
              ElementsAre(near(2.4375 - 1.0 / 6), near(2.4375), near(0)));
}

TEST_F(PaperNetwork, GradCamPerWidthDropsTheNegativeFirst) {
  const Attribution a = attribute("grad-cam-per-width", "a b c", kA);
  EXPECT_THAT(a.scores, ElementsAre(near(1.0 / 3), near(0), near(2.0 / 3)));
  ASSERT_EQ(a.figures.size(), 2U);
  EXPECT_EQ(a.figures[0].first, "width_1");
  EXPECT_NEAR(a.figures[0].second, 1, kRounding);
  EXPECT_EQ(a.figures[1].first, "width_2");
  EXPECT_EQ(a.figures[1].second, 0);
  EXPECT_THAT(attribute("grad-cam-per-width", "a b c", kB).scores,
              ElementsAre(near(2.4375), near(2.4375), near(0)));
}

TEST_F(PaperNetwork, WindowSplitAddsUpToTheLogit) {
  const Attribution scores = attribute("window-split", "a b c", kA);
  EXPECT_THAT(scores.scores, ElementsAre(near(-1 - 0.125), near(-2 - 0.125), near(3 - 1)));
  ASSERT_TRUE(scores.delta.has_value());
  EXPECT_NEAR(*scores.delta, 0, kRounding);
  const Attribution of_short = attribute("window-split", "a", kA);
  EXPECT_THAT(of_short.scores, ElementsAre(near(2 * 0.5 - 1.125)));
  EXPECT_NEAR(of_short.padding, -0.625, kRounding);
  EXPECT_NEAR(of_short.delta.value_or(1), 0, kRounding);
}

TEST_F(PaperNetwork, WindowSplitOfAProbabilityPromisesNoSum) {
  const Target target{0, OutputKind::kProbability};
  const Attribution scores = attribute("window-split", "a b c", target);
  EXPECT_FALSE(scores.delta.has_value());
  // u = p (1 - p) (output A - output B) = p (1 - p) (3, -4), p = 1 / (1 + e^9.7).
  const double p = 1 / (1 + std::exp(9.7));
  const double slope = p * (1 - p);
  EXPECT_THAT(scores.scores,
              ElementsAre(DoubleNear(-4 * 1.125 * slope, 1e-9),
                          DoubleNear(-4 * 2.125 * slope, 1e-9), DoubleNear(3 * slope, 1e-9)));
}

TEST_F(PaperNetwork, IntegratedGradientsFromZeros) {
  // h1 = max(0, -0.5 + 1.5 t) is active for two thirds of the way, h2 = 0.25 + 3 t all the way.
  const Attribution scores = attribute("integrated-gradients", "a b c", kA);
  EXPECT_THAT(scores.scores, ElementsAre(near(-1), near(-2), near(2)));
  EXPECT_NEAR(scores.delta.value_or(1), 0, kRounding);
}

TEST_F(PaperNetwork, IntegratedGradientsFromPadding) {
  // h1 = 0.125 + 0.875 t, h2 = 1.25 + 2 t.
  const Attribution scores =
      attribute("integrated-gradients", "a b c", kA, {.baseline = Baseline::kPadding});
  EXPECT_THAT(scores.scores, ElementsAre(near(-0.5), near(-1.5), near(1.75)));
  EXPECT_NEAR(scores.delta.value_or(1), 0, kRounding);
}

TEST_F(PaperNetwork, PaddingIsWorthNothingAgainstPadding) {
  const Attribution from_zero = attribute("integrated-gradients", "a", kA);
  EXPECT_NEAR(from_zero.padding, -0.5, kRounding);
  const Attribution from_padding =
      attribute("integrated-gradients", "a", kA, {.baseline = Baseline::kPadding});
  EXPECT_EQ(from_padding.padding, 0);
}

TEST_F(PaperNetwork, IntegratedGradientsOfAFeatureThatFades) {
  // Two unknown words from padding: h1 = max(0, 0.125 - 0.625 t) is gone at t = 1/5, and
  // h2 = 1.25 - t loses a half at either word.
  const Attribution scores =
      attribute("integrated-gradients", "x x", kA, {.baseline = Baseline::kPadding});
  EXPECT_THAT(scores.scores, ElementsAre(near(2 * 0.2 * -0.625 + 0.5), near(0.5)));
  EXPECT_NEAR(scores.delta.value_or(1), 0, kRounding);
}

TEST_F(PaperNetwork, IntegratedGradientsBySteps) {
  // t = 1/4, 3/4: h1 is active at the second only.
  const Attribution scores = attribute("integrated-gradients", "a b c", kA, {.steps = 2});
  EXPECT_THAT(scores.scores, ElementsAre(near(-1), near(-2), near(1.5)));
  EXPECT_NEAR(scores.delta.value_or(0), -0.5, kRounding);
}

TEST_F(PaperNetwork, Votes) {
  EXPECT_THAT(attribute("votes", "a b c", kA).scores, ElementsAre(-1, -1, 1));
  EXPECT_THAT(attribute("votes", "a b c", kB).scores, ElementsAre(1, 1, -1));
  const Attribution of_short = attribute("votes", "a", kA);
  EXPECT_THAT(of_short.scores, ElementsAre(0));
  EXPECT_EQ(of_short.padding, -1);
}

TEST_F(PaperNetwork, LeaveOneOut) {
  // "b c" and "a c": h = (1, 0), logit 2.1; "a b": h = (0.5, 3.25), logit -2.15.
  EXPECT_THAT(attribute("leave-one-out", "a b c", kA).scores,
              ElementsAre(near(-3.25), near(-3.25), near(1)));
}

TEST_F(PaperNetwork, LimeOfOneWord) {
  // "a" (weight 1) and "" (weight 99 e^-8), logits -0.65 and 0.1 + 0.25 - 1.25 = -0.9: the ridge
  // shrinks the difference d = 0.25 to d m / (m + 1) with m = w0 w1 / (w0 + w1).
  const Attribution scores = attribute("lime", "a", kA, {.lime_samples = 100});
  const double empty = 99 * std::exp(-8.0);
  const double m = empty / (1 + empty);
  const double slope = 0.25 * m / (m + 1);
  EXPECT_THAT(scores.scores, ElementsAre(near(slope)));
  const double mean = (-0.65 - 0.9 * empty) / (1 + empty);
  const double intercept = mean - slope / (1 + empty);
  ASSERT_EQ(scores.figures.size(), 3U);
  EXPECT_EQ(scores.figures[0].first, "r2");
  EXPECT_NEAR(scores.figures[0].second, 1 - std::pow(1 / (m + 1), 2), kRounding);
  EXPECT_EQ(scores.figures[1].first, "intercept");
  EXPECT_NEAR(scores.figures[1].second, intercept, kRounding);
  EXPECT_EQ(scores.figures[2].first, "local_prediction");
  EXPECT_NEAR(scores.figures[2].second, intercept + slope, kRounding);
}

TEST_F(PaperNetwork, Phrases) {
  const ForwardPass pass = forward(*classifier_, "a b c");
  const std::vector<Phrase> for_a = strongest_phrases(*classifier_, pass, kA, 5);
  ASSERT_EQ(for_a.size(), 1U);
  EXPECT_EQ(for_a[0].begin, 2U);
  EXPECT_EQ(for_a[0].end, 3U);
  EXPECT_NEAR(for_a[0].score, 2, kRounding);
  const std::vector<Phrase> for_b = strongest_phrases(*classifier_, pass, kB, 5);
  ASSERT_EQ(for_b.size(), 1U);
  EXPECT_EQ(for_b[0].begin, 0U);
  EXPECT_EQ(for_b[0].end, 2U);
  EXPECT_NEAR(for_b[0].score, 3 * 3.25, kRounding);
  EXPECT_TRUE(strongest_phrases(*classifier_, pass, kB, 0).empty());
}

TEST_F(PaperNetwork, PhrasesLeavePaddingOutAndMergeWhatIsLeft) {
  // "a": both windows come down to the word alone; A gets 2 * 0.5 - 1.75, B -0.5 + 3 * 1.75.
  const ForwardPass pass = forward(*classifier_, "a");
  EXPECT_TRUE(strongest_phrases(*classifier_, pass, kA, 5).empty());
  const std::vector<Phrase> phrases = strongest_phrases(*classifier_, pass, kB, 5);
  ASSERT_EQ(phrases.size(), 1U);
  EXPECT_EQ(phrases[0].end, 1U);
  EXPECT_NEAR(phrases[0].score, 4.75, kRounding);
}

TEST_F(PaperNetwork, OutputGradientOfSoftmaxAndSigmoid) {
  const ForwardPass pass = forward(*classifier_, "a b c");
  const std::size_t first = classifier_->shape().feature(0);
  const std::size_t second = classifier_->shape().feature(1);
  EXPECT_EQ(output_gradient(*classifier_, pass, kB)[first], -1);
  EXPECT_EQ(output_gradient(*classifier_, pass, kB)[second], 3);
  const Target probability{1, OutputKind::kProbability};
  const double p = 1 / (1 + std::exp(-9.7));
  const auto softmax = output_gradient(*classifier_, pass, probability);
  EXPECT_NEAR(softmax[first], p * (1 - p) * (-1 - 2), 1e-9);
  EXPECT_NEAR(softmax[second], p * (1 - p) * (3 + 1), 1e-9);
  EXPECT_NEAR(output_of(*classifier_, pass.logits, probability), p, 1e-6);

  const auto several = paper_network(true);
  const double q = 1 / (1 + std::exp(-8.55));
  const auto sigmoid = output_gradient(*several, forward(*several, "a b c"), probability);
  EXPECT_NEAR(sigmoid[first], -q * (1 - q), 1e-9);
  EXPECT_NEAR(sigmoid[second], 3 * q * (1 - q), 1e-9);
}

}  // namespace
}  // namespace t2v
