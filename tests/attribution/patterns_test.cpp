#include "attribution/patterns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "attribution/opinion_classifier.h"

namespace t2v::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// Puts the opinion filters into windows of two words: the word itself and whatever follows it.
CnnModel two_word_model(bool multi_label = false) {
  CnnModel model = opinion_model(multi_label);
  model.network.shape.widths = {2};
  Matrix taps(model.network.shape.columns(), model.network.shape.dim);
  taps.row(0)[0] = 1;
  taps.row(1)[1] = 1;
  model.network.taps = std::move(taps);
  return model;
}

TEST(DocumentPhrases, AreTheWindowsThatWon) {
  const Classifier classifier(two_word_model());
  const auto phrases = document_phrases(classifier, "plot  good   film plot", 7, 3);
  ASSERT_THAT(phrases, SizeIs(1));
  EXPECT_EQ(phrases[0].document, 7U);
  EXPECT_EQ(phrases[0].label, kGood);
  EXPECT_NEAR(phrases[0].probability, 0.880797, 1e-6);
  ASSERT_THAT(phrases[0].phrases, SizeIs(1));
  EXPECT_EQ(phrases[0].phrases[0].words, "good film");
  EXPECT_EQ(phrases[0].phrases[0].text, "good   film");
  EXPECT_NEAR(phrases[0].phrases[0].score, 2, 1e-6);
}

TEST(DocumentPhrases, NothingCarriesADocumentWithoutWords) {
  const Classifier classifier(two_word_model());
  const auto phrases = document_phrases(classifier, "", 0, 3);
  ASSERT_THAT(phrases, SizeIs(1));
  EXPECT_THAT(phrases[0].phrases, IsEmpty());
}

TEST(DocumentPhrases, MultiLabelModelsPredictAllThatAreAtLeastEven) {
  const Classifier classifier(two_word_model(/*multi_label=*/true));
  EXPECT_THAT(predicted_labels(classifier, std::vector<double>{0.5, 0.9}),
              ElementsAre(kBad, kGood));
  EXPECT_THAT(predicted_labels(classifier, std::vector<double>{0.49, 0.1}), IsEmpty());
  EXPECT_THAT(document_phrases(classifier, "good film bad film", 0, 1), SizeIs(2));
}

DocumentPhrases document(std::size_t number, std::uint32_t label,
                         std::vector<DocumentPhrase> phrases) {
  return {number, label, 0.9, std::move(phrases)};
}

TEST(PatternCounts, MergesAndAddsUp) {
  PatternCounts counts(2);
  counts.add(document(0, kGood, {{"so good", "so good", 2}, {"so good", "so  good", 1}}));
  counts.add(document(1, kGood, {{"a b", "a b", 7}}));
  counts.add(document(2, kGood, {{"so good", "so   good", 5}}));
  counts.add(document(3, kBad, {{"so good", "so good", 50}}));
  EXPECT_EQ(counts.documents(kGood), 3U);
  EXPECT_EQ(counts.documents(kBad), 1U);

  const auto patterns = counts.ranked(kGood);
  ASSERT_THAT(patterns, SizeIs(2));
  EXPECT_EQ(patterns[0].phrase.words, "so good");
  EXPECT_EQ(patterns[0].phrase.score, 8);
  EXPECT_EQ(patterns[0].documents, 2U);
  EXPECT_EQ(patterns[0].example, 2U);
  EXPECT_EQ(patterns[0].phrase.text, "so   good");
  EXPECT_EQ(patterns[0].example_score, 5);
  EXPECT_EQ(patterns[1].phrase.words, "a b");
}

TEST(PatternCounts, EqualsStandByWordsAndKeepTheFirstExample) {
  PatternCounts counts(1);
  counts.add(document(4, 0, {{"b", "b", 1}, {"a", "a", 1}}));
  counts.add(document(5, 0, {{"b", "b", 1}, {"a", "a", 1}}));
  const auto patterns = counts.ranked(0);
  ASSERT_THAT(patterns, SizeIs(2));
  EXPECT_EQ(patterns[0].phrase.words, "a");
  EXPECT_EQ(patterns[0].example, 4U);
}

}  // namespace
}  // namespace t2v::testing
