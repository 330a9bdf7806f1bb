#include "embedding/trainer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <numeric>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "embedding/initial_embedding.h"
#include "embedding/random.h"
#include "reference_trainer.h"
#include "same_bytes.h"
#include "small_corpus.h"
#include "text/error.h"

namespace t2v {
namespace {

double largest_difference(const Matrix& matrix, const std::vector<std::vector<double>>& reference) {
  double largest = 0;
  EXPECT_EQ(matrix.rows(), reference.size());
  for (std::size_t row = 0; row < matrix.rows(); ++row) {
    for (std::size_t i = 0; i < matrix.dim(); ++i) {
      largest = std::max(largest, std::abs(matrix.row(row)[i] - reference[row][i]));
    }
  }
  return largest;
}

double largest_move(const Matrix& matrix, const Matrix& start) {
  double largest = 0;
  for (std::size_t row = 0; row < matrix.rows(); ++row) {
    for (std::size_t i = 0; i < matrix.dim(); ++i) {
      largest = std::max(largest, std::abs(double{matrix.row(row)[i]} - start.row(row)[i]));
    }
  }
  return largest;
}

void expect_agreement(const Corpus& corpus, const TrainingOptions& options) {
  const Embedding trained = train(corpus, options);
  const ReferenceEmbedding reference = reference_train(corpus, options);
  const Embedding start =
      initial_embedding(corpus.words.size(), corpus.labels.names.size(), options.dim, options.seed);
  EXPECT_GT(largest_move(trained.word_input, start.word_input), 1e-3);
  EXPECT_LT(largest_difference(trained.word_input, reference.word_input), 1e-5);
  EXPECT_LT(largest_difference(trained.word_output, reference.word_output), 1e-5);
  EXPECT_LT(largest_difference(trained.label_input, reference.label_input), 1e-5);
  EXPECT_LT(largest_difference(trained.document_input, reference.document_input), 1e-5);
}

TrainingOptions small_options() {
  TrainingOptions options;
  options.dim = 20;
  options.epochs = 2;
  options.threads = 1;
  options.subsample = 0.01;
  options.objective = Objective::kIndependent;
  options.label_weight = 1;
  options.seed = 42;
  return options;
}

TEST(Trainer, AgreesWithTheDoublePrecisionReference) {
  expect_agreement(random_corpus(30, 60, 12, 3, 1), small_options());
}

TEST(Trainer, AgreesWithTheReferenceOnOtherOptions) {
  TrainingOptions options = small_options();
  options.window = 3;
  options.negative = 9;
  options.label_weight = 0.4;
  options.label_balance = 1.0;
  options.sampling_exponent = 0.5;
  options.subsample = 0;
  options.dim = 7;
  expect_agreement(random_corpus(25, 40, 9, 4, 2), options);
}

TEST(Trainer, AgreesWithTheReferenceOnWordLabels) {
  expect_agreement(
      random_corpus(30, 60, 12, 3, 3, {{"w0", "label1"}, {"w1", "lexicon"}, {"w1", "label0"}}),
      small_options());
}

TEST(Trainer, AgreesWithTheReferenceWithoutLabels) {
  expect_agreement(random_corpus(30, 60, 12, 0, 4), small_options());
}

TEST(Trainer, JointObjectiveAgreesWithTheReference) {
  TrainingOptions options = small_options();
  options.objective = Objective::kJoint;
  expect_agreement(random_corpus(30, 60, 12, 3, 1), options);
  expect_agreement(random_corpus(30, 60, 12, 0, 4), options);
  options.window = 3;
  options.negative = 9;
  options.label_weight = 1.7;
  options.label_balance = 1.0;
  options.learning_rate = 0.05;  // the longest step of labels binds
  options.dim = 7;
  expect_agreement(random_corpus(25, 40, 9, 4, 2), options);
}

TEST(Trainer, JointObjectiveAgreesWithTheReferenceOnWordLabels) {
  TrainingOptions options = small_options();
  options.objective = Objective::kJoint;
  expect_agreement(
      random_corpus(30, 60, 12, 3, 3, {{"w0", "label1"}, {"w1", "lexicon"}, {"w1", "label0"}}),
      options);
}

TEST(Trainer, DocumentsAgreeWithTheReference) {
  TrainingOptions options = small_options();
  options.documents = true;
  options.document_weight = 1.5;
  const Corpus corpus = random_corpus(30, 60, 12, 3, 1);
  expect_agreement(corpus, options);
  EXPECT_GT(largest_move(train(corpus, options).document_input, Matrix(60, options.dim)), 1e-3);
  options.objective = Objective::kJoint;
  expect_agreement(corpus, options);
  options.document_weight = 50;  // the longest step binds
  expect_agreement(random_corpus(30, 60, 3, 3, 2), options);
}

/// Any options, but learning rates so low that rounding does not grow from step to step: with 0.05
/// and twenty noise words out of two words it does, a thousandfold.
TrainingOptions random_options(Random& random) {
  TrainingOptions options;
  options.dim = 1 + random.below(40);
  options.window = 1 + random.below(8);
  options.negative = 1 + random.below(20);
  options.epochs = 1 + random.below(3);
  options.learning_rate = 0.001 + 0.015 * random.uniform();
  options.subsample = random.below(2) == 0 ? 0.0 : 0.1 * random.uniform();
  options.sampling_exponent = 4.0 * random.uniform() - 2.0;
  options.objective = random.below(2) == 0 ? Objective::kJoint : Objective::kIndependent;
  options.label_weight = random.below(4) == 0 ? 0.0 : 2.0 * random.uniform();
  options.label_balance = random.uniform();
  options.documents = random.below(3) == 0;
  options.document_weight = 0.001 + 3.0 * random.uniform();
  options.threads = 1;
  options.seed = random();
  return options;
}

TEST(Trainer, AgreesWithTheReferenceOnAnyCorpusAndOptions) {
  // Of thousands of steps; a term that is missing or wrong makes some hundredths.
  constexpr double kRounding = 1e-4;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Random random(seed);
    std::vector<LexiconEntry> lexicon;
    for (std::uint32_t entry = random.below(4); entry > 0; --entry) {
      lexicon.push_back({"w" + std::to_string(entry), "label" + std::to_string(random.below(5))});
    }
    const std::uint32_t words = 2 + random.below(40);
    const std::size_t documents = 1 + random.below(60);
    const std::size_t length = 2 + random.below(20);
    const Corpus corpus =
        random_corpus(words, documents, length, random.below(6), random(), lexicon);
    const TrainingOptions options = random_options(random);
    const Embedding trained = train(corpus, options);
    const ReferenceEmbedding reference = reference_train(corpus, options);
    EXPECT_LT(largest_difference(trained.word_input, reference.word_input), kRounding);
    EXPECT_LT(largest_difference(trained.word_output, reference.word_output), kRounding);
    EXPECT_LT(largest_difference(trained.label_input, reference.label_input), kRounding);
    EXPECT_LT(largest_difference(trained.document_input, reference.document_input), kRounding);
  }
}

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

/// Documents in which "good" words keep company with good topics and label, "bad" ones likewise.
Corpus two_camps() {
  Random random(9);
  std::vector<SmallDocument> documents;
  for (int d = 0; d < 3000; ++d) {
    const std::string camp = d % 3 == 0 ? "bad" : "good";  // uneven labels
    SmallDocument document{"", camp};
    for (int i = 0; i < 8; ++i) {
      const bool own = random.below(2) == 0;
      document.tokens += (own ? camp : "common") + std::to_string(random.below(10)) + " ";
    }
    documents.push_back(document);
  }
  return small_corpus(documents);
}

double cosine(std::span<const float> a, std::span<const float> b) {
  const double ab = std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
  const double aa = std::inner_product(a.begin(), a.end(), a.begin(), 0.0);
  const double bb = std::inner_product(b.begin(), b.end(), b.begin(), 0.0);
  return ab / std::sqrt(aa * bb);
}

/// Of all (own word, other camp's word) pairs, the share in which the label is nearer to its own.
double camp_accuracy(const Corpus& corpus, const Embedding& embedding) {
  int right = 0;
  int pairs = 0;
  for (const std::string camp : {"good", "bad"}) {
    const auto label = embedding.label_input.vector(corpus.labels.names.id(camp).value());
    const std::string other = camp == "good" ? "bad" : "good";
    for (int i = 0; i < 10; ++i) {
      for (int j = 0; j < 10; ++j) {
        const auto own_word = corpus.words.id(camp + std::to_string(i)).value();
        const auto other_word = corpus.words.id(other + std::to_string(j)).value();
        const double own = cosine(label, embedding.word_input.vector(own_word));
        right += own > cosine(label, embedding.word_input.vector(other_word)) ? 1 : 0;
        ++pairs;
      }
    }
  }
  return static_cast<double>(right) / pairs;
}

/// Whether the difference of the labels raises the prediction of every word of one camp over every
/// word of the other.
bool labels_predict_their_camps(const Corpus& corpus, const Embedding& embedding) {
  const auto good = embedding.label_input.vector(corpus.labels.names.id("good").value());
  const auto bad = embedding.label_input.vector(corpus.labels.names.id("bad").value());
  const auto lean = [&](const std::string& word) {
    const auto output = embedding.word_output.vector(corpus.words.id(word).value());
    return std::inner_product(output.begin(), output.end(), good.begin(), 0.0) -
           std::inner_product(output.begin(), output.end(), bad.begin(), 0.0);
  };
  for (int i = 0; i < 10; ++i) {
    for (int j = 0; j < 10; ++j) {
      if (lean("good" + std::to_string(i)) <= lean("bad" + std::to_string(j))) return false;
    }
  }
  return true;
}

TEST(Trainer, LabelsComeToLieByTheirWordsWithAnyNumberOfThreads) {
  const Corpus corpus = two_camps();
  for (const unsigned threads : {1U, 2U, 7U}) {
    TrainingOptions options;
    options.dim = 16;
    options.subsample = 0;
    options.epochs = 10;
    options.objective = Objective::kIndependent;
    options.label_weight = 1;
    options.threads = threads;
    for (const unsigned replicas : {0U, 1U, 7U}) {
      options.replicas = replicas;
      const Embedding embedding = train(corpus, options);
      EXPECT_EQ(camp_accuracy(corpus, embedding), 1.0)
          << threads << " threads, " << replicas << " replicas";
    }
  }
}

TEST(Trainer, JointLabelsTellTheCampsOfWordsApart) {
  const Corpus corpus = two_camps();
  for (const unsigned threads : {1U, 3U}) {
    TrainingOptions options;
    options.objective = Objective::kJoint;
    options.dim = 16;
    options.subsample = 0;
    options.epochs = 10;
    options.threads = threads;
    std::optional<double> label_loss;
    double word_loss = 0;
    const Embedding joint = train(corpus, options, [&](const TrainingProgress& progress) {
      word_loss = progress.word_loss;
      label_loss = progress.label_loss;
    });
    EXPECT_FALSE(label_loss.has_value());
    EXPECT_LT(word_loss, 6 * std::log(2.0)) << "what vectors of zeros would lose";
    EXPECT_TRUE(labels_predict_their_camps(corpus, joint)) << threads << " threads";
  }
}

TEST(Trainer, DocumentsOfACampLieTogetherWithAnyNumberOfThreads) {
  const Corpus corpus = two_camps();
  for (const unsigned threads : {1U, 3U}) {
    TrainingOptions options;
    options.documents = true;
    options.dim = 16;
    options.subsample = 0;
    options.epochs = 10;
    options.threads = threads;
    std::optional<double> document_loss;
    const Embedding embedding = train(corpus, options, [&](const TrainingProgress& progress) {
      document_loss = progress.document_loss;
    });
    EXPECT_LT(document_loss.value(), 6 * std::log(2.0)) << "what vectors of zeros would lose";
    const auto good = embedding.label_input.vector(corpus.labels.names.id("good").value());
    const auto bad = embedding.label_input.vector(corpus.labels.names.id("bad").value());
    std::size_t right = 0;
    for (std::size_t d = 0; d < corpus.documents(); ++d) {
      const auto vector = embedding.document_input.vector(d);
      right += (cosine(good, vector) > cosine(bad, vector)) == (d % 3 != 0) ? 1 : 0;
    }
    EXPECT_GT(static_cast<double>(right) / static_cast<double>(corpus.documents()), 0.9)
        << threads << " threads";
  }
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
