#pragma once

#include <string>

#include "attribution/methods.h"
#include "command/command_line.h"

namespace t2v {

/// --baseline, --steps, --samples and --seed: what the methods can be told, for commands that work
/// through a corpus.
class MethodSettings {
 public:
  void add_to(CommandLine& command_line);

  /// @throws UsageError for an unknown baseline
  MethodOptions options() const;

 private:
  std::string baseline_ = "zero";
  MethodOptions options_;
};

/// The method that `--option name` names. @throws UsageError naming all methods where it is none
const Method& method_of_option(const std::string& option, const std::string& name);

}  // namespace t2v
