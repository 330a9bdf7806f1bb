#include "embedding/trainer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <string>
#include <utility>

#include "largest_move.h"
#include "same_bytes.h"
#include "small_corpus.h"
#include "small_options.h"
#include "text/error.h"

namespace t2v {
namespace {

TEST(Trainer, DocumentsAreLeftOutUnlessAskedFor) {
  EXPECT_EQ(train(random_corpus(20, 30, 5, 2, 1), small_options()).document_input.rows(), 0U);
}

bool same_bytes(const Matrix& a, const Matrix& b) {
  return a.rows() == b.rows() && a.stride() == b.stride() &&
         std::memcmp(a.row(0), b.row(0), a.rows() * a.stride() * sizeof(float)) == 0;
}

TEST(Trainer, OneThreadIsReproducibleToTheByte) {
  const Corpus corpus = random_corpus(200, 500, 15, 5, 5);
  TrainingOptions options = small_options();
  const Embedding first = train(corpus, options);
  const Embedding second = train(corpus, options);
  EXPECT_TRUE(same_bytes(first.word_input, second.word_input));
  EXPECT_TRUE(same_bytes(first.word_output, second.word_output));
  EXPECT_TRUE(same_bytes(first.label_input, second.label_input));
  options.seed = 43;
  EXPECT_FALSE(same_bytes(first.word_input, train(corpus, options).word_input));
}

TEST(Trainer, JointObjectiveIsReproducibleToTheByte) {
  const Corpus corpus = random_corpus(200, 500, 15, 5, 5);
  TrainingOptions options = small_options();
  options.objective = Objective::kIndependent;
  const Embedding independent = train(corpus, options);
  options.objective = Objective::kJoint;
  const Embedding first = train(corpus, options);
  const Embedding second = train(corpus, options);
  EXPECT_TRUE(same_bytes(first.word_input, second.word_input));
  EXPECT_TRUE(same_bytes(first.word_output, second.word_output));
  EXPECT_TRUE(same_bytes(first.label_input, second.label_input));
  EXPECT_FALSE(same_bytes(first.label_input, independent.label_input));
}

TEST(Trainer, JointObjectiveWithoutLabelsIsSkipGram) {
  const Corpus corpus = random_corpus(50, 100, 10, 0, 6);
  TrainingOptions options = small_options();
  const Embedding independent = train(corpus, options);
  options.objective = Objective::kJoint;
  EXPECT_TRUE(same_bytes(independent.word_input, train(corpus, options).word_input));
}

TEST(Trainer, ADocumentLongerThanASegmentIsSharedByWorkers) {
  std::string tokens;
  for (int i = 0; i < 25'000; ++i) tokens += "w" + std::to_string(i % 50) + " ";
  const Corpus corpus = small_corpus({{tokens, ""}, {"w1 w2 w3", ""}});
  TrainingOptions options = small_options();
  options.documents = true;
  options.subsample = 0;
  options.threads = 3;
  const Embedding embedding = train(corpus, options);
  EXPECT_GT(largest_move(embedding.document_input, Matrix(2, options.dim)), 1e-2);
}

TEST(Trainer, TokensInAFileGiveTheSameVectors) {
  Corpus corpus = random_corpus(500, 3'000, 12, 3, 9);
  TrainingOptions options = small_options();
  options.documents = true;
  const Embedding memory = train(corpus, options);
  corpus.tokens = corpus.tokens.to_file(::testing::TempDir());
  const Embedding file = train(corpus, options);
  expect_same_bytes(file.word_input, memory.word_input);
  expect_same_bytes(file.word_output, memory.word_output);
  expect_same_bytes(file.label_input, memory.label_input);
  expect_same_bytes(file.document_input, memory.document_input);
}

TEST(Trainer, WhatProgressThrowsEndsTheTraining) {
  const Corpus corpus = random_corpus(500, 3'000, 12, 3, 9);
  TrainingOptions options = small_options();
  options.epochs = 100'000;
  options.threads = 2;
  struct Enough {};
  EXPECT_THROW(train(corpus, options, [](const TrainingProgress&) { throw Enough(); }), Enough);
}

TEST(Trainer, ReportsProgressAndAFallingLoss) {
  const Corpus corpus = two_camps();
  TrainingOptions options;
  options.subsample = 0;
  options.epochs = 20;
  options.objective = Objective::kIndependent;
  options.threads = 2;
  TrainingProgress last;
  std::uint64_t calls = 0;
  train(corpus, options, [&](const TrainingProgress& progress) {
    EXPECT_GE(progress.tokens_done, last.tokens_done);
    ++calls;
    last = progress;
  });
  EXPECT_GE(calls, 1U);
  EXPECT_EQ(last.tokens_done, corpus.tokens.size() * 20);
  EXPECT_EQ(last.tokens_total, corpus.tokens.size() * 20);
  EXPECT_GT(last.word_loss, 0.0);
  EXPECT_GT(last.label_loss.value(), 0.0);
  // Reports come by time, so how much was learnt before the first is chance. Training begins with
  // what vectors of zeros lose.
  EXPECT_LT(last.word_loss, 0.75 * 6 * std::log(2.0));
}

TEST(Trainer, CountsThePairsItTrains) {
  // With windows of one word, 4 + 3 words have 2 * 3 + 2 * 2 = 10 context words; each of the 7
  // words is met by its document's label besides. Each meets the centre word and two noise words,
  // of which there are enough: documents of one word train nothing.
  const Corpus corpus = small_corpus({{"a b c d", "good"},
                                      {"d a b", "bad"},
                                      {"e", "good"},
                                      {"f", "good"},
                                      {"g", "bad"},
                                      {"h", "bad"}});
  TrainingOptions options{.window = 1, .negative = 2, .epochs = 3, .subsample = 0, .threads = 1};
  std::uint64_t pairs = 0;
  const auto keep_pairs = [&](const TrainingProgress& progress) { pairs = progress.pairs_done; };
  train(corpus, options, keep_pairs);
  EXPECT_EQ(pairs, 3 * (10 + 7) * 3);
  options.label_weight = 0;
  train(corpus, options, keep_pairs);
  EXPECT_EQ(pairs, 3 * 10 * 3);
}

TEST(Trainer, BeginsWithTheVectorsItIsGiven) {
  const Corpus corpus = random_corpus(30, 60, 12, 3, 1);
  TrainingOptions options = small_options();
  options.documents = true;
  const Embedding start = train(corpus, options);
  const auto train_on = [&](double learning_rate) {
    options.learning_rate = learning_rate;
    TrainingControl control;
    control.start = TrainingState{.vectors = start};
    return train(corpus, options, std::move(control));
  };
  const Embedding same = train_on(1e-9);
  EXPECT_LT(largest_move(same.word_input, start.word_input), 1e-6);
  EXPECT_LT(largest_move(same.word_output, start.word_output), 1e-6);
  EXPECT_LT(largest_move(same.label_input, start.label_input), 1e-6);
  EXPECT_LT(largest_move(same.document_input, start.document_input), 1e-6);
  EXPECT_GT(largest_move(train_on(0.025).word_input, start.word_input), 1e-2);
}

TEST(Trainer, RefusesWhatItCannotTrainOn) {
  Corpus corpus = two_camps();
  EXPECT_THROW(train(corpus, {.dim = 0}), Error);
  corpus.tokens = {};
  EXPECT_THROW(train(corpus, {}), Error);
}

}  // namespace
}  // namespace t2v
