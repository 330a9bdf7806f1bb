#pragma once

#include <functional>
#include <random>
#include <string>
#include <vector>

namespace t2v::testing {

/// What users type: real, mistyped and senseless command lines of a program, made of what its own
/// help lists and of the words, labels and files that it is given.
class RandomCommandLines {
 public:
  using Arguments = std::vector<std::string>;

  /// @param help what the program prints when it is given these arguments
  /// @param good command lines that succeed; a part of those made up are these with some changes,
  /// since hardly one of many random arguments fits
  RandomCommandLines(const std::function<std::string(const Arguments& arguments)>& help,
                     std::vector<Arguments> good);

  /// The arguments of one command line.
  Arguments next(std::mt19937& random) const;

  /// How many commands the help lists.
  std::size_t commands() const { return commands_.size(); }

 private:
  struct Option {
    std::string name;   ///< with its dashes
    std::string value;  ///< what the help calls it, such as FILE; empty: a flag
  };
  struct Command {
    Arguments words;           ///< such as eval labels
    bool takes_files = false;  ///< rather than words
    std::vector<Option> options;
  };

  static std::vector<Option> options_of(const std::string& help);
  const Command& command_of(const Arguments& arguments, std::mt19937& random) const;
  Arguments made_up(std::mt19937& random) const;
  void change(Arguments& arguments, std::mt19937& random) const;
  static Arguments option(const Command& command, std::mt19937& random);

  std::vector<Command> commands_;
  std::vector<Arguments> good_;
};

/// The files that such command lines name, each with its content.
std::vector<std::pair<std::string, std::string>> named_files();

}  // namespace t2v::testing
