#pragma once

#include <chrono>
#include <future>

#include "classifier/cnn_optimiser.h"
#include "classifier/cnn_training_control.h"

namespace t2v {

/// Hands copies of the state of training to whoever keeps them, in a thread of its own.
class CnnCheckpointWriter {
 public:
  explicit CnnCheckpointWriter(const CnnTrainingControl& control) : control_(control) {}

  bool is_busy() const {
    return writing_.valid() &&
           writing_.wait_for(std::chrono::seconds(0)) != std::future_status::ready;
  }

  /// Returns once the state is copied. @throws what the last writing threw
  void write(const CnnTrainingState& state, const CnnOptimiser& optimiser) {
    wait();
    if (!control_.checkpoint) return;
    copy_ = state;
    optimiser.save(copy_.optimiser);
    writing_ = std::async(std::launch::async, [this] { control_.checkpoint(copy_); });
  }

  void wait() {
    if (writing_.valid()) writing_.get();
  }

 private:
  const CnnTrainingControl& control_;
  CnnTrainingState copy_;
  std::future<void> writing_;  ///< last, so that it is waited for before the rest goes
};

}  // namespace t2v
