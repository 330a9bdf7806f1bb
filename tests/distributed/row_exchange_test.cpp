#include "distributed/row_exchange.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

#include "distributed/thread_ranks.h"
#include "embedding/label_rows.h"
#include "embedding/random.h"
#include "embedding/same_bytes.h"

namespace t2v::testing {
namespace {

constexpr std::size_t kDim = 20;

/// A rank's vectors and all else that an exchange works on, without workers.
struct Rank {
  explicit Rank(std::size_t words, std::size_t labels, double pairs_a_token)
      : vectors{Matrix(words, kDim), Matrix(words, kDim), Matrix(labels, kDim)},
        label_rows(vectors.label_input),
        rates(Vocabulary(), {}, {}, 1),
        rate(1, 1'000'000) {
    rates.word_input.assign(words, static_cast<float>(pairs_a_token));
    rates.word_output.assign(words, static_cast<float>(pairs_a_token));
    rates.of_all_words = pairs_a_token * static_cast<double>(words);
    rates.label_input.assign(labels, static_cast<float>(pairs_a_token));
  }
  SharedTraining shared() {
    return {vectors,     label_rows,
            rates,       0.5,
            rate,        1,
            tokens_done, tokens_done_others,
            pause,       [this] {
              return reasons.load(); }};
  }

  Embedding vectors;
  SharedRows label_rows;
  PairRates rates;
  LearningRate rate;
  std::atomic<std::uint64_t> tokens_done{0};
  std::atomic<std::uint64_t> tokens_done_others{0};
  std::atomic<bool> pause{false};
  std::atomic<unsigned> reasons{0};
};

/// A first meeting, where nothing has changed. Rows are changed between meetings, where nobody else
/// looks at them.
void meet_first(RowExchange& exchange, Rank& rank) {
  exchange.begin(rank.shared());
  exchange.meet({0, 0, false});
}

// Rank r moves row 0 by 1 + r, row 40 + r of the outputs (rare, in a slice) by 5, label 1 by 2.
TEST(RowExchange, SeldomMetRowsTakeTheSumOfAllChanges) {
  in_ranks(3, [](Communicator& communicator) {
    Rank rank(50, 2, 0);
    RowExchange exchange(communicator, {});
    meet_first(exchange, rank);
    const unsigned r = communicator.rank();
    rank.vectors.word_input.row(0)[0] += 1 + static_cast<float>(r);
    rank.vectors.word_output.row(40 + r)[3] += 5;
    rank.vectors.label_input.row(1)[kDim - 1] += 2;
    rank.tokens_done = 100 + r;
    exchange.begin(rank.shared());
    const Meeting meeting = exchange.meet({7 + r, rank.tokens_done, r == 1});
    EXPECT_EQ(rank.vectors.word_input.row(0)[0], 6);
    for (const std::size_t row : {40, 41, 42}) EXPECT_EQ(rank.vectors.word_output.row(row)[3], 5);
    EXPECT_EQ(rank.vectors.label_input.row(1)[kDim - 1], 6);
    EXPECT_EQ(rank.vectors.word_input.row(49)[0], 0);
    ASSERT_EQ(meeting.ranks.size(), 3U);
    for (unsigned other = 0; other < 3; ++other) {
      EXPECT_EQ(meeting.ranks[other].next_turn, 7U + other);
      EXPECT_EQ(meeting.ranks[other].tokens_done, 100U + other);
      EXPECT_EQ(meeting.ranks[other].is_done, other == 1);
    }
    EXPECT_FALSE(meeting.all_done());
    EXPECT_EQ(rank.tokens_done_others, 303U - (100 + r));
    EXPECT_GT(exchange.cost().bytes, 3 * kDim * sizeof(float));
  });
}

// Where a row is met very often in each rank, all of them have gone the whole way in the direction
// in which words are long, and none in those that no word has.
TEST(RowExchange, OftenMetRowsTakeTheMeanOfThoseThatMovedThem) {
  in_ranks(3, [](Communicator& communicator) {
    Rank rank(4, 2, 1e6);
    for (std::size_t word = 0; word < 4; ++word) rank.vectors.word_output.row(word)[0] = 1;
    RowExchange exchange(communicator, {});
    meet_first(exchange, rank);
    const unsigned r = communicator.rank();
    rank.vectors.label_input.row(0)[0] += 3 * static_cast<float>(r + 1);
    rank.vectors.label_input.row(0)[1] += 3 * static_cast<float>(r + 1);
    if (r == 2) rank.vectors.label_input.row(1)[0] += 9;
    rank.tokens_done = 1000;
    exchange.begin(rank.shared());
    exchange.meet({0, 1000, true});
    EXPECT_FLOAT_EQ(rank.vectors.label_input.row(0)[0], 6);
    EXPECT_FLOAT_EQ(rank.vectors.label_input.row(0)[1], 18);
    EXPECT_FLOAT_EQ(rank.vectors.label_input.row(1)[0], 9) << "one rank alone is never damped";
  });
}

// Workers change rows all the while; in the end every change has come everywhere, and all have the
// same bytes.
TEST(RowExchange, NothingIsLostWhileWorkersAreAtWork) {
  constexpr int kSteps = 20'000;
  std::vector<Embedding> ends(3);
  in_ranks(3, [&](Communicator& communicator) {
    Rank rank(200, 5, 0);
    RowExchange exchange(communicator, {});
    exchange.begin(rank.shared());
    // Whole numbers, so that sums are exact; labels, since of other rows a step that falls together
    // with one of the exchange may be lost.
    t2v::Random random(communicator.rank());
    WorkerLabelRows labels(rank.label_rows);
    for (int step = 0; step < kSteps; ++step) {
      labels.row(random.below(5))[communicator.rank()] += 1;
      if (step % 10 == 9) labels.merge(1);
      rank.tokens_done = static_cast<std::uint64_t>(step);
    }
    labels.merge(1);
    exchange.meet({0, kSteps, true});
    EXPECT_GE(exchange.rounds(), 2U);
    float sum = 0;
    for (std::size_t row = 0; row < 5; ++row) {
      for (std::size_t at = 0; at < 3; ++at) sum += rank.vectors.label_input.row(row)[at];
    }
    EXPECT_EQ(sum, 3.0F * kSteps);
    ends[communicator.rank()] = std::move(rank.vectors);
  });
  expect_same_words_and_labels(ends[0], ends[1]);
  expect_same_words_and_labels(ends[0], ends[2]);
}

TEST(RowExchange, WhatOneRankAsksForPausesAll) {
  in_ranks(3, [](Communicator& communicator) {
    Rank rank(10, 1, 0);
    RowExchange exchange(communicator, {});
    if (communicator.rank() == 1) rank.reasons = kCheckpointDue;
    exchange.begin(rank.shared());
    while (!rank.pause) std::this_thread::yield();
    const Meeting meeting = exchange.meet({5, 50, false});
    EXPECT_EQ(meeting.reasons, static_cast<unsigned>(kCheckpointDue));
    // The next leg goes on from there.
    rank.reasons = kNoPause;
    rank.pause = false;
    rank.vectors.word_input.row(9)[0] += 1;
    exchange.begin(rank.shared());
    EXPECT_TRUE(exchange.meet({9, 90, true}).all_done());
    EXPECT_EQ(rank.vectors.word_input.row(9)[0], 3);
  });
}

TEST(RowExchange, ARankThatFailsLeavesWithoutTheOthers) {
  EXPECT_THROW(in_ranks(2,
                        [](Communicator& communicator) {
                          Rank rank(10, 1, 0);
                          RowExchange exchange(communicator, {});
                          exchange.begin(rank.shared());
                          if (communicator.rank() == 0) {
                            exchange.abandon();
                            throw std::domain_error("failed");
                          }
                          exchange.meet({0, 0, true});
                        }),
               std::domain_error);
}

}  // namespace
}  // namespace t2v::testing
