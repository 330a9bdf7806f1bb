#pragma once

#include "command/command.h"

namespace t2v {

// The measurements of the program t2v-benchmark, each in the file of its name.
extern const Command kPeakMeasurement;
extern const Command kTrainingMeasurement;
extern const Command kForeignModel;

}  // namespace t2v
