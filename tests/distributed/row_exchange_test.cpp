#include "distributed/row_exchange.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

#include "distributed/thread_ranks.h"
#include "embedding/label_rows.h"
#include "embedding/random.h"
#include "embedding/same_bytes.h"
#include "embedding/schedule.h"
#include "embedding/small_corpus.h"
#include "embedding/trainer.h"
#include "text/error.h"

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

void expect_same_bytes(const Embedding& a, const Embedding& b) {
  expect_same_bytes(a.word_input, b.word_input);
  expect_same_bytes(a.word_output, b.word_output);
  expect_same_bytes(a.label_input, b.label_input);
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
  expect_same_bytes(ends[0], ends[1]);
  expect_same_bytes(ends[0], ends[2]);
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

TEST(RowExchange, RowsOfDocumentsAreGatheredInOrder) {
  in_ranks(3, [](Communicator& communicator) {
    const unsigned r = communicator.rank();
    Matrix own(r == 1 ? 0 : 2 + r, kDim);
    for (std::size_t row = 0; row < own.rows(); ++row) {
      own.row(row)[0] = static_cast<float>(row + std::size_t{10} * r);
    }
    RowExchange exchange(communicator, {});
    const Matrix all = exchange.gather(own);
    if (r > 0) return;
    ASSERT_EQ(all.rows(), 6U);
    const std::vector<float> expected = {0, 1, 20, 21, 22, 23};
    for (std::size_t row = 0; row < 6; ++row) EXPECT_EQ(all.row(row)[0], expected[row]);
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

/// Documents of two topics, by their labels.
std::vector<SmallDocument> topics(std::size_t documents, std::uint64_t seed) {
  t2v::Random random(seed);
  std::vector<SmallDocument> all;
  for (std::size_t d = 0; d < documents; ++d) {
    SmallDocument document;
    const std::string topic = d % 2 == 0 ? "a" : "b";
    for (int i = 0; i < 12; ++i) {
      document.tokens += (random.below(3) == 0 ? "common" : topic) +
                         std::to_string(random.below(1 + random.below(12))) + " ";
    }
    document.labels = topic == "a" ? "first" : "second";
    all.push_back(document);
  }
  return all;
}

TrainingOptions small_options() {
  TrainingOptions options;
  options.dim = kDim;
  options.epochs = 4;
  options.threads = 1;
  options.subsample = 0;
  options.learning_rate = 0.05;
  options.objective = Objective::kIndependent;
  return options;
}

/// The part of a corpus that a rank has: words and labels are those of all.
Corpus part_of(const Corpus& whole, unsigned rank, unsigned ranks) {
  const std::size_t first = whole.documents() * rank / ranks;
  const std::size_t end = whole.documents() * (rank + 1) / ranks;
  Corpus part;
  part.words = whole.words;
  part.labels.names = whole.labels.names;
  std::vector<std::uint32_t> tokens;
  part.document_offsets.push_back(0);
  for (std::size_t document = first; document < end; ++document) {
    const auto words = whole.document(document);
    tokens.insert(tokens.end(), words.begin(), words.end());
    part.document_offsets.push_back(tokens.size());
    part.labels.of_document.append(whole.labels.of_document[document]);
  }
  part.tokens = TokenStore(tokens);
  return part;
}

/// What rank 0 ends with.
Embedding trained_in_ranks(const Corpus& corpus, const TrainingOptions& options, unsigned ranks,
                           const std::function<void(TrainingControl&, unsigned rank)>& prepare = {},
                           const ExchangeOptions& exchange_options = {}) {
  std::vector<Embedding> ends(ranks);
  in_ranks(ranks, [&](Communicator& communicator) {
    const unsigned rank = communicator.rank();
    const Corpus part = part_of(corpus, rank, ranks);
    RowExchange exchange(communicator, exchange_options);
    TrainingControl control;
    control.peers = &exchange;
    if (prepare) prepare(control, rank);
    ends[rank] = train(part, options, std::move(control));
  });
  for (unsigned rank = 1; rank < ranks; ++rank) expect_same_bytes(ends[0], ends[rank]);
  return std::move(ends[0]);
}

double cosine(std::span<const float> a, std::span<const float> b) {
  double products = 0;
  double squares_a = 0;
  double squares_b = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    products += static_cast<double>(a[i]) * static_cast<double>(b[i]);
    squares_a += static_cast<double>(a[i]) * static_cast<double>(a[i]);
    squares_b += static_cast<double>(b[i]) * static_cast<double>(b[i]);
  }
  return products / std::sqrt(squares_a * squares_b);
}

/// How much closer words are to those of their own topic than to those of the other.
double topics_apart(const Corpus& corpus, const Embedding& vectors) {
  const auto vector = [&](const char* word) {
    return vectors.word_input.vector(corpus.words.id(word).value());
  };
  return cosine(vector("a0"), vector("a1")) + cosine(vector("b0"), vector("b1")) -
         cosine(vector("a0"), vector("b1")) - cosine(vector("b0"), vector("a1"));
}

// Nearly: how often a busy machine lets them exchange is not known.
TEST(TrainingInRanks, LearnsWhatOneProcessLearns) {
  const Corpus corpus = small_corpus(topics(1500, 1));
  TrainingOptions options = small_options();
  options.epochs = 10;
  const double alone = topics_apart(corpus, train(corpus, options));
  ASSERT_GT(alone, 0.8);
  for (const unsigned ranks : {2U, 4U}) {
    for (const std::uint64_t tokens : {std::uint64_t{0}, std::uint64_t{500}}) {
      const Embedding together = trained_in_ranks(corpus, options, ranks, {}, {.tokens = tokens});
      EXPECT_GT(topics_apart(corpus, together), 0.5 * alone) << ranks << " ranks, " << tokens;
    }
  }
}

// A rank may have no document at all, where documents are fewer or much longer than most.
TEST(TrainingInRanks, ARankWithoutDocumentsGoesAlong) {
  const Corpus corpus = small_corpus(topics(2, 1));
  const Embedding together = trained_in_ranks(corpus, small_options(), 4);
  EXPECT_EQ(together.word_input.rows(), corpus.words.size());
}

TEST(TrainingInRanks, DocumentVectorsComeTogetherInOrder) {
  const Corpus corpus = small_corpus(topics(600, 3));
  TrainingOptions options = small_options();
  options.documents = true;
  options.epochs = 10;
  const Embedding together = trained_in_ranks(corpus, options, 3);
  ASSERT_EQ(together.document_input.rows(), 600U);
  double apart = 0;
  for (std::size_t d = 0; d + 3 < 600; d += 3) {
    apart += cosine(together.document_input.vector(d), together.document_input.vector(d + 2)) -
             cosine(together.document_input.vector(d), together.document_input.vector(d + 1));
  }
  EXPECT_GT(apart / 200, 0.3);
}

/// Trains in ranks until `share` of the training is done. @returns the checkpoint that rank 0 got
TrainingState stopped_in_ranks(const Corpus& corpus, const TrainingOptions& options, unsigned ranks,
                               double share) {
  std::optional<TrainingState> kept;
  in_ranks(ranks, [&](Communicator& communicator) {
    const unsigned rank = communicator.rank();
    const Corpus part = part_of(corpus, rank, ranks);
    RowExchange exchange(communicator, {.tokens = 100});
    std::atomic<double> done{0};
    TrainingControl control;
    control.peers = &exchange;
    control.progress = [&](const TrainingProgress& progress) {
      EXPECT_TRUE(progress.exchange.has_value());
      done = static_cast<double>(progress.tokens_done) / static_cast<double>(progress.tokens_total);
    };
    control.stop_asked = [&] { return rank == 1 && done >= share; };
    if (rank == 0) control.checkpoint = [&](TrainingState& state) { kept = state; };
    EXPECT_THROW(train(part, options, std::move(control)), TrainingStopped);
  });
  return std::move(kept.value());
}

TrainingOptions long_options() {
  TrainingOptions options = small_options();
  options.epochs = 1000;
  options.documents = true;
  return options;
}

TEST(TrainingInRanks, ARunThatIsStoppedGoesOnWithAnyNumberOfRanks) {
  const Corpus corpus = small_corpus(topics(600, 5));
  TrainingOptions options = long_options();
  const TrainingState kept = stopped_in_ranks(corpus, options, 3, 0.01);
  ASSERT_EQ(kept.turns_of_ranks.size(), 3U);
  EXPECT_EQ(kept.vectors.document_input.rows(), 600U);
  std::uint64_t tokens = 0;
  for (unsigned rank = 0; rank < 3; ++rank) {
    // Of other ranks the order of blocks is another, but after whole epochs no matter; so compare
    // within an epoch.
    const Corpus part = part_of(corpus, rank, 3);
    const Schedule schedule(part);
    const std::uint64_t epochs = kept.turns_of_ranks[rank] / schedule.blocks();
    tokens += epochs * part.tokens.size();
  }
  EXPECT_LE(tokens, kept.tokens_done);
  EXPECT_LE(kept.tokens_done, tokens + corpus.tokens.size());

  for (const unsigned ranks : {1U, 2U, 3U}) {
    std::atomic<std::uint64_t> first{0};
    const auto prepare = [&](TrainingControl& control, unsigned rank) {
      control.start = kept;
      if (rank > 0) return;
      control.progress = [&](const TrainingProgress& progress) {
        first = progress.tokens_before;
        throw std::domain_error("seen enough");
      };
    };
    EXPECT_THROW(trained_in_ranks(corpus, options, ranks, prepare), std::domain_error);
    // With as many ranks all go on exactly there, else within a block or two of each.
    const double slack = ranks == 3 ? 0 : 600.0 * ranks;
    EXPECT_NEAR(static_cast<double>(first), static_cast<double>(kept.tokens_done), slack) << ranks;
  }
  // A process alone goes on from it as well.
  TrainingControl control;
  control.start = kept;
  control.stop_asked = [] { return true; };
  std::optional<TrainingState> alone;
  control.checkpoint = [&](TrainingState& state) { alone = state; };
  EXPECT_THROW(train(corpus, options, std::move(control)), TrainingStopped);
  EXPECT_NEAR(static_cast<double>(alone->tokens_done), static_cast<double>(kept.tokens_done), 1000);
  EXPECT_TRUE(alone->turns_of_ranks.empty());
}

TEST(TrainingInRanks, CheckpointsOnTheWayHoldTheWorkOfAll) {
  const Corpus corpus = small_corpus(topics(1500, 1));
  TrainingOptions options = small_options();
  options.epochs = 10;
  std::vector<TrainingState> kept;
  const auto prepare = [&](TrainingControl& control, unsigned rank) {
    if (rank > 0) return;
    control.checkpoint = [&](TrainingState& state) { kept.push_back(state); };
    control.checkpoint_interval.share = 0.2;
  };
  const Embedding end = trained_in_ranks(corpus, options, 2, prepare);
  ASSERT_GE(kept.size(), 1U);
  EXPECT_LE(kept.size(), 5U);
  std::uint64_t before = 0;
  for (const TrainingState& state : kept) {
    EXPECT_GT(state.tokens_done, before);
    before = state.tokens_done;
    EXPECT_EQ(state.turns_of_ranks.size(), 2U);
  }
  EXPECT_LE(before, corpus.tokens.size() * options.epochs);
  EXPECT_GT(topics_apart(corpus, kept.back().vectors), 0.5 * topics_apart(corpus, end));
}

TEST(TrainingInRanks, AStateBeyondTheCorpusIsRefused) {
  const Corpus corpus = small_corpus(topics(100, 5));
  const TrainingOptions options = small_options();
  TrainingState state{.vectors = train(corpus, options)};
  state.tokens_done = corpus.tokens.size() * options.epochs + 1;
  state.turns_of_ranks = {1, 2};
  TrainingControl control;
  control.start = state;
  EXPECT_THROW(train(corpus, options, std::move(control)), Error);
}

}  // namespace
}  // namespace t2v::testing
