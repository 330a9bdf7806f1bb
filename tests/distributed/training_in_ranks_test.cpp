#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "distributed/row_exchange.h"
#include "distributed/thread_ranks.h"
#include "embedding/random.h"
#include "embedding/same_bytes.h"
#include "embedding/schedule.h"
#include "embedding/small_corpus.h"
#include "embedding/trainer.h"
#include "text/error.h"

namespace t2v::testing {
namespace {

constexpr std::size_t kDim = 20;

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

/// The part of a corpus that a rank has, every other hundred documents or so: words and labels are
/// those of all.
Corpus part_of(const Corpus& whole, unsigned rank, unsigned ranks) {
  constexpr std::size_t kRanges = 3;
  Corpus part;
  part.words = whole.words;
  part.labels.names = whole.labels.names;
  std::vector<std::uint32_t> tokens;
  part.document_offsets.push_back(0);
  for (std::size_t range = rank; range < kRanges * ranks; range += ranks) {
    const std::size_t first = whole.documents() * range / (kRanges * ranks);
    const std::size_t end = whole.documents() * (range + 1) / (kRanges * ranks);
    part.places.push_back({.first = first, .count = end - first});
    for (std::size_t document = first; document < end; ++document) {
      const auto words = whole.document(document);
      tokens.insert(tokens.end(), words.begin(), words.end());
      part.document_offsets.push_back(tokens.size());
      part.labels.of_document.append(whole.labels.of_document[document]);
    }
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
  for (unsigned rank = 1; rank < ranks; ++rank) expect_same_words_and_labels(ends[0], ends[rank]);
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
