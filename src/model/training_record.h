#pragma once

#include <string>

#include "embedding/training_options.h"

namespace t2v {

/// The training options that stand in a model's options JSON under their command-line names. One
/// that is not there has its default: it came with a later version, which kept the behaviour of
/// models without it.
/// @throws Error for a value of the wrong type or out of range
TrainingOptions recorded_training_options(const std::string& options_json);

}  // namespace t2v
