#include "attribution/word_statistics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "attribution/opinion_classifier.h"
#include "text/corpus_chunk.h"

namespace t2v::testing {
namespace {

using Ids = std::vector<std::uint32_t>;
using Scores = std::vector<std::vector<double>>;

LabelLists lists(const std::vector<Ids>& of_documents) {
  LabelLists result;
  for (const Ids& labels : of_documents) result.append(labels);
  return result;
}

TEST(WordStatistics, CountsByHand) {
  WordStatistics statistics(3, 2);
  statistics.add(Ids{0, 1, 0, kNoNumber}, Ids{0}, Scores{{1, 2, 3, 50}});
  statistics.add(Ids{1}, Ids{0, 1}, Scores{{5}, {-7}});
  EXPECT_EQ(statistics.documents(), 2U);
  EXPECT_EQ(statistics.score_sum(0, 0), 4);
  EXPECT_EQ(statistics.score_sum(0, 1), 7);
  EXPECT_EQ(statistics.score_sum(1, 1), -7);
  EXPECT_EQ(statistics.documents_of(0), 2U);
  EXPECT_EQ(statistics.documents_of(1), 1U);
  EXPECT_EQ(statistics.documents(0, 0), 1U);  // twice in one document
  EXPECT_EQ(statistics.documents(0, 1), 2U);
  EXPECT_EQ(statistics.documents(1, 0), 0U);
  EXPECT_EQ(statistics.documents_with(1), 2U);
  EXPECT_EQ(statistics.documents_with(2), 0U);
  // Word 0 is two of the four words of label 0, and in one of two documents.
  EXPECT_NEAR(statistics.tf_idf(0, 0), 2.0 / 4 * std::log(2.0 / 1), 1e-12);
  EXPECT_EQ(statistics.tf_idf(0, 1), 0);  // is in every document
  EXPECT_EQ(statistics.tf_idf(0, 2), 0);
}

class MeasuredWords : public ::testing::Test {
 protected:
  WordStatistics measure(const std::vector<std::string_view>& documents, const LabelLists& labels) {
    return measure_words(classifier_, documents, labels, method_named("window-split"), {});
  }

  Classifier classifier_{opinion_model()};
  static constexpr std::uint32_t kGoodWord = 0;
  static constexpr std::uint32_t kBadWord = 1;
  static constexpr std::uint32_t kFilmWord = 2;
};

TEST_F(MeasuredWords, ScoresAreAgainstTheOtherLabelAndWeightedByProbability) {
  const double sure = 1 / (1 + std::exp(-2.0));
  const auto statistics =
      measure({"good film", "good unheard film", "bad good"}, lists({{kGood}, {kBad}, {kGood}}));
  // `good` adds 2 to the logit of good and nothing to that of bad.
  EXPECT_NEAR(statistics.score_sum(kGood, kGoodWord), 2 * sure + 2 * 0.5, 1e-5);
  EXPECT_NEAR(statistics.score_sum(kBad, kGoodWord), -2 * (1 - sure), 1e-5);
  EXPECT_NEAR(statistics.score_sum(kGood, kBadWord), -2 * 0.5, 1e-5);
  EXPECT_NEAR(statistics.score_sum(kGood, kFilmWord), 0, 1e-5);
  EXPECT_EQ(statistics.documents(kGood, kGoodWord), 2U);
  EXPECT_EQ(statistics.documents_with(kFilmWord), 2U);
}

TEST_F(MeasuredWords, DocumentsWithoutLabelsAreNoPart) {
  const auto statistics = measure({"good", "good", ""}, lists({{}, {kGood}, {kGood}}));
  EXPECT_EQ(statistics.documents(), 2U);
  EXPECT_EQ(statistics.documents_with(kGoodWord), 1U);
}

TEST_F(MeasuredWords, DocumentsOfAllLabelsHaveNoRival) {
  const auto statistics = measure({"good"}, lists({{kBad, kGood}}));
  EXPECT_NEAR(statistics.score_sum(kGood, kGoodWord), 2 / (1 + std::exp(-2.0)), 1e-5);
  EXPECT_NEAR(statistics.score_sum(kBad, kGoodWord), 0, 1e-5);
}

TEST_F(MeasuredWords, SameWhateverTheThreads) {
  const std::vector<std::string_view> kinds{"good film", "bad good plot", "good good bad", "film"};
  std::vector<std::string_view> documents;
  LabelLists labels;
  for (std::size_t i = 0; i < 10'000; ++i) {
    documents.push_back(kinds[i % kinds.size()]);
    labels.append(Ids{static_cast<std::uint32_t>(i % 3 == 0)});
  }
  const auto many = measure(documents, labels);
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, 1);
  const auto one = measure(documents, labels);
  for (std::uint32_t word = 0; word < 4; ++word)
    EXPECT_EQ(many.score_sum(kGood, word), one.score_sum(kGood, word));
}

}  // namespace
}  // namespace t2v::testing
