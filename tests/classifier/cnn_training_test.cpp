#include "classifier/cnn_training.h"

#include <gtest/gtest.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <vector>

#include "embedding/random.h"
#include "text/error.h"

namespace t2v {
namespace {

constexpr std::uint32_t kWords = 50;

/// Random words; documents of label 1 hold the neighbours 2 3, those of label 0 the neighbours 3 2:
/// only windows of two words can tell them apart.
CnnCorpus word_order_corpus(std::size_t documents) {
  Random random(6);
  CnnCorpus corpus;
  corpus.offsets = {0};
  for (std::size_t document = 0; document < documents; ++document) {
    const std::uint32_t label = random.below(2);
    std::vector<std::uint32_t> rows(4 + random.below(6));
    for (std::uint32_t& row : rows) row = 4 + random.below(kWords - 2);
    const std::uint32_t at = random.below(static_cast<std::uint32_t>(rows.size()) - 1);
    rows[at] = label == 1 ? 2 : 3;
    rows[at + 1] = label == 1 ? 3 : 2;
    corpus.rows.insert(corpus.rows.end(), rows.begin(), rows.end());
    corpus.offsets.push_back(corpus.rows.size());
    corpus.labels.append(std::vector<std::uint32_t>{label});
  }
  return corpus;
}

CnnTrainingOptions small_options() {
  CnnTrainingOptions options;
  options.dim = 8;
  options.filters = 10;
  options.widths = {2, 3};
  options.epochs = 8;
  options.batch = 100;
  options.learning_rate = 0.01;
  options.decay = 0.9;
  options.held_out = 0.2;
  return options;
}

TextCnn small_network(std::uint64_t seed = 1) {
  return initial_text_cnn({.words = kWords, .dim = 8, .labels = 2, .filters = 10, .widths = {2, 3}},
                          seed);
}

TEST(CnnTraining, LearnsTheOrderOfWords) {
  const CnnCorpus corpus = word_order_corpus(3000);
  const CnnTrainingResult result = train_cnn(small_network(), corpus, false, small_options());
  ASSERT_EQ(result.held_out.size(), 600U);
  EXPECT_GT(measure_cnn(result.network, corpus, false, result.held_out).accuracy(), 0.97);
}

TEST(CnnTraining, SigmoidsLearnItToo) {
  const CnnCorpus corpus = word_order_corpus(3000);
  const CnnTrainingResult result = train_cnn(small_network(), corpus, true, small_options());
  EXPECT_GT(measure_cnn(result.network, corpus, true, result.held_out).micro_f1(), 0.97);
}

TEST(CnnTraining, DoesNotDependOnTheNumberOfThreads) {
  const CnnCorpus corpus = word_order_corpus(500);
  CnnTrainingOptions options = small_options();
  options.epochs = 2;
  const auto train_with = [&](int threads) {
    CnnTrainingResult result;
    tbb::task_arena(threads).execute(
        [&] { result = train_cnn(small_network(), corpus, false, options); });
    return result;
  };
  const CnnTrainingResult one = train_with(1);
  const CnnTrainingResult two = train_with(2);
  EXPECT_EQ(one.held_out, two.held_out);
  for (std::size_t row = 0; row < one.network.taps.rows(); ++row)
    ASSERT_TRUE(std::ranges::equal(one.network.taps.vector(row), two.network.taps.vector(row)));
  for (std::size_t row = 0; row < one.network.embedding.rows(); ++row)
    ASSERT_TRUE(
        std::ranges::equal(one.network.embedding.vector(row), two.network.embedding.vector(row)));
  EXPECT_EQ(one.network.output_bias, two.network.output_bias);
}

TEST(CnnTraining, StopsEarlyAndReturnsTheBestEpoch) {
  CnnCorpus corpus = word_order_corpus(300);
  // Labels that mean nothing: held-out accuracy cannot go on rising.
  Random random(2);
  corpus.labels = {};
  for (std::size_t i = 0; i < 300; ++i) corpus.labels.append(std::vector{random.below(2)});
  CnnTrainingOptions options = small_options();
  options.epochs = 100;
  options.patience = 2;
  std::vector<double> accuracies;
  std::uint32_t best = 0;
  const CnnTrainingResult result =
      train_cnn(small_network(), corpus, false, options, [&](const CnnProgress& progress) {
        if (progress.held_out == nullptr) return;
        accuracies.push_back(progress.held_out->accuracy());
        if (progress.best) best = progress.epoch;
      });
  ASSERT_LT(accuracies.size(), 100U);
  EXPECT_EQ(result.epoch, best);
  EXPECT_EQ(accuracies.size(), best + 2U);
  EXPECT_EQ(accuracies[best - 1], *std::ranges::max_element(accuracies));
  EXPECT_EQ(measure_cnn(result.network, corpus, false, result.held_out).accuracy(),
            accuracies[best - 1]);
}

TEST(CnnTraining, WithoutHeldOutDocumentsAllEpochsRun) {
  const CnnCorpus corpus = word_order_corpus(100);
  CnnTrainingOptions options = small_options();
  options.held_out = 0;
  options.epochs = 5;
  const CnnTrainingResult result = train_cnn(small_network(), corpus, false, options);
  EXPECT_EQ(result.epoch, 5U);
  EXPECT_TRUE(result.held_out.empty());
}

TEST(CnnTraining, RefusesOptionsOutOfRange) {
  const CnnCorpus corpus = word_order_corpus(10);
  for (const auto& spoil : std::vector<void (*)(CnnTrainingOptions&)>{
           [](CnnTrainingOptions& o) {
             o.widths = {3, 2};
           },
           [](CnnTrainingOptions& o) { o.widths = {}; },
           [](CnnTrainingOptions& o) { o.dropout = 1; },
           [](CnnTrainingOptions& o) { o.learning_rate = 0; },
           [](CnnTrainingOptions& o) { o.batch = kMaxBatch + 1; },
           [](CnnTrainingOptions& o) { o.held_out = 1; }}) {
    CnnTrainingOptions options = small_options();
    spoil(options);
    EXPECT_THROW(train_cnn(small_network(), corpus, false, options), Error);
  }
}

TEST(CnnTrainingOptions, SmallCorporaGetSmallBatches) {
  CnnTrainingOptions options;
  EXPECT_EQ(options.batch_for(1'000'000), 256U);
  EXPECT_EQ(options.batch_for(20'000), 100U);
  EXPECT_EQ(options.batch_for(50), 32U);
  options.batch = 7;
  EXPECT_EQ(options.batch_for(50), 7U);
}

TEST(ClassWeights, FollowCounts) {
  LabelLists labels;
  for (int i = 0; i < 9; ++i) labels.append(std::vector<std::uint32_t>{0});
  labels.append(std::vector<std::uint32_t>{1});
  EXPECT_EQ(class_weights(labels, 2, 0), (std::vector<float>{1, 1}));
  EXPECT_FLOAT_EQ(class_weights(labels, 2, 1)[0], 5.0F / 9);
  EXPECT_FLOAT_EQ(class_weights(labels, 2, 1)[1], 5.0F);
}

}  // namespace
}  // namespace t2v
