#pragma once

#include <span>
#include <string>
#include <string_view>

#include "command/command.h"

namespace t2v {

/// A program made of commands: what its main() hands over.
struct Program {
  std::string_view name;
  std::string_view about;        ///< lines that say what it is for
  std::string_view first_steps;  ///< lines of examples
  std::span<const Command* const> commands;
};

/// Runs the command that the arguments name, or prints help. Reports an error in one line on
/// standard error, which what a user typed cannot break in two. Where nobody reads the results any
/// more it ends quietly, and as done.
/// @returns the exit status: kExitDone, kExitFailed or kExitUsage, or that of an interruption
int run_program(const Program& program, int argc, char** argv);

/// Remembers what the command is about to do, such as "training the vectors", for the message where
/// memory does not suffice for it.
void begin_step(std::string_view step);

/// The name of the program that runs, for messages; "t2v" before run_program().
std::string_view program_name();

}  // namespace t2v
