#include "embedding/label_rows.h"

#include <gtest/gtest.h>

#include <thread>

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
    worker.merge();
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
  first.merge();
  EXPECT_FLOAT_EQ(rows.row(0)[0], 8.0F);
  second.merge();  // one other change came since it looked: half of 4
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
  second.merge();
  first.merge();
  EXPECT_FLOAT_EQ(rows.row(0)[0], 1.0F);
  EXPECT_FLOAT_EQ(rows.row(1)[0], 2.0F);
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
  worker.merge();
  EXPECT_FLOAT_EQ(rows.row(0)[0], 7.0F);
  // A worker's change that came between reading and moving stays.
  places.row(0)[0] = 7.0F;
  places.row(1)[0] = 8.0F;
  worker.row(0)[0] += 10.0F;
  worker.merge();
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
      worker.merge();
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back(pull);
  for (std::thread& thread : threads) thread.join();
  EXPECT_NEAR(rows.row(0)[0], 1.0F, 0.02F);
}

}  // namespace
}  // namespace t2v
