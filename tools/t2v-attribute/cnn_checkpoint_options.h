#pragma once

#include <string>

#include "cnn_train_request.h"
#include "command/command_line.h"

namespace t2v {

/// --checkpoint, --checkpoint-every and --resume of `t2v-attribute train`.
class CnnCheckpointOptions {
 public:
  void add_to(CommandLine& command_line, CnnTrainRequest* request);

  /// To be called after parsing.
  /// @throws UsageError for an interval that is none, or one without --checkpoint
  void read(const CommandLine& command_line, CnnTrainRequest* request) const;

 private:
  std::string every_ = "10min";
};

/// For a request to --resume: opens the checkpoint and takes all options from it that were not
/// given. Threads, output, quiet and those of checkpoints are this run's own.
/// @throws UsageError where an option that was given contradicts the checkpoint, naming both values
/// @throws Error as read_cnn_checkpoint_origin, or for recorded options that cannot be
void take_recorded_options(const CommandLine& command_line, CnnTrainRequest* request);

}  // namespace t2v
