#pragma once

#include <string>

#include "command/command_line.h"
#include "train_request.h"

namespace t2v {

/// For a request to --resume: opens the checkpoint and takes all options from it that were not
/// given. Threads, replicas, output, cache, memory limit, quiet, dry run and those of checkpoints
/// are this run's own; a lexicon and the model of --init may lie elsewhere now.
/// @throws UsageError where an option that was given contradicts the checkpoint, naming both values
/// @throws Error as read_checkpoint_origin
void take_recorded_options(const CommandLine& command_line, TrainRequest* request);

/// The options that a resumed run's model keeps: all that the checkpoint has, with this run's
/// numbers of threads and replicas.
std::string resumed_options_json(const TrainRequest& request);

}  // namespace t2v
