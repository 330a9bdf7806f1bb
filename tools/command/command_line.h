#pragma once

#include <boost/program_options/errors.hpp>
#include <boost/program_options/options_description.hpp>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

#include "command/command_help.h"

namespace t2v {

/// What an argument with a single dash is, such as `-부정`.
enum class SingleDash {
  kOption,  ///< an option or a mistake
  kTerm,    ///< a term to be taken away, unless it is exactly one of the command's short options
};

/// Most arguments where there is no limit.
inline constexpr std::size_t kAnyNumber = std::numeric_limits<std::size_t>::max();

/// The options and arguments of one command: declared, then parsed, then read from the variables
/// that were declared for them.
///
/// Options are `--name value` or `--name=value`, never abbreviated; a value may begin with a dash.
/// Behind `--` everything is an argument.
class CommandLine {
 public:
  /// `usage` is the line after "Usage: PROGRAM ", `description` one or more lines of help.
  CommandLine(std::string usage, std::string description,
              SingleDash single_dash = SingleDash::kOption);

  /// `name` is the long name, or "long,s" with a short one. The value of `*target` before parsing
  /// is the default. Targets must outlive parse().
  void add_flag(const std::string& name, const std::string& help, bool* target);
  /// `choices` are for completion alone: whoever reads the value has to check it.
  void add_text(const std::string& name, const std::string& value, const std::string& help,
                std::string* target, std::vector<std::string> choices = {});
  /// May be given several times.
  void add_texts(const std::string& name, const std::string& value, const std::string& help,
                 std::vector<std::string>* target, std::vector<std::string> choices = {});
  /// A number from `lowest` to `highest`; the help shows range and default.
  template <typename Number>
  void add_number(const std::string& name, const std::string& help, Number* target, Number lowest,
                  Number highest = std::numeric_limits<Number>::max());
  /// Numbers separated by commas.
  void add_numbers(const std::string& name, const std::string& help, std::vector<double>* target,
                   double lowest, double highest);

  /// @returns false when --help was asked for, which is then on stdout
  /// @throws UsageError for an unknown option, a missing value or one that makes no sense
  bool parse(const std::vector<std::string>& arguments);

  /// What is no option, in order.
  const std::vector<std::string>& arguments() const { return arguments_; }
  /// @throws UsageError unless there are `fewest` to `most` arguments; `expected` names them
  void require_arguments(std::size_t fewest, std::size_t most, const std::string& expected) const;

  /// Whether the option with this long name was given.
  bool given(const std::string& name) const { return given_.count(name) > 0; }

 private:
  void print_help() const;
  void hand_over_help(CommandHelp& help) const;
  std::vector<std::string> names() const;
  [[noreturn]] void throw_unknown_option(const std::string& option) const;
  [[noreturn]] void throw_bad_syntax(
      const boost::program_options::invalid_command_line_syntax& error) const;

  std::string usage_;
  std::string description_;
  SingleDash single_dash_;
  boost::program_options::options_description options_;
  std::vector<std::string> arguments_;
  std::set<std::string> given_;
  std::map<std::string, std::vector<std::string>> choices_;  ///< by long name
};

}  // namespace t2v
