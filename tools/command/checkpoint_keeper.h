#pragma once

#include <functional>
#include <string>

#include "command/interruption.h"

namespace t2v {

/// Writes the checkpoints of a training run and knows what to say of them. Training goes on
/// whatever becomes of its checkpoint: a disk that is full now may not be so the next time. For one
/// thread at a time.
class CheckpointKeeper {
 public:
  /// @param file where checkpoints are kept; empty: nowhere
  /// @param tell says a note on standard error, beside the progress that may stand there
  CheckpointKeeper(std::string file, const Interruption& interruption,
                   std::function<void(const std::string& note)> tell);

  /// The run goes on from a checkpoint of `share` of the training.
  void went_on_from(const std::string& file, double share);

  /// Writes a checkpoint of `share` of the training by calling save(). Where that fails, the first
  /// of several failures in a row is told.
  void keep(double share, const std::function<void()>& save);

  /// The line that ends a run which a signal interrupted. @param resuming_command that goes on
  std::string interruption_line(double share_done, const std::string& resuming_command) const;

  /// The end of a line about something that went wrong: where the last checkpoint is, if any.
  std::string last_checkpoint() const;

 private:
  std::string file_;
  const Interruption& interruption_;
  std::function<void(const std::string& note)> tell_;
  std::string trouble_;    ///< why the last checkpoint could not be written; empty: it was
  std::string kept_in_;    ///< the file of the last checkpoint; empty: there is none
  double share_kept_ = 0;  ///< of the training, 0 to 1
};

}  // namespace t2v
