#pragma once

#include <string_view>

#include "embedding/training_control.h"

namespace t2v {

/// Reads 30s, 10min, 2h or 5%, of a second to a thousand hours or of 0.01% to 100%.
/// @throws UsageError naming the option, the text and what is expected
CheckpointInterval read_checkpoint_interval(std::string_view option, std::string_view text);

}  // namespace t2v
