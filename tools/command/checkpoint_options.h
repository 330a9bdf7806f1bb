#pragma once

#include <string>
#include <string_view>

#include "command/command_line.h"
#include "embedding/training_control.h"

namespace t2v {

/// What a training was asked to keep of its state, and to go on from.
struct CheckpointRequest {
  std::string checkpoint;  ///< path to keep the state of training at; empty: none
  std::string resume;      ///< path of a checkpoint to go on from; empty: none
  CheckpointInterval checkpoint_interval;
};

/// --checkpoint, --checkpoint-every and --resume.
class CheckpointOptions {
 public:
  /// @param file what a checkpoint is besides, such as "a model"
  /// @param whole what a share given in percent is of, such as "the training"
  void add_to(CommandLine& command_line, std::string_view file, std::string_view whole,
              CheckpointRequest* request);

  /// To be called after parsing.
  /// @throws UsageError for an interval that is none, or one without --checkpoint
  void read(const CommandLine& command_line, CheckpointRequest* request) const;

 private:
  std::string every_ = "10min";
};

}  // namespace t2v
