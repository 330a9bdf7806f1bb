#include "embedding/replicas.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>

#include "embedding/random.h"
#include "same_bytes.h"

namespace t2v {
namespace {

constexpr std::size_t kDim = 20;
constexpr std::uint64_t kTokens = 1'000'000;

/// Vectors and all that replicas of them work on.
struct Model {
  Model(std::size_t words, double pairs_a_token)
      : vectors{Matrix(words, kDim), Matrix(words, kDim), Matrix(2, kDim)},
        label_rows(vectors.label_input),
        rates(Vocabulary(), {}, {}, 1),
        rate(1, kTokens) {
    rates.word_input.assign(words, static_cast<float>(pairs_a_token));
    rates.word_output.assign(words, static_cast<float>(pairs_a_token));
    rates.of_all_words = pairs_a_token * static_cast<double>(words);
    rates.label_input.assign(2, static_cast<float>(pairs_a_token));
  }
  Replicas::Training training() { return {vectors, label_rows, rates, rate, 0.5}; }

  Embedding vectors;
  SharedRows label_rows;
  PairRates rates;
  LearningRate rate;
};

TEST(ReplicaPlan, OneAWorkerOfWordsThatFit) {
  TrainingOptions options;
  options.dim = 100;  // padded to 112 floats: 896 bytes for the two rows of a word
  const ReplicaPlan two = plan_replicas(options, 1000, 2);
  EXPECT_EQ(two.replicas, 2U);
  EXPECT_EQ(two.words, 1000U);
  EXPECT_EQ(two.bytes(options.dim), 2U * 1000 * 896);
  EXPECT_EQ(plan_replicas(options, 1000, 64).replicas, ReplicaPlan::kMostReplicas);
  EXPECT_EQ(plan_replicas(options, 10'000'000, 2).words, ReplicaPlan::kMostWords);
  options.dim = ReplicaPlan::kMostDim;
  const ReplicaPlan four = plan_replicas(options, 10'000'000, 4);
  EXPECT_EQ(four.replicas, 4U);
  EXPECT_LE(four.bytes(options.dim), ReplicaPlan::kMostBytes);
  EXPECT_GT(four.bytes(options.dim), ReplicaPlan::kMostBytes * 99 / 100);
  options.dim = ReplicaPlan::kMostDim + 1;
  EXPECT_EQ(plan_replicas(options, 1000, 4).replicas, 1U);
}

TEST(ReplicaPlan, OneWhereNobodyElseTrainsOrNoneAreWanted) {
  TrainingOptions options;
  EXPECT_EQ(plan_replicas(options, 1000, 1).replicas, 1U);
  EXPECT_EQ(plan_replicas(options, 1000, 1).bytes(100), 0U);
  options.replicas = 1;
  EXPECT_EQ(plan_replicas(options, 1000, 8).replicas, 1U);
  options.replicas = 6;
  EXPECT_EQ(plan_replicas(options, 1000, 8).replicas, 6U);
  EXPECT_EQ(plan_replicas(options, 1000, 5).replicas, 5U);
}

TEST(Replicas, WorkersTrainFrequentWordsApartAndRareOnesTogether) {
  Model model(50, 0);
  Replicas replicas(model.training(), {2, 30}, 3, 0);
  std::array<WordRows, 3> rows{replicas.rows_of(0), replicas.rows_of(1), replicas.rows_of(2)};
  EXPECT_EQ(rows[0].input(29), model.vectors.word_input.row(29));
  EXPECT_EQ(rows[0].output(49), model.vectors.word_output.row(49));
  EXPECT_NE(rows[1].input(0), rows[0].input(0));
  EXPECT_NE(rows[1].input(29), rows[0].input(29));
  EXPECT_NE(rows[1].output(29), rows[0].output(29));
  EXPECT_EQ(rows[1].input(30), rows[0].input(30));
  EXPECT_EQ(rows[1].output(30), rows[0].output(30));
  EXPECT_EQ(rows[2].input(0), rows[0].input(0)) << "three workers have two replicas";
}

TEST(Replicas, BeginWithTheVectors) {
  Model model(50, 0);
  Random random(1, 0);
  for (Matrix* const rows : {&model.vectors.word_input, &model.vectors.word_output}) {
    for (std::size_t row = 0; row < 50; ++row) {
      for (std::size_t at = 0; at < kDim; ++at) rows->row(row)[at] = random.uniform();
    }
  }
  const Embedding before = model.vectors;
  Replicas replicas(model.training(), {3, 40}, 3, 0);
  for (const unsigned worker : {1U, 2U}) {
    EXPECT_EQ(replicas.rows_of(worker).input(39)[7], before.word_input.row(39)[7]);
    EXPECT_EQ(replicas.rows_of(worker).output(0)[19], before.word_output.row(0)[19]);
  }
  replicas.bring_together(10);
  expect_same_words_and_labels(model.vectors, before);  // nothing was trained
}

TEST(Replicas, SeldomMetRowsTakeTheSumOfAllChanges) {
  Model model(50, 0);
  Replicas replicas(model.training(), {3, 50}, 3, 0);
  for (unsigned worker = 0; worker < 3; ++worker) {
    const WordRows rows = replicas.rows_of(worker);
    rows.input(0)[0] += 1 + static_cast<float>(worker);
    rows.output(40 + worker)[3] += 5;
  }
  replicas.bring_together(300);
  for (unsigned worker = 0; worker < 3; ++worker) {
    const WordRows rows = replicas.rows_of(worker);
    EXPECT_EQ(rows.input(0)[0], 6);
    for (const std::uint32_t row : {40, 41, 42}) EXPECT_EQ(rows.output(row)[3], 5);
    EXPECT_EQ(rows.input(49)[0], 0);
  }
}

// The partners of rows lie along one direction, which bends: there a change counts as much as the
// mean says, across it as much as the sum.
TEST(Replicas, OftenMetRowsTakeTheMeanAlongWhatBends) {
  Model model(50, 1);
  for (std::size_t word = 0; word < 50; ++word) model.vectors.word_output.row(word)[0] = 2;
  Replicas replicas(model.training(), {2, 50}, 2, 0);
  for (const unsigned worker : {0U, 1U}) {
    replicas.rows_of(worker).input(7)[0] += 3 + static_cast<float>(worker);
    replicas.rows_of(worker).input(7)[1] += 1;
  }
  replicas.bring_together(kTokens / 2);
  for (const unsigned worker : {0U, 1U}) {
    EXPECT_NEAR(replicas.rows_of(worker).input(7)[0], 3.5, 1e-5);
    EXPECT_NEAR(replicas.rows_of(worker).input(7)[1], 2, 1e-5);
  }
}

TEST(Replicas, TheSecondTimeOnlyWhatIsNewCounts) {
  Model model(10, 0);
  Replicas replicas(model.training(), {2, 10}, 2, 0);
  replicas.rows_of(0).input(3)[2] += 1;
  replicas.rows_of(1).input(3)[2] += 1;
  replicas.bring_together(100);
  replicas.bring_together(200);
  EXPECT_EQ(replicas.rows_of(1).input(3)[2], 2);
  replicas.rows_of(1).input(3)[2] += 0.5F;
  replicas.bring_together(300);
  EXPECT_EQ(replicas.rows_of(0).input(3)[2], 2.5F);
}

TEST(Replicas, EveryRowHasItsTurn) {
  Model model(700, 0);
  Replicas replicas(model.training(), {2, 700}, 2, 0);
  for (std::uint32_t word = 0; word < 700; ++word) replicas.rows_of(1).output(word)[0] += 1;
  std::uint64_t tokens = 0;
  const auto arrived = [&] {
    std::size_t count = 0;
    for (std::uint32_t word = 0; word < 700; ++word) {
      count += model.vectors.word_output.row(word)[0] == 1 ? 1 : 0;
    }
    return count;
  };
  replicas.exchange_if_due(++tokens);
  EXPECT_GT(arrived(), 0U);
  EXPECT_LT(arrived(), 700U) << "a round has a part of the rows";
  // After a twelfth more tokens each time a round is always due (ExchangePace::kMostApart).
  constexpr int kMostRounds = 100;
  for (int round = 0; round < kMostRounds && arrived() < 700; ++round) {
    tokens += 1 + tokens / 12;
    replicas.exchange_if_due(tokens);
  }
  EXPECT_EQ(arrived(), 700U);
}

}  // namespace
}  // namespace t2v
