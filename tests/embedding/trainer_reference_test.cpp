#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "embedding/initial_embedding.h"
#include "embedding/random.h"
#include "embedding/trainer.h"
#include "largest_move.h"
#include "reference_trainer.h"
#include "small_corpus.h"
#include "small_options.h"

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

/// @param rounding the farthest that a number may be off
void expect_near_reference(const Embedding& trained, const Corpus& corpus,
                           const TrainingOptions& options, double rounding) {
  const ReferenceEmbedding reference = reference_train(corpus, options);
  EXPECT_LT(largest_difference(trained.word_input, reference.word_input), rounding);
  EXPECT_LT(largest_difference(trained.word_output, reference.word_output), rounding);
  EXPECT_LT(largest_difference(trained.label_input, reference.label_input), rounding);
  EXPECT_LT(largest_difference(trained.document_input, reference.document_input), rounding);
}

void expect_agreement(const Corpus& corpus, const TrainingOptions& options) {
  const Embedding trained = train(corpus, options);
  const Embedding start =
      initial_embedding(corpus.words.size(), corpus.labels.names.size(), options.dim, options.seed);
  EXPECT_GT(largest_move(trained.word_input, start.word_input), 1e-3);
  expect_near_reference(trained, corpus, options, 1e-5);
}

TEST(TrainerReference, AgreesOnWordsAndLabels) {
  expect_agreement(random_corpus(30, 60, 12, 3, 1), small_options());
}

TEST(TrainerReference, AgreesOnOtherOptions) {
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

TEST(TrainerReference, AgreesOnWordLabels) {
  expect_agreement(
      random_corpus(30, 60, 12, 3, 3, {{"w0", "label1"}, {"w1", "lexicon"}, {"w1", "label0"}}),
      small_options());
}

TEST(TrainerReference, AgreesWithoutLabels) {
  expect_agreement(random_corpus(30, 60, 12, 0, 4), small_options());
}

TEST(TrainerReference, AgreesOnJointLabels) {
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

TEST(TrainerReference, AgreesOnJointWordLabels) {
  TrainingOptions options = small_options();
  options.objective = Objective::kJoint;
  expect_agreement(
      random_corpus(30, 60, 12, 3, 3, {{"w0", "label1"}, {"w1", "lexicon"}, {"w1", "label0"}}),
      options);
}

TEST(TrainerReference, AgreesOnDocuments) {
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

TEST(TrainerReference, AgreesOnAnyCorpusAndOptions) {
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
    expect_near_reference(train(corpus, options), corpus, options, kRounding);
  }
}

}  // namespace
}  // namespace t2v
