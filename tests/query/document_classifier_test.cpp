#include "query/document_classifier.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "query/small_model.h"

namespace t2v {
namespace {

using ::testing::ElementsAre;
using testing::error_of;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using Words = std::vector<std::uint32_t>;

constexpr double kRounding = 1e-6;

/// Six documents of 긍정, two of 부정, one of 중립; 슬픔 is named by a lexicon alone.
EmbeddingModel opinions() {
  return testing::small_model(
      {{"최고", 9, {1, 1}, {1, 0}}, {"꿀잼", 8, {1, 1}, {0, 3}}, {"노잼", 7, {1, 1}, {-2, 1}}},
      {{"긍정", 6, {1, 1}}, {"부정", 2, {-1, 0.5F}}, {"중립", 1, {0, 0}}, {"슬픔", 0, {9, 9}}});
}

/// exp of `scores` over their sum.
std::vector<double> shares(std::vector<double> scores) {
  double sum = 0;
  for (double& score : scores) sum += score = std::exp(score);
  for (double& score : scores) score /= sum;
  return scores;
}

void expect_near(const std::vector<double>& found, const std::vector<double>& expected) {
  ASSERT_THAT(found, SizeIs(expected.size()));
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], expected[i], kRounding) << i;
}

TEST(DocumentClassifier, ProbabilitiesByHand) {
  const EmbeddingModel model = opinions();
  // The output vectors add up to (1, 6): products 7, 2 and 0, each times 2 / sqrt(3).
  const double each = 2 / std::sqrt(3.0);
  expect_near(DocumentClassifier(model, {0, 1, 2}).probabilities(Words{0, 1, 1}),
              shares({std::log(6.0) + 7 * each, std::log(2.0) + 2 * each, 0}));
  // (-2, 1): -1, 2.5 and 0, each times 2.
  expect_near(DocumentClassifier(model, {0, 1, 2}).probabilities(Words{2}),
              shares({std::log(6.0) - 2, std::log(2.0) + 5, 0}));
}

TEST(DocumentClassifier, WithoutWordsLabelsHaveTheirSharesOfDocuments) {
  const EmbeddingModel model = opinions();
  expect_near(DocumentClassifier(model, {0, 1}).probabilities({}), {0.75, 0.25});
  expect_near(DocumentClassifier(model, {0, 1, 2}).probabilities({}), {6 / 9.0, 2 / 9.0, 1 / 9.0});
}

TEST(DocumentClassifier, ChoosesFromTheLabelsGivenInTheirOrder) {
  const EmbeddingModel model = opinions();
  const DocumentClassifier classifier(model, {2, 0});
  EXPECT_THAT(classifier.labels(), ElementsAre(2U, 0U));
  expect_near(classifier.probabilities(Words{1}), shares({0, std::log(6.0) + 6}));
  expect_near(DocumentClassifier(model, {1}).probabilities(Words{0, 2}), {1});
  EXPECT_EQ(error_of([&] { DocumentClassifier(model, {}); }),
            "no labels to choose from, expected a model trained with some");
}

TEST(DocumentClassifier, LabelsWithoutDocumentsAreNotChosenWhereOthersHaveSome) {
  EmbeddingModel model = opinions();
  EXPECT_THAT(DocumentClassifier(model, {3, 0, 1}).labels(), ElementsAre(0U, 1U));
  expect_near(DocumentClassifier(model, {3}).probabilities(Words{0}), {1});
}

TEST(DocumentClassifier, LabelVectorsCountLambdaTimesInTheJointObjectiveAlone) {
  EmbeddingModel model = opinions();
  model.options_json = R"({"objective":"joint","label-weight":0.25})";
  expect_near(DocumentClassifier(model, {0, 1}).probabilities(Words{2}),
              shares({std::log(6.0) - 0.25 * 2, std::log(2.0) + 0.25 * 5}));
  const std::vector<WordEvidence> joint =
      DocumentClassifier(model, {0, 1}).evidence(Words{2}, 1, 5);
  model.options_json = R"({"objective":"independent","label-weight":0.25})";
  expect_near(DocumentClassifier(model, {0, 1}).probabilities(Words{2}),
              shares({std::log(6.0) - 2, std::log(2.0) + 5}));
  const std::vector<WordEvidence> independent =
      DocumentClassifier(model, {0, 1}).evidence(Words{2}, 1, 5);
  ASSERT_THAT(joint, SizeIs(1));
  ASSERT_THAT(independent, SizeIs(1));
  // Mean of -1 and 2.5: 0.75; 부정 is 1.75 above it, twice.
  EXPECT_NEAR(independent[0].evidence, 3.5, kRounding);
  EXPECT_NEAR(joint[0].evidence, 0.25 * 3.5, kRounding);
}

TEST(DocumentClassifier, EvidenceIsWhatAWordAddsBesideTheMeanOverLabels) {
  const EmbeddingModel model = opinions();
  const DocumentClassifier classifier(model, {0, 1});
  // Mean of the labels: (0, 0.75). 긍정 beside it: (1, 0.25), so 1 for 최고, 0.75 for 꿀잼, which
  // is there twice, -1.75 for 노잼.
  const Words document{1, 0, 2, 1};
  const auto positive = classifier.evidence(document, 0, 5);
  ASSERT_THAT(positive, SizeIs(2)) << "노잼 speaks against it";
  EXPECT_EQ(positive[0].word, 1U);
  EXPECT_NEAR(positive[0].evidence, 2 * 0.75, kRounding);
  EXPECT_EQ(positive[1].word, 0U);
  EXPECT_NEAR(positive[1].evidence, 1, kRounding);
  const auto negative = classifier.evidence(document, 1, 5);
  ASSERT_THAT(negative, SizeIs(1));
  EXPECT_EQ(negative[0].word, 2U);
  EXPECT_NEAR(negative[0].evidence, 1.75, kRounding);

  const auto strongest = classifier.evidence(document, 0, 1);
  ASSERT_THAT(strongest, SizeIs(1));
  EXPECT_EQ(strongest[0].word, 1U);
  EXPECT_THAT(classifier.evidence(document, 0, 0), IsEmpty());
  EXPECT_THAT(classifier.evidence({}, 0, 5), IsEmpty());
}

TEST(DocumentClassifier, EvidenceOfTwoLabelsIsHalfTheirLogOdds) {
  const EmbeddingModel model = opinions();
  const DocumentClassifier classifier(model, {0, 1});
  const Words document{0, 1, 1, 2};
  double evidence = 0;
  for (const auto& [word, of_word] : classifier.evidence(document, 0, 9)) evidence += of_word;
  for (const auto& [word, of_word] : classifier.evidence(document, 1, 9)) evidence -= of_word;
  const auto probabilities = classifier.probabilities(document);
  EXPECT_NEAR(2 * evidence, std::log(probabilities[0] / probabilities[1]) - std::log(3.0),
              kRounding);
}

TEST(DocumentClassifier, LongDocumentsStayFinite) {
  const EmbeddingModel model = opinions();
  const auto probabilities =
      DocumentClassifier(model, {0, 1, 2}).probabilities(Words(1'000'000, 1));
  EXPECT_EQ(std::accumulate(probabilities.begin(), probabilities.end(), 0.0), 1);
  EXPECT_EQ(probabilities[0], 1);
}

}  // namespace
}  // namespace t2v
