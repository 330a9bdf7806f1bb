#pragma once

#include <string>

#include "embedding/training_options.h"

namespace t2v {

/// The training options that stand in a model's options JSON under their command-line names. One
/// that is not there came with a later version: it has its default, but the objective is the
/// independent one, which was the only one before there was a choice.
/// @throws Error for a value of the wrong type or out of range
TrainingOptions recorded_training_options(const std::string& options_json);

}  // namespace t2v
