#include "command/program.h"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <exception>
#include <iostream>
#include <new>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "command/interruption.h"
#include "command/remark.h"
#include "command/similar_name.h"
#include "command/standard_output.h"
#include "text/error.h"
#include "text/mapping.h"

namespace t2v {
namespace {

const Program*& running_program() {
  static constexpr Program kNone{.name = "t2v", .about = "", .first_steps = "", .commands = {}};
  static const Program* program = &kNone;
  return program;
}

std::string& current_step() {
  static std::string step;
  return step;
}

void print_first_help(const Program& program) {
  fmt::print(std::cout, "{}\n{}\n{} --help lists all commands, {} COMMAND --help their options.\n",
             program.about, program.first_steps, program.name, program.name);
}

void print_help(const Program& program) {
  fmt::print(std::cout, "Usage: {} COMMAND [arguments]\n\n{}\nFirst steps:\n{}\nCommands:\n",
             program.name, program.about, program.first_steps);
  for (const Command* command : program.commands) {
    if (!command->summary.empty())
      fmt::print(std::cout, "  {:<11}{}\n", command->name, command->summary);
  }
  fmt::print(std::cout,
             "\n{} COMMAND --help shows the options of a command; {} --version the version.\n"
             "Results go to standard output, all else to standard error.\n"
             "Exit status: 0 done, 1 failed, 2 wrong usage.\n",
             program.name, program.name);
}

const Command* find_command(const Program& program, std::string_view name) {
  const auto found = std::ranges::find(program.commands, name, &Command::name);
  return found == program.commands.end() ? nullptr : *found;
}

[[noreturn]] void throw_unknown_command(const Program& program, const std::string& name) {
  std::vector<std::string> names;
  names.reserve(program.commands.size());
  for (const Command* command : program.commands) {
    if (!command->summary.empty()) names.emplace_back(command->name);
  }
  throw UsageError(fmt::format("unknown command '{}'{}", name, perhaps(name, names)));
}

void run(const Program& program, const std::vector<std::string>& arguments) {
  if (arguments.empty()) return print_first_help(program);
  const std::string& name = arguments[0];
  if (name == "--help" || name == "-h") return print_help(program);
  if (name == "--version") return fmt::print(std::cout, "{} {}\n", program.name, T2V_VERSION);
  if (name.starts_with('-')) {
    throw UsageError(
        fmt::format("unknown option {}{}", name, perhaps(name, {"--help", "--version"})));
  }
  const Command& command = command_named(name);
  begin_step(fmt::format("running {}", name));
  command.run({arguments.begin() + 1, arguments.end()});
}

/// Empty where this process is the only one.
std::optional<ProcessOfRun>& this_process() {
  static std::optional<ProcessOfRun> process;
  return process;
}

int report(int exit_code, std::string_view message) {
  const std::optional<ProcessOfRun>& process = this_process();
  if (process && !process->is_first) {
    constexpr auto kMoment = std::chrono::milliseconds(1500);
    std::this_thread::sleep_for(kMoment);
    break_silence();
  }
  say(fmt::format("{}: {}{}", program_name(), process ? process->name + ": " : "", message));
  if (process) process->end_all(exit_code);
  return exit_code;
}

int report_interruption(const Interrupted& interrupted) {
  say(fmt::format("{}: {}", program_name(), interrupted.what()));
  return interrupted.exit_code();
}

std::string with_help(const Program& program, const std::vector<std::string>& arguments,
                      const UsageError& error) {
  const bool has_command = !arguments.empty() && find_command(program, arguments[0]) != nullptr;
  return fmt::format("{}; see {} {}--help", error.what(), program.name,
                     has_command ? arguments[0] + " " : std::string());
}

std::string cut_message(const std::string& file) {
  return fmt::format("{}: became shorter while it was read", file);
}

/// Where a file was cut, whatever else went wrong may come from that.
int report_failure(std::string_view message) {
  const std::string file = cut_file();
  return report(kExitFailed, file.empty() ? std::string(message) : cut_message(file));
}

int guarded_run(const Program& program, const std::vector<std::string>& arguments) {
  try {
    StandardOutput output;
    run(program, arguments);
    if (const std::string name = cut_file(); !name.empty()) throw Error(cut_message(name));
    output.finish();
    return kExitDone;
  } catch (const OutputClosed&) {
    return kExitDone;
  } catch (const Interrupted& interrupted) {
    return report_interruption(interrupted);
  } catch (const UsageError& error) {
    return report(kExitUsage, with_help(program, arguments, error));
  } catch (const std::bad_alloc&) {
    return report(kExitFailed, fmt::format("out of memory while {}", current_step()));
  } catch (const std::system_error& error) {
    return report_failure(fmt::format("while {}: {}", current_step(), error.what()));
  } catch (const std::exception& error) {
    return report_failure(error.what());
  }
}

}  // namespace

void become_part_of_run(ProcessOfRun process) {
  if (!process.is_first) keep_silent();
  this_process() = std::move(process);
}

bool is_part_of_run() {
  return this_process().has_value();
}

void leave_run() {
  this_process().reset();
}

void begin_step(std::string_view step) {
  current_step() = step;
}

int run_one_of_many(const std::function<void()>& command, std::string_view place,
                    std::string_view help) {
  const std::string where = place.empty() ? std::string() : fmt::format("{}: ", place);
  int exit_code = kExitDone;
  try {
    command();
  } catch (const OutputClosed&) {
    throw;
  } catch (const UsageError& error) {
    exit_code = report(kExitUsage, fmt::format("{}{}; see {}", where, error.what(), help));
  } catch (const std::bad_alloc&) {
    exit_code = report(kExitFailed, fmt::format("{}out of memory while {}", where, current_step()));
  } catch (const std::system_error& error) {
    exit_code =
        report(kExitFailed, fmt::format("{}while {}: {}", where, current_step(), error.what()));
  } catch (const std::exception& error) {
    if (std::cout.bad()) throw;  // no later command could answer
    exit_code = report(kExitFailed, where + error.what());
  }
  std::cout.flush();
  if (const std::string name = cut_file(); !name.empty()) throw Error(cut_message(name));
  return exit_code;
}

const Program& this_program() {
  return *running_program();
}

std::string_view program_name() {
  return this_program().name;
}

const Command& command_named(const std::string& name) {
  const Command* const command = find_command(this_program(), name);
  if (command == nullptr) throw_unknown_command(this_program(), name);
  return *command;
}

void print_program_help() {
  print_help(this_program());
}

int run_program(const Program& program, int argc, char** argv) {
  // Writing beyond a file-size limit or into a pipe that nobody reads is to fail like any other
  // writing, not to end the program.
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGPIPE, SIG_IGN);
  occupy_standard_streams();
  survive_cut_files();
  running_program() = &program;
  return guarded_run(program, {argv + (argc > 0 ? 1 : 0), argv + argc});
}

}  // namespace t2v
