#pragma once

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <string_view>
#include <vector>

#include "command/command.h"
#include "command/similar_name.h"

namespace t2v {

/// A value of an option that has a few, with the name users give it.
template <typename Value>
struct NamedChoice {
  std::string_view name;
  Value value;
};

/// The value whose name was typed.
/// @param choices a name and a value each
/// @throws UsageError naming all of them
template <typename Choices>
auto read_choice(std::string_view option, const std::string& typed, const Choices& choices) {
  std::vector<std::string> names;
  for (const auto& [name, value] : choices) {
    if (name == typed) return value;
    names.emplace_back(name);
  }
  throw UsageError(fmt::format("--{} is '{}', expected one of {}{}", option, typed,
                               fmt::join(names, ", "), perhaps(typed, names)));
}

}  // namespace t2v
