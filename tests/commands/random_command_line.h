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
  /// @param help what the program prints when it is given these arguments
  explicit RandomCommandLines(
      const std::function<std::string(const std::vector<std::string>& arguments)>& help);

  /// The arguments of one command line.
  std::vector<std::string> next(std::mt19937& random) const;

  /// How many commands the help lists.
  std::size_t commands() const { return commands_.size(); }

 private:
  struct Option {
    std::string name;   ///< with its dashes
    std::string value;  ///< what the help calls it, such as FILE; empty: a flag
  };
  struct Command {
    std::vector<std::string> words;  ///< such as eval labels
    bool takes_files = false;        ///< rather than words
    std::vector<Option> options;
  };

  static std::vector<Option> options_of(const std::string& help);

  std::vector<Command> commands_;
};

/// The files that such command lines name, each with its content.
std::vector<std::pair<std::string, std::string>> named_files();

}  // namespace t2v::testing
