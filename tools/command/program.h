#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "command/command.h"
#include "command/model_key.h"

namespace t2v {

/// A program made of commands: what its main() hands over.
struct Program {
  std::string_view name;
  std::string_view about;        ///< lines that say what it is for
  std::string_view first_steps;  ///< lines of examples
  std::span<const Command* const> commands;
  /// Keys of a model that begin as was typed, for completion; nullptr: the program knows none.
  CompleteKey complete_key = nullptr;
};

/// Runs the command that the arguments name, or prints help. Reports an error in one line on
/// standard error, which what a user typed cannot break in two. Where nobody reads the results any
/// more it ends quietly, and as done.
/// @returns the exit status: kExitDone, kExitFailed or kExitUsage, or that of an interruption
int run_program(const Program& program, int argc, char** argv);

/// Runs one of many commands, as `t2v shell` does with each of its lines. Its results are on
/// standard output when this returns, and an error is reported in one line.
/// @param place where the command stands, for its error: "standard input:3"; empty: nowhere
/// @param help what to type for help, where the usage was wrong
/// @returns the exit status it would have had as a program
/// @throws OutputClosed, and Error where a file that is still in use became shorter
int run_one_of_many(const std::function<void()>& command, std::string_view place,
                    std::string_view help);

/// One of several processes that do one work, a run.
struct ProcessOfRun {
  std::string name;                       ///< such as "rank 1 of 4", for the line of an error
  bool is_first = true;                   ///< the only one that says anything but its own failure
  std::function<void(int)> end_all = {};  ///< ends all processes with this exit status
};

/// This process is one of a run. What makes it fail ends all of them. Where it is not the first
/// it leaves a moment to that one, which may have met the same error and have said it.
void become_part_of_run(ProcessOfRun process);

bool is_part_of_run();

/// The work of all is done, and nothing that happens here concerns the others any more.
void leave_run();

/// Remembers what the command is about to do, such as "training the vectors", for the message where
/// memory does not suffice for it.
void begin_step(std::string_view step);

/// The program that runs; one named "t2v" without commands before run_program().
const Program& this_program();

/// Its name, for messages.
std::string_view program_name();

/// The command of the program that runs with this name. @throws UsageError with the nearest name
const Command& command_named(const std::string& name);

/// What `PROGRAM --help` shows.
void print_program_help();

}  // namespace t2v
