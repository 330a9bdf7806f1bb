#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <stdexcept>
#include <vector>

#include "embedding/divergence.h"
#include "embedding/schedule.h"
#include "embedding/trainer.h"
#include "same_bytes.h"
#include "small_corpus.h"
#include "text/error.h"

namespace t2v {
namespace {

constexpr std::uint64_t kNever = ~std::uint64_t{0};

void expect_same_bytes(const Embedding& a, const Embedding& b) {
  expect_same_words_and_labels(a, b);
  expect_same_bytes(a.document_input, b.document_input);
}

/// Trains, from `start` on, until `turns` more turns are done.
TrainingState stopped_after(const Corpus& corpus, const TrainingOptions& options,
                            std::uint64_t turns, std::optional<TrainingState> start = {}) {
  std::optional<TrainingState> stopped;
  std::atomic<std::uint64_t> asked{0};
  TrainingControl control;
  control.start = std::move(start);
  control.stop_asked = [&] { return ++asked >= turns; };
  control.checkpoint = [&](TrainingState& state) { stopped = state; };
  EXPECT_THROW(train(corpus, options, std::move(control)), TrainingStopped);
  return std::move(stopped.value());
}

Embedding resumed(const Corpus& corpus, const TrainingOptions& options, TrainingState start) {
  TrainingControl control;
  control.start = std::move(start);
  return train(corpus, options, std::move(control));
}

TrainingOptions small_options() {
  TrainingOptions options;
  options.dim = 20;
  options.epochs = 3;
  options.threads = 1;
  options.subsample = 0.01;
  options.seed = 42;
  return options;
}

/// Of 36,000 tokens in blocks of 256 or somewhat more.
Corpus corpus_of_blocks() {
  return random_corpus(300, 3'000, 12, 3, 9, {{"w0", "label1"}, {"w1", "lexicon"}});
}

TEST(ResumedTraining, OneThreadGivesTheBytesOfAnUninterruptedRun) {
  const Corpus corpus = corpus_of_blocks();
  const std::uint64_t blocks = Schedule(corpus).blocks();
  ASSERT_GT(blocks, 100U);
  for (const Objective objective : {Objective::kIndependent, Objective::kJoint}) {
    TrainingOptions options = small_options();
    options.objective = objective;
    options.documents = objective == Objective::kJoint;
    const Embedding whole = train(corpus, options);
    // The first, the last of an epoch, the first of one, the last but one.
    for (const std::uint64_t turns :
         {std::uint64_t{1}, std::uint64_t{77}, blocks, blocks + 1, 3 * blocks - 1}) {
      TrainingState state = stopped_after(corpus, options, turns);
      EXPECT_EQ(state.next_turn, turns);
      expect_same_bytes(resumed(corpus, options, std::move(state)), whole);
    }
  }
}

TEST(ResumedTraining, ManyInterruptionsChangeNothing) {
  Corpus corpus = corpus_of_blocks();
  const TrainingOptions options = small_options();
  const Embedding whole = train(corpus, options);
  corpus.tokens = corpus.tokens.to_file(::testing::TempDir());
  std::optional<TrainingState> state;
  for (const std::uint64_t turns : {3, 50, 1, 120, 20}) {
    state = stopped_after(corpus, options, turns, std::move(state));
  }
  EXPECT_EQ(state->next_turn, 3U + 50 + 1 + 120 + 20);
  expect_same_bytes(resumed(corpus, options, std::move(state.value())), whole);
}

TEST(ResumedTraining, CheckpointsAreStatesBetweenTurns) {
  const Corpus corpus = corpus_of_blocks();
  const TrainingOptions options = small_options();
  const Schedule schedule(corpus);
  std::vector<TrainingState> states;
  TrainingControl control;
  control.checkpoint = [&](TrainingState& state) { states.push_back(state); };
  control.checkpoint_interval.share = 0.2;
  const Embedding whole = train(corpus, options, std::move(control));
  expect_same_bytes(whole, train(corpus, options));
  // One may be left out while the one before is at work; none is made at the end.
  ASSERT_GE(states.size(), 1U);
  EXPECT_LE(states.size(), 4U);
  for (TrainingState& state : states) {
    EXPECT_EQ(state.tokens_done, schedule.tokens_before(options.seed, state.next_turn));
    expect_same_bytes(resumed(corpus, options, std::move(state)), whole);
  }
}

TEST(ResumedTraining, EveryTokenIsTrainedOnceWithAnyNumberOfThreads) {
  const Corpus corpus = corpus_of_blocks();
  TrainingOptions options = small_options();
  options.threads = 3;
  const std::uint64_t total = corpus.tokens.size() * options.epochs;
  TrainingState state = stopped_after(corpus, options, 100);
  EXPECT_GE(state.next_turn, 100U);
  EXPECT_LE(state.next_turn, 102U) << "blocks that had begun";
  EXPECT_EQ(state.tokens_done, Schedule(corpus).tokens_before(options.seed, state.next_turn));

  const std::uint64_t before = state.tokens_done;
  TrainingProgress last;
  TrainingControl control;
  control.start = std::move(state);
  control.progress = [&](const TrainingProgress& progress) { last = progress; };
  train(corpus, options, std::move(control));
  EXPECT_EQ(last.tokens_done, total);
  EXPECT_EQ(last.tokens_total, total);
  EXPECT_EQ(last.tokens_before, before);
}

TEST(ResumedTraining, TellsHowFarItCame) {
  const Corpus corpus = corpus_of_blocks();
  TrainingControl control;
  control.stop_asked = [] { return true; };
  try {
    train(corpus, small_options(), std::move(control));
    FAIL() << "was not stopped";
  } catch (const TrainingStopped& stopped) {
    EXPECT_GT(stopped.share_done(), 0.0);
    EXPECT_LT(stopped.share_done(), 0.01);
  }
}

TEST(ResumedTraining, AStopAtTheLastTurnComesTooLate) {
  const Corpus corpus = corpus_of_blocks();
  const TrainingOptions options = small_options();
  const std::uint64_t turns = Schedule(corpus).blocks() * options.epochs;
  std::uint64_t asked = 0;
  TrainingControl control;
  control.stop_asked = [&] { return ++asked >= turns; };
  expect_same_bytes(train(corpus, options, std::move(control)), train(corpus, options));
  EXPECT_EQ(asked, turns);
}

TEST(ResumedTraining, WhatTheSinkThrowsEndsTheTraining) {
  const Corpus corpus = corpus_of_blocks();
  TrainingOptions options = small_options();
  options.epochs = 100'000;
  TrainingControl control;
  control.checkpoint = [](TrainingState&) { throw std::domain_error("no"); };
  control.checkpoint_interval.share = 1e-4;
  EXPECT_THROW(train(corpus, options, std::move(control)), std::domain_error);
}

TEST(ResumedTraining, RefusesAStateOfAnotherTraining) {
  const Corpus corpus = corpus_of_blocks();
  const TrainingOptions options = small_options();
  const TrainingState state = stopped_after(corpus, options, 10);
  const auto message = [&](const TrainingOptions& other, TrainingState start) {
    try {
      resumed(corpus, other, std::move(start));
      return std::string();
    } catch (const Error& error) {
      return std::string(error.what());
    }
  };
  const std::string words = std::to_string(corpus.words.size());
  TrainingOptions other = options;
  other.dim = 21;
  EXPECT_EQ(message(other, state), "the training to continue has " + words +
                                       " word vectors of 20 numbers, expected " + words + " of 21");
  other = options;
  other.documents = true;
  EXPECT_EQ(message(other, state),
            "the training to continue has 0 document vectors of 0 numbers, expected 3000 of 20");
  TrainingState moved = state;
  moved.tokens_done += 1;
  const std::string tokens = std::to_string(state.tokens_done);
  EXPECT_EQ(message(options, moved), "the training to continue is at turn 10 after " +
                                         std::to_string(moved.tokens_done) + " tokens, expected " +
                                         tokens + " tokens there");
  const std::uint64_t turns = Schedule(corpus).blocks() * options.epochs;
  moved.next_turn = kNever;
  EXPECT_EQ(message(options, moved), "the training to continue is at turn " +
                                         std::to_string(kNever) + ", expected " +
                                         std::to_string(turns) + " at most");
}

TEST(Divergence, EndsTheTrainingSoon) {
  const Corpus corpus = corpus_of_blocks();
  TrainingOptions options = small_options();
  options.epochs = 100'000;  // hours
  TrainingState state = stopped_after(corpus, options, 2);
  state.vectors.word_output.row(0)[0] = 1e30F;
  EXPECT_THROW(resumed(corpus, options, std::move(state)), TrainingDiverged);
}

}  // namespace
}  // namespace t2v
