#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <exception>
#include <iostream>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "command.h"
#include "remark.h"
#include "similar_name.h"
#include "text/error.h"

namespace t2v {
namespace {

constexpr std::string_view kAbout =
    "t2v learns words and the labels of documents in one vector space and answers by arithmetic.\n";

constexpr std::string_view kFirstSteps =
    "  t2v train corpus.txt labels.txt     learn from documents and their labels, a line each\n"
    "  t2v analogy 최악 -부정 +긍정        what is the positive counterpart of a word?\n"
    "  t2v neighbors 스토리 --label 부정   which words are used alike, said negatively?\n";

const std::array<const Command*, 8> kCommands{
    &kTrainCommand,  &kNeighborsCommand, &kContextsCommand, &kAnalogyCommand,
    &kLabelsCommand, &kInfoCommand,      &kTokenizeCommand, &kEvalCommand};

void print_first_help() {
  fmt::print(std::cout,
             "{}\n{}\nt2v --help lists all commands, t2v COMMAND --help their options.\n", kAbout,
             kFirstSteps);
}

void print_help() {
  fmt::print(std::cout, "Usage: t2v COMMAND [arguments]\n\n{}\nFirst steps:\n{}\nCommands:\n",
             kAbout, kFirstSteps);
  for (const Command* command : kCommands)
    fmt::print(std::cout, "  {:<11}{}\n", command->name, command->summary);
  fmt::print(std::cout,
             "\nt2v COMMAND --help shows the options of a command; t2v --version the version.\n"
             "Results go to standard output, all else to standard error.\n"
             "Exit status: 0 done, 1 failed, 2 wrong usage.\n");
}

[[noreturn]] void throw_unknown_command(const std::string& name) {
  std::vector<std::string> names;
  names.reserve(kCommands.size());
  for (const Command* command : kCommands) names.emplace_back(command->name);
  throw UsageError(fmt::format("unknown command '{}'{}", name, perhaps(name, names)));
}

void run(const std::vector<std::string>& arguments) {
  if (arguments.empty()) return print_first_help();
  const std::string& name = arguments[0];
  if (name == "--help" || name == "-h") return print_help();
  if (name == "--version") return fmt::print(std::cout, "t2v {}\n", T2V_VERSION);
  if (name.starts_with('-')) throw UsageError(fmt::format("unknown option {}", name));
  const auto* const command = std::find_if(kCommands.begin(), kCommands.end(),
                                           [&](const Command* c) { return c->name == name; });
  if (command == kCommands.end()) throw_unknown_command(name);
  (*command)->run({arguments.begin() + 1, arguments.end()});
}

/// Results that did not reach their destination, such as a full disk, are a failure.
void flush_results() {
  if (!std::cout.flush()) throw Error("standard output: cannot be written to its end");
}

/// Prints the one line of an error; what a user typed must not break it in two.
int report(int exit_code, std::string_view message) {
  say(fmt::format("t2v: {}", message));
  return exit_code;
}

std::string with_help(const std::vector<std::string>& arguments, const UsageError& error) {
  const bool has_command =
      !arguments.empty() && std::any_of(kCommands.begin(), kCommands.end(),
                                        [&](const Command* c) { return c->name == arguments[0]; });
  return fmt::format("{}; see t2v {}--help", error.what(),
                     has_command ? arguments[0] + " " : std::string());
}

int guarded_run(const std::vector<std::string>& arguments) {
  try {
    run(arguments);
    flush_results();
    return kExitDone;
  } catch (const UsageError& error) {
    return report(kExitUsage, with_help(arguments, error));
  } catch (const std::bad_alloc&) {
    return report(kExitFailed, "not enough memory");
  } catch (const std::exception& error) {
    return report(kExitFailed, error.what());
  }
}

}  // namespace
}  // namespace t2v

int main(int argc, char** argv) {
  // Writing beyond a file-size limit is to fail like a full disk, with a message; writing into a
  // pipe that nobody reads, as before `| head`, is to end the program quietly.
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGPIPE, SIG_DFL);
  return t2v::guarded_run({argv + (argc > 0 ? 1 : 0), argv + argc});
}
