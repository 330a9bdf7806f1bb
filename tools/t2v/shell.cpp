#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "command/command_line.h"
#include "command/completion.h"
#include "command/help.h"
#include "command/line_words.h"
#include "command/program.h"
#include "command/remark.h"
#include "command/similar_name.h"
#include "commands.h"
#include "held_models.h"
#include "line_editor.h"
#include "model_keys.h"
#include "model_option.h"
#include "text/error.h"

namespace t2v {
namespace {

constexpr const char* kDescription =
    "Keeps a model open for many questions. A line is a command as it is typed outside, without "
    "t2v\n"
    "before it and with the model named once:\n"
    "\n"
    "  neighbors 스토리 --label 부정\n"
    "  analogy \"최악 : 부정 = ? : 긍정\"\n"
    "  help neighbors\n"
    "\n"
    "Words are divided by spaces and kept together by quotes. Lines that begin with # are left "
    "out.\n"
    "At a terminal the Tab key completes commands, options, files, labels and words, the arrow "
    "keys\n"
    "bring back earlier lines (also of earlier sessions), Ctrl-R looks for one, Ctrl-C gives up "
    "the\n"
    "line and Ctrl-D ends. Otherwise lines are read from standard input without a prompt; one "
    "that\n"
    "fails is told in one line on standard error, the next is read, and the exit status is 1 in "
    "the\n"
    "end. A model that was written anew meanwhile is opened anew.";

bool& asked_to_quit() {
  static bool asked = false;
  return asked;
}

void quit(const std::vector<std::string>& arguments) {
  CommandLine command_line("quit", "Ends the shell, as the end of input does.");
  if (!command_line.parse(arguments)) return;
  command_line.require_arguments(0, 0, "nothing behind quit");
  asked_to_quit() = true;
}

const Command kQuitCommand{"quit", "end the shell", quit};
const Command kExitCommand{"exit", "", quit};

const std::array<const Command*, 11> kShellCommands{
    &kNeighborsCommand, &kContextsCommand, &kAnalogyCommand,  &kLabelsCommand,
    &kDocumentsCommand, &kLexiconCommand,  &kClassifyCommand, &kInfoCommand,
    &kHelpCommand,      &kQuitCommand,     &kExitCommand};

/// For completion: the program as it is within the shell.
Program shell_program() {
  Program program = this_program();
  program.commands = kShellCommands;
  return program;
}

const Command& shell_command(const std::string& name) {
  std::vector<std::string> names;
  for (const Command* command : kShellCommands) {
    if (command->name == name) return *command;
    if (!command->summary.empty()) names.emplace_back(command->name);
  }
  const bool outside = std::ranges::find(this_program().commands, name, &Command::name) !=
                       this_program().commands.end();
  if (outside) {
    throw UsageError(
        fmt::format("{} is not for the shell, expected one of {}", name, fmt::join(names, ", ")));
  }
  throw UsageError(fmt::format("unknown command '{}'{}", name, perhaps(name, names)));
}

void print_shell_help() {
  for (const Command* command : kShellCommands) {
    if (!command->summary.empty())
      fmt::print(std::cout, "{:<11}{}\n", command->name, command->summary);
  }
  fmt::print(std::cout, "\nhelp COMMAND shows the options of a command.\n");
}

void run_words(const std::vector<std::string>& words) {
  const std::string& name = words.front();
  const std::vector<std::string> arguments(words.begin() + 1, words.end());
  if ((name == "help" && arguments.empty()) || name == "--help") return print_shell_help();
  const Command& command = shell_command(name);
  begin_step(fmt::format("running {}", name));
  command.run(arguments);
}

/// @param place as for run_one_of_many()
/// @returns whether it went well
bool run_line(const std::string& line, const std::string& place) {
  const LineWords cut = cut_line(line);
  if (cut.words.empty() || cut.words.front().starts_with('#')) return true;
  const auto named = std::ranges::find(kShellCommands, cut.words.front(), &Command::name);
  const std::string help = named == kShellCommands.end() ? "help" : "help " + cut.words.front();
  const auto run = [&] {
    if (cut.unfinished) throw UsageError("the line ends within quotes or behind a backslash");
    run_words(cut.words);
  };
  return run_one_of_many(run, place, help) == kExitDone;
}

/// Files and folders that begin as was typed.
std::vector<std::string> file_choices(const std::string& typed) {
  namespace fs = std::filesystem;
  const std::size_t slash = typed.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : typed.substr(0, slash + 1);
  const std::string begin = typed.substr(folder.size());
  std::vector<std::string> choices;
  std::error_code gone;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(folder.empty() ? "." : folder, gone)) {
    const std::string name = entry.path().filename().string();
    const bool hidden = name.starts_with('.') && !begin.starts_with('.');
    if (!name.starts_with(begin) || hidden) continue;
    choices.push_back(folder + name + (entry.is_directory(gone) ? "/" : ""));
  }
  std::ranges::sort(choices);
  return choices;
}

LineCompletion complete_line(std::string_view line) {
  LineWords cut = cut_line(line);
  if (!cut.at_word) cut.words.emplace_back();
  const Completions found = complete(shell_program(), cut.words);
  LineCompletion completion{cut.last_begin, {}};
  for (const CompletionChoice& choice : found.choices)
    completion.choices.push_back(quoted_word(choice.text));
  if (found.files) {
    for (const std::string& file : file_choices(cut.words.back()))
      completion.choices.push_back(quoted_word(file));
  }
  return completion;
}

void converse(const std::string& model, const ModelView& view) {
  say(fmt::format("{}: {} words, {} labels; help lists the commands, Ctrl-D ends", model,
                  view.words.size(), view.labels.size()));
  LineEditor editor("t2v> ", default_history_file(), complete_line);
  while (!asked_to_quit()) {
    const std::optional<std::string> line = editor.read();
    if (!line) return;
    run_line(*line, "");
  }
}

void run_all_lines() {
  std::size_t number = 0;
  std::size_t failed = 0;
  for (std::string line; !asked_to_quit() && std::getline(std::cin, line);) {
    ++number;
    if (!run_line(line, fmt::format("standard input:{}", number))) ++failed;
  }
  if (failed > 0) throw Error(fmt::format("{} of {} lines failed", failed, number));
}

void run(const std::vector<std::string>& arguments) {
  ModelOption model;
  CommandLine command_line("shell [-m FILE]", kDescription);
  model.add_to(command_line);
  if (!command_line.parse(arguments)) return;
  command_line.require_arguments(0, 0, "none: name the model with -m");

  const HeldModels held;
  const std::shared_ptr<const OpenedModel> opened = model.opened();
  // What commands take where no model is named.
  ::setenv("T2V_MODEL", model.path().c_str(), 1);
  if (::isatty(STDIN_FILENO) == 1) return converse(model.path(), opened->view());
  run_all_lines();
}

}  // namespace

const Command kShellCommand{"shell", "many questions to a model that stays open", run};

}  // namespace t2v
