#include "classifier/suspects.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "embedding/random.h"
#include "query/small_model.h"

namespace t2v {
namespace {

using ::testing::ElementsAre;
using testing::error_of;
using ::testing::IsEmpty;
using ::testing::SizeIs;

using Lists = std::vector<std::vector<std::uint32_t>>;

constexpr double kRounding = 1e-9;

LabelLists label_lists(const Lists& lists) {
  LabelLists labels;
  for (const auto& list : lists) labels.append(list);
  return labels;
}

std::vector<double> logarithms(std::vector<double> probabilities) {
  for (double& value : probabilities) value = std::log(value);
  return probabilities;
}

std::vector<std::uint32_t> documents_of(const std::vector<Suspect>& ranking) {
  std::vector<std::uint32_t> documents;
  documents.reserve(ranking.size());
  for (const Suspect& suspect : ranking) documents.push_back(suspect.document);
  return documents;
}

TEST(RankSuspects, OneLabelByHand) {
  const auto ranking = rank_suspects(logarithms({0.9, 0.1, 0.2, 0.8, 0.4, 0.6}),
                                     label_lists({{0}, {0}, {1}}), 2, false);
  ASSERT_THAT(documents_of(ranking), ElementsAre(1U, 2U, 0U));
  EXPECT_EQ(ranking[0].given, 0U);
  EXPECT_EQ(ranking[0].looks_like, 1U);
  EXPECT_NEAR(ranking[0].margin, std::log(4.0), kRounding);
  EXPECT_NEAR(ranking[0].probability, 0.8, kRounding);
  EXPECT_EQ(ranking[1].looks_like, 0U);
  EXPECT_NEAR(ranking[1].margin, std::log(0.4 / 0.6), kRounding);
  EXPECT_NEAR(ranking[2].margin, -std::log(9.0), kRounding);
  EXPECT_NEAR(ranking[2].probability, 0.1, kRounding);
}

TEST(RankSuspects, LooksLikeTheLikeliestLabelItHasNot) {
  const auto ranking = rank_suspects(logarithms({0.5, 0.2, 0.3, 0.25, 0.15, 0.6}),
                                     label_lists({{0}, {1}}), 3, false);
  ASSERT_THAT(documents_of(ranking), ElementsAre(1U, 0U));
  EXPECT_EQ(ranking[0].looks_like, 2U);
  EXPECT_NEAR(ranking[0].margin, std::log(4.0), kRounding);
  EXPECT_EQ(ranking[1].looks_like, 2U);
  EXPECT_NEAR(ranking[1].margin, std::log(0.3 / 0.5), kRounding);
}

TEST(RankSuspects, ProbabilitiesAddUpToOneThoughMeansOfLogarithmsDoNot) {
  // Means of two judgements, (0.9, 0.1) and (0.5, 0.5), on the scale of logarithms.
  const auto ranking =
      rank_suspects(std::vector<double>{0.5 * std::log(0.45), 0.5 * std::log(0.05)},
                    label_lists({{1}}), 2, false);
  ASSERT_THAT(ranking, SizeIs(1));
  EXPECT_NEAR(ranking[0].margin, std::log(3.0), kRounding);
  EXPECT_NEAR(ranking[0].probability, 0.75, kRounding);
}

TEST(RankSuspects, OfSeveralLabelsTheLeastLikelyIsInQuestion) {
  // Log-odds where labels do not exclude each other.
  const auto ranking = rank_suspects(std::vector<double>{2, -1, 0.5, -3, 1, 3, 4, -2},
                                     label_lists({{0, 1}, {0, 1, 2}}), 4, true);
  ASSERT_THAT(documents_of(ranking), ElementsAre(0U, 1U));
  EXPECT_EQ(ranking[0].given, 1U);
  EXPECT_EQ(ranking[0].looks_like, 2U);
  EXPECT_NEAR(ranking[0].margin, 1.5, kRounding);
  EXPECT_NEAR(ranking[0].probability, 1 / (1 + std::exp(-0.5)), kRounding);
  EXPECT_EQ(ranking[1].given, 0U);
  EXPECT_EQ(ranking[1].looks_like, 3U);
  EXPECT_NEAR(ranking[1].margin, -3, kRounding);
  EXPECT_NEAR(ranking[1].probability, 1 / (1 + std::exp(2.0)), kRounding);
}

TEST(RankSuspects, LeavesOutDocumentsWithoutLabelsOrWithAll) {
  const std::vector<double> scores{1, 2, 1, 2, 1, 2};
  EXPECT_THAT(documents_of(rank_suspects(scores, label_lists({{}, {0}, {0, 1}}), 2, true)),
              ElementsAre(1U));
  EXPECT_THAT(rank_suspects({}, {}, 2, true), IsEmpty());
}

TEST(RankSuspects, EqualOnesStayInOrder) {
  const std::vector<double> scores{0, 1, 0, 2, 0, 1, 0, 2};
  EXPECT_THAT(documents_of(rank_suspects(scores, label_lists({{0}, {0}, {0}, {0}}), 2, false)),
              ElementsAre(1U, 3U, 0U, 2U));
}

// Documents of words of two sets and of words that both sets' documents share.

constexpr std::uint32_t kWordsASet = 20;
constexpr std::uint32_t kDocuments = 300;

/// Words 0-19 are one set's, 20-39 the other's, 40-59 are shared. Vectors mean nothing.
EmbeddingModel three_word_sets() {
  Random random(8);
  std::vector<testing::Key> words;
  for (std::uint32_t word = 0; word < 3 * kWordsASet; ++word) {
    words.push_back({"w" + std::to_string(word), 100 - word, {}});
    for (int i = 0; i < 16; ++i) words.back().input.push_back(random.uniform() - 0.5F);
  }
  EmbeddingModel model = testing::small_model(words, {{"a", 1, {}}});
  return model;
}

struct FlippedCorpus {
  CnnCorpus corpus;
  std::set<std::uint32_t> flipped;
};

/// Document i is of set i % 2 and has three of its words and two that are shared.
FlippedCorpus flipped_corpus(std::size_t flipped, bool multi_label) {
  Random random(9);
  FlippedCorpus result;
  while (result.flipped.size() < flipped) result.flipped.insert(random.below(kDocuments));
  result.corpus.offsets = {0};
  for (std::uint32_t document = 0; document < kDocuments; ++document) {
    const std::uint32_t set = document % 2;
    for (const std::uint32_t from : {2U, set, set, set, 2U})
      result.corpus.rows.push_back(kFirstWordRow + from * kWordsASet + random.below(kWordsASet));
    result.corpus.offsets.push_back(result.corpus.rows.size());
    std::vector<std::uint32_t> labels{result.flipped.count(document) > 0 ? 1 - set : set};
    if (multi_label) labels.push_back(2);
    result.corpus.labels.append(labels);
  }
  return result;
}

SuspectOptions quick_options() {
  SuspectOptions options;
  options.repeats = 1;
  options.epochs = 20;
  return options;
}

/// Which of the first `count` have a flipped label, and look like the label they had.
std::size_t found_among_first(std::size_t count, const SuspectSearch& search,
                              const std::set<std::uint32_t>& flipped) {
  return static_cast<std::size_t>(
      std::count_if(search.ranking.begin(), search.ranking.begin() + static_cast<int>(count),
                    [&](const Suspect& suspect) {
                      const std::uint32_t set = suspect.document % 2;
                      return flipped.count(suspect.document) > 0 && suspect.given == 1 - set &&
                             suspect.looks_like == set;
                    }));
}

TEST(FindSuspects, FlippedLabelsComeFirst) {
  const FlippedCorpus flipped = flipped_corpus(15, false);
  const SuspectSearch search =
      find_suspects(flipped.corpus, three_word_sets(), 2, false, quick_options());
  ASSERT_EQ(search.ranking.size(), kDocuments);
  EXPECT_EQ(found_among_first(10, search, flipped.flipped), 10U);
  EXPECT_GE(found_among_first(15, search, flipped.flipped), 14U);
  EXPECT_GT(search.ranking.front().probability, 0.5);
  EXPECT_TRUE(std::ranges::is_sorted(search.ranking, std::greater{}, &Suspect::margin));
  EXPECT_LT(search.ranking.back().margin, 0);
}

TEST(FindSuspects, FlippedLabelsOfSeveralComeFirst) {
  // All documents carry label 2 besides.
  const FlippedCorpus flipped = flipped_corpus(15, true);
  const SuspectSearch search =
      find_suspects(flipped.corpus, three_word_sets(), 3, true, quick_options());
  EXPECT_EQ(found_among_first(10, search, flipped.flipped), 10U);
  EXPECT_GE(found_among_first(15, search, flipped.flipped), 14U);
}

TEST(FindSuspects, LeavesTheNetworksThatHaveNotSeenTheDocuments) {
  const FlippedCorpus flipped = flipped_corpus(12, false);
  SuspectOptions options = quick_options();
  options.folds = 4;
  const SuspectSearch search = find_suspects(flipped.corpus, three_word_sets(), 2, false, options);
  ASSERT_THAT(search.networks, SizeIs(4));
  ASSERT_EQ(search.fold_of_document.size(), kDocuments);
  // With one cross-validation the network alone gives the probability.
  for (std::size_t i = 0; i < 20; ++i) {
    const Suspect& suspect = search.ranking[i];
    const std::vector<std::uint32_t> document{suspect.document};
    const auto probabilities = predict_cnn(search.networks[search.fold_of_document[document[0]]],
                                           flipped.corpus, false, document);
    EXPECT_NEAR(probabilities[suspect.looks_like], suspect.probability, 1e-6);
  }
}

TEST(FindSuspects, ReportsEveryNetwork) {
  const FlippedCorpus flipped = flipped_corpus(0, false);
  SuspectOptions options = quick_options();
  options.repeats = 2;
  options.epochs = 1;
  std::vector<unsigned> finished;
  const SuspectSearch search = find_suspects(flipped.corpus, three_word_sets(), 2, false, options,
                                             [&](const SuspectProgress& progress) {
                                               EXPECT_EQ(progress.networks, 6U);
                                               EXPECT_EQ(progress.training.epochs, 1U);
                                               if (progress.training.held_out != nullptr)
                                                 finished.push_back(progress.network);
                                             });
  EXPECT_THAT(finished, ElementsAre(1U, 2U, 3U, 4U, 5U, 6U));
  EXPECT_THAT(search.networks, SizeIs(3)) << "of the last cross-validation";
}

TEST(FindSuspects, DependsOnTheSeedAloneNotOnThreads) {
  const FlippedCorpus flipped = flipped_corpus(12, false);
  const auto margins_with = [&](int threads, std::uint64_t seed) {
    SuspectOptions options = quick_options();
    options.epochs = 1;
    options.seed = seed;
    std::vector<double> margins;
    tbb::task_arena(threads).execute([&] {
      for (const Suspect& suspect :
           find_suspects(flipped.corpus, three_word_sets(), 2, false, options).ranking)
        margins.push_back(suspect.margin);
    });
    return margins;
  };
  const std::vector<double> one = margins_with(1, 1);
  EXPECT_EQ(margins_with(2, 1), one);
  EXPECT_NE(margins_with(1, 2), one);
}

TEST(SuspectOptions, SmallCorporaGetMoreEpochs) {
  SuspectOptions options;
  EXPECT_EQ(options.epochs_for(0), 20U);
  EXPECT_EQ(options.epochs_for(100), 20U);
  EXPECT_EQ(options.epochs_for(20'000), 10U);
  EXPECT_EQ(options.epochs_for(60'000), 3U);
  EXPECT_EQ(options.epochs_for(10'000'000), 2U);
  options.epochs = 7;
  EXPECT_EQ(options.epochs_for(10'000'000), 7U);
}

TEST(SuspectOptions, OutOfRangeAreRefused) {
  const auto refuse = [](auto change) {
    SuspectOptions options = quick_options();
    change(options);
    return error_of([&] {
      find_suspects(flipped_corpus(0, false).corpus, three_word_sets(), 2, false, options);
    });
  };
  EXPECT_EQ(refuse([](SuspectOptions& o) { o.folds = 1; }), "folds is 1, expected 2 to 100");
  EXPECT_EQ(refuse([](SuspectOptions& o) { o.folds = 101; }), "folds is 101, expected 2 to 100");
  EXPECT_EQ(refuse([](SuspectOptions& o) { o.repeats = 0; }), "repeats is 0, expected 1 to 100");
  EXPECT_EQ(refuse([](SuspectOptions& o) { o.repeats = 101; }),
            "repeats is 101, expected 1 to 100");
  EXPECT_EQ(refuse([](SuspectOptions& o) { o.epochs = 10'001; }),
            "epochs is 10001, expected 1 to 10000");
}

}  // namespace
}  // namespace t2v
