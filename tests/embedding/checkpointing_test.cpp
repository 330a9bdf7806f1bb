#include "embedding/checkpointing.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <stdexcept>
#include <utility>
#include <vector>

#include "embedding/divergence.h"

namespace t2v {
namespace {

using TimePoint = CheckpointClock::TimePoint;
using std::chrono::milliseconds;

constexpr TimePoint kStart{};

TEST(CheckpointClock, TimeIsCountedFromTheLastCheckpoint) {
  CheckpointClock clock({.seconds = 30}, 1000, 0, kStart);
  EXPECT_FALSE(clock.is_due(999, kStart + milliseconds(29'999)));
  EXPECT_TRUE(clock.is_due(0, kStart + milliseconds(30'000)));
  clock.restart(10, kStart + milliseconds(45'000));
  EXPECT_FALSE(clock.is_due(10, kStart + milliseconds(74'999)));
  EXPECT_TRUE(clock.is_due(10, kStart + milliseconds(75'000)));
}

TEST(CheckpointClock, TokensAreCountedInWholeSteps) {
  const TimePoint never_mind = kStart + std::chrono::hours(1000);
  CheckpointClock clock({.share = 0.25}, 1000, 0, kStart);
  EXPECT_FALSE(clock.is_due(249, never_mind));
  EXPECT_TRUE(clock.is_due(250, never_mind));
  clock.restart(320, kStart);  // the block that was under way was finished first
  EXPECT_FALSE(clock.is_due(499, never_mind));
  EXPECT_TRUE(clock.is_due(500, never_mind));
  clock.restart(760, kStart);  // one was left out
  EXPECT_FALSE(clock.is_due(999, never_mind));
}

TEST(CheckpointClock, AResumedRunKeepsTheSteps) {
  const CheckpointClock clock({.share = 0.25}, 1000, 620, kStart);
  EXPECT_FALSE(clock.is_due(749, kStart));
  EXPECT_TRUE(clock.is_due(750, kStart));
}

TEST(CheckpointClock, WithoutIntervalNothingIsDue) {
  const CheckpointClock clock({}, 1000, 0, kStart);
  EXPECT_FALSE(clock.is_due(1000, kStart + std::chrono::hours(1000)));
}

Embedding embedding_of(float value) {
  Embedding embedding{Matrix(3, 5), Matrix(3, 5), Matrix(2, 5)};
  embedding.word_input.row(2)[4] = value;
  return embedding;
}

TEST(CheckpointWriter, HandsOverACopy) {
  Embedding embedding = embedding_of(1);
  TrainingState seen;
  std::promise<void> changed;
  const CheckpointSink sink = [&](TrainingState& state) {
    changed.get_future().wait();
    seen = state;
  };
  CheckpointWriter writer(sink, embedding);
  EXPECT_FALSE(writer.is_busy());
  writer.write(embedding, {{}, 7, 70});
  EXPECT_TRUE(writer.is_busy());
  embedding.word_input.row(2)[4] = 2;
  changed.set_value();
  writer.wait();
  EXPECT_FALSE(writer.is_busy());
  EXPECT_EQ(seen.next_turn, 7U);
  EXPECT_EQ(seen.tokens_done, 70U);
  EXPECT_EQ(seen.vectors.word_input.row(2)[4], 1.0F);
  EXPECT_EQ(seen.vectors.label_input.rows(), 2U);
}

// Where several processes train, the vectors of their documents come together elsewhere.
TEST(CheckpointWriter, DocumentsMayComeFromElsewhere) {
  const Embedding embedding = embedding_of(1);
  TrainingState seen;
  const CheckpointSink sink = [&](TrainingState& state) { seen = state; };
  CheckpointWriter writer(sink, embedding);
  TrainingState place{.vectors = {}, .next_turn = 7, .tokens_done = 70, .turns_of_ranks = {7, 9}};
  place.vectors.document_input = Matrix(11, 5);
  place.vectors.document_input.row(10)[4] = 6.0F;
  writer.write(embedding, std::move(place));
  writer.wait();
  ASSERT_EQ(seen.vectors.document_input.rows(), 11U);
  EXPECT_EQ(seen.vectors.document_input.row(10)[4], 6.0F);
  EXPECT_EQ(seen.vectors.word_input.row(2)[4], 1.0F);
  EXPECT_EQ(seen.turns_of_ranks, (std::vector<std::uint64_t>{7, 9}));
}

TEST(CheckpointWriter, TheSinkMayBorrowTheVectors) {
  const Embedding embedding = embedding_of(3);
  Embedding taken;
  const CheckpointSink sink = [&](TrainingState& state) {
    std::swap(taken, state.vectors);
    EXPECT_EQ(taken.word_input.row(2)[4], 3.0F);
    std::swap(taken, state.vectors);
  };
  CheckpointWriter writer(sink, embedding);
  writer.write(embedding, {{}, 1, 1});
  writer.write(embedding, {{}, 2, 2});
  writer.wait();
  EXPECT_EQ(taken.word_input.rows(), 0U);
}

TEST(CheckpointWriter, WhatTheSinkThrowsComesOutLater) {
  const Embedding embedding = embedding_of(1);
  const CheckpointSink sink = [](TrainingState&) { throw std::domain_error("no"); };
  CheckpointWriter writer(sink, embedding);
  writer.write(embedding, {{}, 1, 1});
  EXPECT_THROW(writer.write(embedding, {{}, 2, 2}), std::domain_error);
  writer.write(embedding, {{}, 3, 3});
  EXPECT_THROW(writer.wait(), std::domain_error);
  writer.wait();  // nothing is under way
}

TEST(CheckpointWriter, VectorsOfADivergedTrainingAreNotHandedOver) {
  for (const float value : {std::numeric_limits<float>::quiet_NaN(),
                            -std::numeric_limits<float>::infinity(), 2 * kLongestVector}) {
    bool called = false;
    const CheckpointSink sink = [&](TrainingState&) { called = true; };
    const Embedding embedding = embedding_of(value);
    CheckpointWriter writer(sink, embedding);
    writer.write(embedding, {{}, 1, 1});
    EXPECT_THROW(writer.wait(), TrainingDiverged) << value;
    EXPECT_FALSE(called) << value;
  }
}

TEST(Divergence, LooksAtAllVectors) {
  Embedding embedding{Matrix(2000, 3), Matrix(2000, 3), Matrix(2, 3), Matrix(5, 3)};
  embedding.word_input.row(0)[0] = kLongestVector;
  EXPECT_NO_THROW(require_converging(embedding));
  for (Matrix* matrix : {&embedding.word_input, &embedding.word_output, &embedding.label_input,
                         &embedding.document_input}) {
    float& last = matrix->row(matrix->rows() - 1)[2];
    last = std::numeric_limits<float>::quiet_NaN();
    EXPECT_THROW(require_converging(embedding), TrainingDiverged);
    last = kLongestVector * 1.01F;
    EXPECT_THROW(require_converging(embedding), TrainingDiverged);
    last = 0;
  }
}

}  // namespace
}  // namespace t2v
