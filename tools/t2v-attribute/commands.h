#pragma once

#include "command/command.h"

namespace t2v {

// One file each, of the same name.
extern const Command kTrainCommand;
extern const Command kExplainCommand;
extern const Command kLexiconCommand;
extern const Command kPatternsCommand;
extern const Command kEvaluateCommand;

}  // namespace t2v
