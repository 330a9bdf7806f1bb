#pragma once

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>

#include "command/command_line.h"
#include "text/error.h"

namespace t2v {

/// The options that a checkpoint recorded under their command-line names, for a run that resumes
/// it.
class RecordedOptions {
 public:
  /// @param file the checkpoint's name; `command_line` must outlive this object
  /// @throws Error where `options_json` is no JSON object
  RecordedOptions(const CommandLine& command_line, const std::string& options_json,
                  std::string file);

  /// Sets an option that was not given to what is recorded, if it is.
  /// @throws Error where that is of another type
  template <typename Value>
  void take(const char* option, Value* value) const {
    const auto found = recorded_.find(option);
    if (found == recorded_.end() || command_line_.given(option)) return;
    try {
      found->get_to(*value);
    } catch (const nlohmann::json::exception&) {
      throw Error(fmt::format("{}: options: {} is {}, expected another type", file_, option,
                              found->dump()));
    }
  }

  /// @param asked_json the options of this run, a JSON object
  /// @param free options that may be others than recorded
  /// @throws UsageError where an option was given that is not as recorded, naming both values
  void require_same(const std::string& asked_json, std::span<const std::string_view> free) const;

  const nlohmann::ordered_json& json() const { return recorded_; }

 private:
  const CommandLine& command_line_;
  std::string file_;
  nlohmann::ordered_json recorded_;
};

}  // namespace t2v
