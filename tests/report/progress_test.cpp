#include "report/progress.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "report/display_width.h"

namespace t2v {
namespace {

/// Of 1,000,000 tokens at 10,000 a second.
TrainingProgress progress_at(double seconds) {
  TrainingProgress progress;
  progress.tokens_total = 1'000'000;
  progress.tokens_done = static_cast<std::uint64_t>(10'000 * seconds);
  progress.seconds = seconds;
  progress.learning_rate = 0.025 * (1 - seconds / 100);
  progress.word_loss = 2.3456;
  return progress;
}

TEST(ProgressLine, TellsShareSpeedRateLossAndTimeLeft) {
  EXPECT_EQ(progress_line(progress_at(17)),
            " 17%  10.0 k tokens/s  lr 0.0208  loss 2.346  1m23s left");
}

TEST(ProgressLine, TellsTheLossOfLabelsApart) {
  TrainingProgress progress = progress_at(100);
  progress.label_loss = 2.5;
  EXPECT_EQ(progress_line(progress),
            "100%  10.0 k tokens/s  lr 0.0000  loss 2.346, labels 2.500  1m40s");
}

TEST(ProgressLine, TellsTheLossOfDocumentsApart) {
  TrainingProgress progress = progress_at(100);
  progress.document_loss = 1.25;
  EXPECT_EQ(progress_line(progress),
            "100%  10.0 k tokens/s  lr 0.0000  loss 2.346, documents 1.250  1m40s");
}

TEST(ProgressLine, TellsWhatExchangingWithOthersCosts) {
  TrainingProgress progress = progress_at(17);
  progress.exchange = {.bytes = 1'230'000'000, .share = 0.034};
  EXPECT_EQ(progress_line(progress),
            " 17%  10.0 k tokens/s  lr 0.0208  loss 2.346  exchanged 1.23 GB in 3% of the time  "
            "1m23s left");
}

TEST(ProgressLine, TellsTheWholeTimeAtTheEnd) {
  EXPECT_EQ(progress_line(progress_at(100)), "100%  10.0 k tokens/s  lr 0.0000  loss 2.346  1m40s");
}

TEST(ProgressLine, RoundsTheShareDown) {
  TrainingProgress progress = progress_at(100);
  progress.tokens_done = 999'999;
  EXPECT_EQ(progress_line(progress).substr(0, 5), " 99% ");
}

TEST(ProgressLine, AResumedRunHasItsOwnSpeed) {
  // Half was done before; this run did a tenth in ten seconds.
  TrainingProgress progress = progress_at(10);
  progress.tokens_before = 500'000;
  progress.tokens_done = 600'000;
  EXPECT_EQ(progress_line(progress), " 60%  10.0 k tokens/s  lr 0.0225  loss 2.346  40s left");
}

TEST(ProgressLine, KnowsNoSpeedAtTheBeginning) {
  EXPECT_EQ(progress_line(progress_at(0)), "  0%  0 tokens/s  lr 0.0250  loss 2.346  ");
}

TEST(ProgressLine, StandsTotalsThatAreWrong) {
  TrainingProgress progress = progress_at(100);
  progress.tokens_total = 900'000;
  EXPECT_EQ(progress_line(progress).substr(0, 5), "100% ");
  progress.tokens_total = 0;
  EXPECT_EQ(progress_line(progress).substr(0, 5), "100% ");
}

TEST(TrainingMeter, WritesALineEveryTenSecondsAndOneAtTheEnd) {
  std::ostringstream out;
  TrainingMeter meter(out, ProgressStyle::kLines);
  for (const double seconds : {0.1, 9.9, 10.0, 15.0, 19.9, 21.0, 30.0, 31.5, 32.0}) {
    meter.show(progress_at(seconds));
  }
  meter.finish();
  meter.finish();
  EXPECT_EQ(out.str(),
            " 10%  10.0 k tokens/s  lr 0.0225  loss 2.346  1m30s left\n"
            " 21%  10.0 k tokens/s  lr 0.0198  loss 2.346  1m19s left\n"
            " 31%  10.0 k tokens/s  lr 0.0171  loss 2.346  1m09s left\n"
            " 32%  10.0 k tokens/s  lr 0.0170  loss 2.346  1m08s left\n");
}

TEST(TrainingMeter, WritesNoLineTwice) {
  std::ostringstream out;
  {
    TrainingMeter meter(out, ProgressStyle::kLines);
    meter.show(progress_at(100));
  }
  EXPECT_EQ(out.str(), "100%  10.0 k tokens/s  lr 0.0000  loss 2.346  1m40s\n");
}

TEST(TrainingMeter, RedrawsOneLineOnATerminal) {
  std::ostringstream out;
  {
    TrainingMeter meter(out, ProgressStyle::kTerminal, 72);
    meter.show(progress_at(20));
    meter.show(progress_at(100));
  }
  // 72 columns leave 13 for the bar, of which a fifth is 2 and 5 eighths; at the end they leave 18.
  EXPECT_EQ(out.str(),
            "\r 20%  ██▋            10.0 k tokens/s  lr 0.0200  loss 2.346  1m20s left\x1b[K"
            "\r100%  ██████████████████  10.0 k tokens/s  lr 0.0000  loss 2.346  1m40s\x1b[K"
            "\n");
}

TEST(TrainingMeter, KeepsWithinTheTerminal) {
  for (std::size_t columns = 0; columns < 200; ++columns) {
    std::ostringstream out;
    TrainingMeter meter(out, ProgressStyle::kTerminal, columns);
    meter.show(progress_at(17));
    const std::string line = out.str();
    const std::size_t text = line.size() - std::string("\r\x1b[K").size();
    EXPECT_LE(display_width(line.substr(1, text)), columns == 0 ? 0 : columns - 1) << columns;
  }
}

TEST(TrainingMeter, LeavesTheBarOutWhereThereIsNoRoom) {
  std::ostringstream out;
  {
    TrainingMeter meter(out, ProgressStyle::kTerminal, 30);
    meter.show(progress_at(17));
  }
  EXPECT_EQ(out.str(), "\r 17%  10.0 k tokens/s  lr 0.0\x1b[K\n");
}

TEST(TrainingMeter, IsSilentWhereAskedTo) {
  std::ostringstream out;
  {
    TrainingMeter meter(out, ProgressStyle::kNone);
    meter.show(progress_at(17));
    meter.show(progress_at(100));
  }
  EXPECT_EQ(out.str(), "");
}

TEST(TrainingMeter, WritesNothingWhenNothingWasReported) {
  std::ostringstream out;
  { TrainingMeter meter(out, ProgressStyle::kTerminal); }
  { TrainingMeter meter(out, ProgressStyle::kLines); }
  EXPECT_EQ(out.str(), "");
}

}  // namespace
}  // namespace t2v
