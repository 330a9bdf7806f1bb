#include "command/command_help.h"

#include <fmt/format.h>

#include <algorithm>

namespace t2v {
namespace {

CommandHelp*& current_help() {
  static CommandHelp* help = nullptr;
  return help;
}

/// While it lives, --help is handed over.
class HelpWanted {
 public:
  explicit HelpWanted(CommandHelp* help) { current_help() = help; }
  ~HelpWanted() { current_help() = nullptr; }
  HelpWanted(const HelpWanted&) = delete;
  HelpWanted& operator=(const HelpWanted&) = delete;
};

CommandHelp help_of_parts(const Command& command) {
  CommandHelp help{fmt::format("{} WHAT [arguments]", command.name), "WHAT is one of\n", {}};
  for (const Command* part : command.parts)
    help.description += fmt::format("  {:<12}{}\n", part->name, part->summary);
  return help;
}

}  // namespace

const OptionHelp* CommandHelp::option(const std::string& name) const {
  const auto found = std::ranges::find(options, name, &OptionHelp::name);
  return found == options.end() ? nullptr : &*found;
}

const OptionHelp* CommandHelp::short_option(const std::string& letter) const {
  const auto found = std::ranges::find(options, letter, &OptionHelp::short_name);
  return found == options.end() || letter.empty() ? nullptr : &*found;
}

CommandHelp help_of(const Command& command) {
  if (!command.parts.empty()) return help_of_parts(command);
  CommandHelp help;
  const HelpWanted wanted(&help);
  command.run({"--help"});
  return help;
}

CommandHelp* wanted_help() {
  return current_help();
}

}  // namespace t2v
