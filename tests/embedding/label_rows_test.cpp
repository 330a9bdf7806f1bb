#include "embedding/label_rows.h"

#include <gtest/gtest.h>

#include <cmath>
#include <thread>
#include <vector>

#include "embedding/label_averaging.h"

namespace t2v {
namespace {

TEST(LabelRows, AloneAWorkersChangeCountsWhole) {
  Matrix rows(2, 3);
  rows.row(1)[0] = 0.1F;
  SharedRows shared(rows);
  WorkerLabelRows worker(shared);
  for (int round = 0; round < 3; ++round) {
    float* const row = worker.row(1);
    EXPECT_EQ(worker.row(1), row);
    row[0] += 1.0F;
    worker.merge(1);
  }
  EXPECT_FLOAT_EQ(rows.row(1)[0], 3.1F);
  EXPECT_EQ(rows.row(0)[0], 0.0F);
}

TEST(LabelRows, ChangesMadeAtTheSameTimeAreAveraged) {
  Matrix rows(1, 1);
  SharedRows shared(rows);
  WorkerLabelRows first(shared);
  WorkerLabelRows second(shared);
  first.row(0)[0] += 8.0F;
  second.row(0)[0] += 4.0F;
  first.merge(1);
  EXPECT_FLOAT_EQ(rows.row(0)[0], 8.0F);
  second.merge(1);  // one other change came since it looked: half of 4
  EXPECT_FLOAT_EQ(rows.row(0)[0], 10.0F);
  EXPECT_FLOAT_EQ(second.row(0)[0], 10.0F) << "copies are fetched anew after a merge";
}

TEST(LabelRows, ChangesToDifferentLabelsDoNotShareTheirWeight) {
  Matrix rows(2, 1);
  SharedRows shared(rows);
  WorkerLabelRows first(shared);
  WorkerLabelRows second(shared);
  first.row(0)[0] += 1.0F;
  second.row(1)[0] += 2.0F;
  second.merge(1);
  first.merge(1);
  EXPECT_FLOAT_EQ(rows.row(0)[0], 1.0F);
  EXPECT_FLOAT_EQ(rows.row(1)[0], 2.0F);
}

// As if there were more workers with such a change: those that went all the way are averaged, those
// that went half of it (x = log 2, see relaxation_test.cpp) are three quarters of the sum of two.
TEST(LabelRows, AChangeThatWentAllTheWayCountsAPart) {
  Matrix rows(3, 1);
  SharedRows shared(rows);
  WorkerLabelRows worker(shared);
  const auto change = [&](std::uint32_t label, double relaxed, unsigned averaged) {
    worker.row(label)[0] += 8.0F;
    worker.add_steps(label, static_cast<float>(0.25 * relaxed / kLabelRelaxation));
    worker.add_steps(label, static_cast<float>(0.75 * relaxed / kLabelRelaxation));
    worker.merge(averaged);
    return rows.row(label)[0];
  };
  EXPECT_FLOAT_EQ(change(0, 100, 4), 2.0F);
  EXPECT_FLOAT_EQ(change(0, 100, 16), 2.5F);
  EXPECT_FLOAT_EQ(change(1, std::log(2.0), 2), 6.0F);
  EXPECT_FLOAT_EQ(change(2, 0, 16), 8.0F) << "steps of an earlier merge do not count";
}

TEST(LabelRows, MoreMergesAreAveragedTheLongerTrainingIs) {
  EXPECT_EQ(averaged_merges(0), 1U);
  EXPECT_EQ(averaged_merges(24 * kMergeInterval - 1), 2U);
  EXPECT_EQ(averaged_merges(24 * kMergeInterval), 3U);
  EXPECT_EQ(averaged_merges(1'000'000'000'000), kMostAveragedMerges);
}

// What other processes changed comes on top of what a worker here is about to bring.
TEST(LabelRows, ARowThatIsMovedMeanwhileTakesBoth) {
  Matrix rows(1, 1);
  SharedRows shared(rows);
  WorkerLabelRows worker(shared);
  worker.row(0)[0] += 2.0F;
  Matrix places(2, 1);  // from 0 to 5
  places.row(1)[0] = 5.0F;
  shared.move(0, places.row(0), places.row(1));
  worker.merge(1);
  EXPECT_FLOAT_EQ(rows.row(0)[0], 7.0F);
  // A worker's change that came between reading and moving stays.
  places.row(0)[0] = 7.0F;
  places.row(1)[0] = 8.0F;
  worker.row(0)[0] += 10.0F;
  worker.merge(1);
  shared.move(0, places.row(0), places.row(1));
  EXPECT_FLOAT_EQ(rows.row(0)[0], 18.0F);
}

// Two workers pull one row towards 1 by a tenth of the way at each step, many steps between merges:
// each change is nearly the whole way, so adding them up would overshoot for ever.
TEST(LabelRows, ManyWorkersOnOneRowSettleAtTheOptimum) {
  Matrix rows(1, 1);
  SharedRows shared(rows);
  const auto pull = [&] {
    WorkerLabelRows worker(shared);
    for (int merge = 0; merge < 200; ++merge) {
      for (int i = 0; i < 50; ++i) {
        float* const row = worker.row(0);
        row[0] += 0.1F * (1.0F - row[0]);
      }
      worker.merge(1);
    }
  };
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int i = 0; i < 4; ++i) threads.emplace_back(pull);
  for (std::thread& thread : threads) thread.join();
  EXPECT_NEAR(rows.row(0)[0], 1.0F, 0.02F);
}

}  // namespace
}  // namespace t2v
