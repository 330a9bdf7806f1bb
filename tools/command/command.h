#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace t2v {

inline constexpr int kExitDone = 0;
inline constexpr int kExitFailed = 1;
inline constexpr int kExitUsage = 2;

/// Wrong usage: an option or argument that makes no sense. The message is one line.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// One of the program's commands.
struct Command {
  std::string_view name;
  std::string_view summary;  ///< one line, for the list of commands; empty: not listed there
  /// Does the work; `arguments` are those after the command's name.
  /// @throws UsageError, Error
  void (*run)(const std::vector<std::string>& arguments);
  std::span<const Command* const> parts = {};  ///< commands of its own, as `eval` has
};

}  // namespace t2v
