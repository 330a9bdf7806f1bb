#pragma once

#include <chrono>
#include <cstdint>
#include <future>

#include "embedding/training_control.h"
#include "embedding/training_state.h"

namespace t2v {

/// Tells when the next checkpoint is due.
class CheckpointClock {
 public:
  using TimePoint = std::chrono::steady_clock::time_point;

  /// Both intervals begin at `tokens_done` and `now`.
  CheckpointClock(const CheckpointInterval& interval, std::uint64_t tokens_total,
                  std::uint64_t tokens_done, TimePoint now);

  bool is_due(std::uint64_t tokens_done, TimePoint now) const;

  /// A checkpoint was made, or left out. By tokens the next is due at the next whole multiple of
  /// the interval, by time an interval from `now`.
  void restart(std::uint64_t tokens_done, TimePoint now);

 private:
  std::chrono::duration<double> seconds_;
  double tokens_;  ///< between two checkpoints; 0: they do not count
  TimePoint next_time_;
  double next_tokens_ = 0;
};

/// Copies the state of training and hands the copy to a sink in a thread of its own. The methods
/// are for one thread at a time; none may be at work on the vectors while they are copied.
class CheckpointWriter {
 public:
  /// Takes the memory of the copy at once, so that it is not lacking hours later.
  /// @param like vectors of the shapes that will be copied
  /// @throws std::bad_alloc
  CheckpointWriter(const CheckpointSink& sink, const Embedding& like);

  /// Whether there is a sink.
  explicit operator bool() const { return static_cast<bool>(sink_); }

  /// Whether the sink is still at work.
  bool is_busy() const;

  /// Returns once `vectors` are copied, in parallel (the caller's TBB arena). Waits first if the
  /// writer is busy.
  /// @param place the state but its vectors; where it has document vectors these are written in
  ///   place of those of `vectors`
  /// @throws as wait()
  void write(const Embedding& vectors, TrainingState place);

  /// Until the sink has returned.
  /// @throws TrainingDiverged where the last copy was not handed over for that, or what the sink
  ///   threw
  void wait();

 private:
  const CheckpointSink& sink_;
  TrainingState copy_;
  std::future<void> writing_;  ///< last, so that it is waited for before the rest goes
};

}  // namespace t2v
