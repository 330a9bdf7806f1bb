#include "command/completion.h"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <array>
#include <iostream>
#include <optional>
#include <string_view>
#include <utility>

#include "command/command_help.h"

namespace t2v {
namespace {

using Words = std::span<const std::string>;

/// What a value or an argument may be, by the word that stands for it in help.
struct Wanted {
  bool files = false;
  bool commands = false;
  std::optional<ModelKey> key = {};
};

Wanted wanted_by(std::string_view placeholder) {
  static constexpr std::array<std::pair<std::string_view, ModelKey>, 4> kKeys{
      {{"TERM", ModelKey::kTerm},
       {"WORD", ModelKey::kWord},
       {"LABEL", ModelKey::kLabel},
       {"KIND", ModelKey::kKind}}};
  for (const auto& [name, key] : kKeys) {
    if (placeholder == name) return {.key = key};
  }
  if (placeholder == "COMMAND") return {.commands = true};
  return {.files = placeholder == "FILE" || placeholder == "FOLDER" || placeholder == "CORPUS" ||
                   placeholder == "LABELS"};
}

/// What a command's arguments are, by the first of its usage: "analogy TERM... | ...".
Wanted wanted_arguments(const std::string& usage) {
  const std::size_t begin = usage.find_first_of("[ABCDEFGHIJKLMNOPQRSTUVWXYZ", usage.find(' '));
  if (begin == std::string::npos) return {};
  const std::size_t name = usage.find_first_not_of('[', begin);
  const std::size_t end = usage.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ", name);
  return wanted_by(std::string_view(usage).substr(name, end - name));
}

class Completer {
 public:
  Completer(const Program& program, Words words)
      : program_(program), typed_(words.back()), before_(words.first(words.size() - 1)) {}

  Completions completions() && {
    if (before_.empty()) {
      add_commands(program_.commands);
      if (typed_.starts_with('-')) add_all({"--help", "--version"});
      return std::move(found_);
    }
    const Command* command = named(program_.commands, take());
    if (command == nullptr) return {};
    if (!command->parts.empty()) {
      if (before_.empty()) {
        add_commands(command->parts);
        return std::move(found_);
      }
      command = named(command->parts, take());
      if (command == nullptr) return {};
    }
    help_ = help_of(*command);
    complete_behind_command();
    return std::move(found_);
  }

 private:
  /// The first of the words before, which is then done with.
  const std::string& take() {
    const std::string& word = before_.front();
    before_ = before_.subspan(1);
    return word;
  }

  static const Command* named(std::span<const Command* const> commands, const std::string& name) {
    const auto found = std::ranges::find(commands, name, &Command::name);
    return found == commands.end() ? nullptr : *found;
  }

  void complete_behind_command() {
    const bool options_over = std::ranges::find(before_, "--") != before_.end();
    const std::size_t equals = typed_.find('=');
    if (const OptionHelp* option = options_over ? nullptr : waiting_option()) {
      add_values(*option, "");
    } else if (!options_over && typed_.starts_with("--") && equals != std::string::npos) {
      const OptionHelp* const given = help_.option(typed_.substr(2, equals - 2));
      const std::string name = typed_.substr(0, equals + 1);
      typed_.erase(0, equals + 1);
      if (given != nullptr) add_values(*given, name);
    } else {
      if (!options_over && typed_.starts_with('-')) add_options();
      if (!typed_.starts_with("--")) add_wanted(wanted_arguments(help_.usage), "");
    }
  }

  /// The option whose value is being typed, if it is the word before.
  const OptionHelp* waiting_option() const {
    if (before_.empty()) return nullptr;
    const std::string& last = before_.back();
    const OptionHelp* option = nullptr;
    if (last.starts_with("--")) option = help_.option(last.substr(2));
    if (last.size() == 2 && last[0] == '-') option = help_.short_option(last.substr(1));
    return option != nullptr && !option->value.empty() ? option : nullptr;
  }

  /// The model that the command line names; empty: none.
  std::string model() const {
    const OptionHelp* const option = help_.option("model");
    if (option == nullptr) return {};
    std::string named;
    for (std::size_t i = 0; i < before_.size(); ++i) {
      const std::string& word = before_[i];
      if ((word == "-m" || word == "--model") && i + 1 < before_.size()) named = before_[i + 1];
      if (word.starts_with("--model=")) named = word.substr(word.find('=') + 1);
    }
    return named;
  }

  void add_values(const OptionHelp& option, const std::string& prefix) {
    for (const std::string& choice : option.choices) add(choice, "", prefix);
    if (option.choices.empty()) add_wanted(wanted_by(option.value), prefix);
  }

  void add_wanted(const Wanted& wanted, const std::string& prefix) {
    found_.files |= wanted.files;
    if (wanted.commands && before_.empty()) add_commands(program_.commands);
    if (wanted.commands && before_.size() == 1) {
      const Command* const command = named(program_.commands, before_[0]);
      if (command != nullptr) add_commands(command->parts);
    }
    if (!wanted.key || program_.complete_key == nullptr) return;
    for (const std::string& key : program_.complete_key(model(), *wanted.key, typed_))
      found_.choices.push_back({prefix + key, ""});
  }

  void add_options() {
    for (const OptionHelp& option : help_.options) add("--" + option.name, option.text, "");
  }

  void add_commands(std::span<const Command* const> commands) {
    for (const Command* command : commands) {
      if (!command->summary.empty())
        add(std::string(command->name), std::string(command->summary), "");
    }
  }

  void add_all(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) add(text, "", "");
  }

  void add(const std::string& text, const std::string& about, const std::string& prefix) {
    if (text.starts_with(typed_)) found_.choices.push_back({prefix + text, about});
  }

  const Program& program_;
  std::string typed_;
  Words before_;  ///< behind the command, once that is taken
  CommandHelp help_;
  Completions found_;
};

void run(const std::vector<std::string>& arguments) {
  const std::vector<std::string> nothing{""};
  const Completions found =
      complete(this_program(), arguments.empty() ? Words(nothing) : Words(arguments));
  fmt::print(std::cout, "{}\n", found.files ? "files" : "words");
  for (const auto& [text, about] : found.choices)
    fmt::print(std::cout, "{}{}{}\n", text, about.empty() ? "" : "\t", about);
}

}  // namespace

Completions complete(const Program& program, std::span<const std::string> words) {
  return Completer(program, words).completions();
}

const Command kCompleteCommand{"complete", "", run};

}  // namespace t2v
