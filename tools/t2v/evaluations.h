#pragma once

#include "command/command.h"

namespace t2v {

// What `t2v eval` can measure, one file each. `run` gets the arguments behind the evaluation's
// name.
extern const Command kLabelsEvaluation;
extern const Command kContextsEvaluation;
extern const Command kNeighborsEvaluation;
extern const Command kSimilarityEvaluation;
extern const Command kAnalogiesEvaluation;
extern const Command kHeldoutEvaluation;
extern const Command kClassifyEvaluation;

}  // namespace t2v
