#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>

#include "embedding/loss.h"
#include "embedding/training_control.h"

namespace t2v {

/// Reports progress at most ten times a second, whichever worker happens to pass by.
class ProgressReporter {
 public:
  /// `callback` may be empty, and must outlive this object.
  ProgressReporter(const ProgressCallback& callback, std::uint64_t tokens_total,
                   std::uint64_t tokens_before);

  void add(const TrainingLoss& loss, std::uint64_t pairs);

  /// What the callback throws comes out.
  void report(std::uint64_t tokens_done, double rate, bool always = false);

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr auto kInterval = std::chrono::milliseconds(100);

  const ProgressCallback& callback_;
  const Clock::time_point start_;
  std::mutex mutex_;
  Clock::time_point last_;
  TrainingProgress progress_;
  TrainingLoss loss_;
};

}  // namespace t2v
