#pragma once

#include <string>
#include <vector>

#include "command/command.h"

namespace t2v {

/// An option as --help shows it.
struct OptionHelp {
  std::string name;        ///< long, without dashes
  std::string short_name;  ///< one letter, or empty
  std::string value;       ///< what stands for its value, such as FILE; empty: it takes none
  std::string text;
  std::vector<std::string> choices;  ///< values that it takes, where they are few
};

/// What a command says about itself: the one source of --help, manual pages and completion.
struct CommandHelp {
  std::string usage;  ///< what follows the program's name; further lines as they are shown
  std::string description;
  std::vector<OptionHelp> options;

  const OptionHelp* option(const std::string& name) const;  ///< by its long name; or nullptr
  const OptionHelp* short_option(const std::string& letter) const;
};

/// Asks a command for its --help and takes that instead of its being printed.
CommandHelp help_of(const Command& command);

/// Where help_of() waits for an answer: what is to be filled instead of being printed; else
/// nullptr.
CommandHelp* wanted_help();

}  // namespace t2v
