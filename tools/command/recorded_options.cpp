#include "command/recorded_options.h"

#include <algorithm>
#include <utility>

#include "command/command.h"

namespace t2v {
namespace {

using Json = nlohmann::ordered_json;

std::string shown(const Json& options, const std::string& name) {
  const auto found = options.find(name);
  if (found == options.end()) return "not given";
  return found->is_string() ? fmt::format("'{}'", found->get<std::string>()) : found->dump();
}

}  // namespace

RecordedOptions::RecordedOptions(const CommandLine& command_line, const std::string& options_json,
                                 std::string file)
    : command_line_(command_line),
      file_(std::move(file)),
      recorded_(Json::parse(options_json, nullptr, /*allow_exceptions=*/false)) {
  if (!recorded_.is_object()) {
    throw Error(fmt::format("{}: options: a JSON object was expected", file_));
  }
}

void RecordedOptions::require_same(const std::string& asked_json,
                                   std::span<const std::string_view> free) const {
  const Json asked = Json::parse(asked_json);
  Json all = recorded_;
  all.update(asked);
  for (const auto& [name, unused] : all.items()) {
    if (std::ranges::find(free, name) != free.end() || !command_line_.given(name)) continue;
    if (asked.contains(name) && recorded_.contains(name) && asked[name] == recorded_[name])
      continue;
    throw UsageError(fmt::format("--{} is {}, expected {} as in the checkpoint {}", name,
                                 shown(asked, name), shown(recorded_, name), file_));
  }
}

}  // namespace t2v
