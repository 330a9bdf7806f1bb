#pragma once

#include "cnn_train_request.h"
#include "command/command_line.h"

namespace t2v {

/// For a request to --resume: opens the checkpoint and takes from it in which form the text is
/// read. To be called before the input's arguments are read.
/// @throws Error as read_cnn_checkpoint_origin
void open_checkpoint(const CommandLine& command_line, CnnTrainRequest* request);

/// Behind open_checkpoint: takes all other options from the checkpoint that were not given.
/// Threads, output, quiet and those of checkpoints are this run's own.
/// @throws UsageError where an option that was given contradicts the checkpoint, naming both values
/// @throws Error for recorded options that cannot be
void take_recorded_options(const CommandLine& command_line, CnnTrainRequest* request);

}  // namespace t2v
