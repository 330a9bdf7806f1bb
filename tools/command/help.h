#pragma once

#include "command/command.h"

namespace t2v {

/// `help [COMMAND]`, for every program: shows help, or writes the manual.
extern const Command kHelpCommand;

}  // namespace t2v
