#include "command/checkpoint_options.h"

#include <fmt/format.h>

#include "command/checkpoint_interval.h"
#include "command/command.h"

namespace t2v {

void CheckpointOptions::add_to(CommandLine& command_line, std::string_view file,
                               std::string_view whole, CheckpointRequest* request) {
  command_line.add_text(
      "checkpoint", "FILE",
      fmt::format("keep the state of the training here, to --resume it; {} like others", file),
      &request->checkpoint);
  command_line.add_text(
      "checkpoint-every", "TIME",
      fmt::format("a time such as 30s, 10min or 2h, or a share of {} such as 5% (default {})",
                  whole, every_),
      &every_);
  command_line.add_text("resume", "FILE",
                        "go on from this checkpoint of the same CORPUS and LABELS; other options "
                        "come from it",
                        &request->resume);
}

void CheckpointOptions::read(const CommandLine& command_line, CheckpointRequest* request) const {
  request->checkpoint_interval = read_checkpoint_interval("checkpoint-every", every_);
  if (command_line.given("checkpoint-every") && request->checkpoint.empty()) {
    throw UsageError("--checkpoint-every needs --checkpoint");
  }
}

}  // namespace t2v
