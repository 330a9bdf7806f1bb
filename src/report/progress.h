#pragma once

#include <cstddef>
#include <optional>
#include <ostream>
#include <string>

#include "embedding/trainer.h"

namespace t2v {

enum class ProgressStyle {
  kNone,
  kLines,     ///< a plain line at most every ten seconds and one at the end
  kTerminal,  ///< one line, redrawn
};

/// Tells on a stream how training goes: share done, tokens/s, learning rate, loss and time left.
/// Time is what the reports say, so that the same reports give the same text.
class TrainingMeter {
 public:
  /// `columns` is the terminal's width, which the redrawn line keeps within.
  TrainingMeter(std::ostream& out, ProgressStyle style, std::size_t columns = 80);
  /// Finishes.
  ~TrainingMeter();
  TrainingMeter(const TrainingMeter&) = delete;
  TrainingMeter& operator=(const TrainingMeter&) = delete;

  void show(const TrainingProgress& progress);

  /// Shows the last report where that was not done, and ends the line that is redrawn. Also after
  /// training was broken off, so that whatever is written next begins a line.
  void finish();

 private:
  void redraw(const TrainingProgress& progress);

  std::ostream& out_;
  ProgressStyle style_;
  std::size_t columns_;
  double next_line_;                        ///< seconds; when the next plain line is due
  std::optional<TrainingProgress> hidden_;  ///< last report, where it is not shown
  bool line_open_ = false;                  ///< the redrawn line stands there
};

/// " 42%  1.23 M tokens/s  lr 0.0145  loss 2.341, labels 2.512  1m23s left"; at the end "100%  ...
/// 3m10s". Where several processes train, behind the loss "exchanged 1.2 GB in 3% of the time".
std::string progress_line(const TrainingProgress& progress);

}  // namespace t2v
