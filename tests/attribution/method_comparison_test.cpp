#include "attribution/method_comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "attribution/opinion_classifier.h"

namespace t2v::testing {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Ge;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(Sample, IsDrawnWithoutReplacementInOrder) {
  const auto sample = draw_sample(1000, 100, 3);
  ASSERT_THAT(sample, SizeIs(100));
  for (std::size_t i = 1; i < sample.size(); ++i) EXPECT_LT(sample[i - 1], sample[i]);
  EXPECT_LT(sample.back(), 1000U);
  EXPECT_EQ(sample, draw_sample(1000, 100, 3));
  EXPECT_NE(sample, draw_sample(1000, 100, 4));
}

TEST(Sample, IsAllWhereThereAreNoMore) {
  EXPECT_THAT(draw_sample(3, 3, 1), ElementsAre(0, 1, 2));
  EXPECT_THAT(draw_sample(3, 100, 1), ElementsAre(0, 1, 2));
  EXPECT_THAT(draw_sample(0, 5, 1), IsEmpty());
}

TEST(Sample, DrawsAllAlike) {
  std::vector<int> drawn(10, 0);
  for (std::uint64_t seed = 0; seed < 2000; ++seed)
    for (const std::size_t number : draw_sample(10, 3, seed)) ++drawn[number];
  // 600 each, with a deviation of about 20.
  for (const int count : drawn) EXPECT_NEAR(count, 600, 100);
}

class Comparison : public ::testing::Test {
 protected:
  JudgedDocument document(std::size_t number, const std::string& text, std::uint32_t label) {
    EncodedText encoded = classifier_.encode(text);
    return {number, std::move(encoded.text), std::move(encoded.rows), label};
  }

  Classifier classifier_{opinion_model()};
  const std::vector<JudgedDocument> documents_{document(0, "film good plot film", kGood),
                                               document(1, "bad plot", kBad)};
  const double lost_ = 1 / (1 + std::exp(-2.0)) - 0.5;
};

TEST_F(Comparison, ScoresTowardsTheDocumentsOwnLabel) {
  const auto scores = score_documents(classifier_, documents_, method_named("window-split"), {},
                                      OutputKind::kLogit);
  EXPECT_EQ(scores.name, "window-split");
  const auto near = [](double value) { return DoubleNear(value, 1e-6); };
  ASSERT_THAT(scores.scores, SizeIs(2));
  EXPECT_THAT(scores.scores[0], ElementsAre(near(0), near(2), near(0), near(0)));
  EXPECT_THAT(scores.scores[1], ElementsAre(near(2), near(0)));
}

TEST_F(Comparison, CompletenessErrorIsMissedOverPromised) {
  constexpr Method kMissing{
      "missing", "",
      [](const Classifier&, const ForwardPass& pass, const Target&, const MethodOptions&) {
        Attribution attribution;
        attribution.scores.assign(pass.tokens, -1);
        attribution.padding = pass.tokens == 4 ? 2 : 0;
        attribution.delta = pass.tokens == 4 ? -0.1 : 0.5;
        return attribution;
      }};
  const auto scores = score_documents(classifier_, documents_, kMissing, {}, OutputKind::kLogit);
  ASSERT_TRUE(scores.completeness_error.has_value());
  EXPECT_NEAR(*scores.completeness_error, (0.1 + 0.5) / (2 + 2), 1e-12);
  EXPECT_FALSE(score_documents(classifier_, documents_, method_named("leave-one-out"), {},
                               OutputKind::kLogit)
                   .completeness_error.has_value());
}

TEST_F(Comparison, JudgesByHand) {
  MethodScores scores{"hand", {{0, 1, 0, 0}, {0, 1}}, std::nullopt, 0};
  const auto judged = judge(classifier_, documents_, scores, Removal::kDeletion, 1);
  // The first document's word is found, the second's is not: one word is always half of it.
  EXPECT_NEAR(judged.aopc_comprehensiveness.mean, lost_ / 2, 1e-6);
  EXPECT_NEAR(judged.aopc_sufficiency.mean, lost_ / 2, 1e-6);
  EXPECT_NEAR(judged.comprehensiveness[4].mean, lost_ / 2, 1e-6);
  EXPECT_NEAR(judged.aopc_comprehensiveness.low, 0, 1e-6);
  EXPECT_NEAR(judged.aopc_comprehensiveness.high, lost_, 1e-6);
}

TEST_F(Comparison, RandomScoresAreThoseOfTheSeedAndTheDocument) {
  const auto scores = random_scores(documents_, 3);
  EXPECT_EQ(scores.name, "random");
  ASSERT_THAT(scores.scores, SizeIs(2));
  ASSERT_THAT(scores.scores[0], SizeIs(4));
  EXPECT_EQ(scores.scores, random_scores(documents_, 3).scores);
  EXPECT_NE(scores.scores, random_scores(documents_, 4).scores);
  // A document keeps its ranking whatever is judged beside it.
  EXPECT_EQ(random_scores(std::span(documents_).subspan(1), 3).scores[0], scores.scores[1]);
}

TEST_F(Comparison, SameWhateverTheThreads) {
  const auto scores = random_scores(documents_, 3);
  const auto many = judge(classifier_, documents_, scores, Removal::kPadding, 9);
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, 1);
  const auto one = judge(classifier_, documents_, scores, Removal::kPadding, 9);
  EXPECT_EQ(many.aopc_comprehensiveness.mean, one.aopc_comprehensiveness.mean);
  EXPECT_EQ(many.aopc_comprehensiveness.low, one.aopc_comprehensiveness.low);
}

}  // namespace
}  // namespace t2v::testing
