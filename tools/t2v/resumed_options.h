#pragma once

#include <string>

#include "command/command_line.h"
#include "train_request.h"

namespace t2v {

/// For a request to --resume: opens the checkpoint and takes from it in which form the text is
/// read. To be called before the input's arguments are read.
/// @throws Error as read_checkpoint_origin
void open_checkpoint(const CommandLine& command_line, TrainRequest* request);

/// Behind open_checkpoint: takes all other options from the checkpoint that were not given.
/// Threads, replicas, output, cache, memory limit, quiet, dry run and those of checkpoints are this
/// run's own; a lexicon and the model of --init may lie elsewhere now.
/// @throws UsageError where an option that was given contradicts the checkpoint, naming both values
/// @throws Error where one is recorded with another type or out of its range
void take_recorded_options(const CommandLine& command_line, TrainRequest* request);

/// The options that a resumed run's model keeps: all that the checkpoint has, with this run's
/// numbers of threads and replicas.
std::string resumed_options_json(const TrainRequest& request);

}  // namespace t2v
