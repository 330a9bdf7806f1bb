#include "server/parameters.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace t2v {
namespace {

using nlohmann::json;

[[noreturn]] void throw_bad_value(const std::string& name) {
  throw RequestError(400,
                     fmt::format("{} is neither a text nor a number nor a list of these", name));
}

std::string text_of(const std::string& name, const json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number()) return value.dump();
  throw_bad_value(name);
}

/// Objects and lists within each other: parameters need two levels, and a parser that goes down
/// without limit can be driven out of its stack.
constexpr int kMostLevels = 4;

json parsed(std::string_view body) {
  const json::parser_callback_t shallow = [](int depth, json::parse_event_t, json&) {
    if (depth > kMostLevels)
      throw RequestError(400, "a body of lists within lists, expected a JSON object of texts");
    return true;
  };
  try {
    return json::parse(body, shallow);
  } catch (const json::parse_error& error) {
    throw RequestError(400, fmt::format("the body is no JSON, broken at its byte {}", error.byte));
  }
}

}  // namespace

Parameters::Parameters(std::multimap<std::string, std::string> values,
                       std::initializer_list<std::string_view> known)
    : values_(std::move(values)) {
  require_known(known);
  for (const auto& [name, value] : values_) {
    if (value.size() > kMostBytes) {
      throw RequestError(
          400, fmt::format("{} has {} bytes, expected at most {}", name, value.size(), kMostBytes));
    }
    if (value.find('\0') != std::string::npos)
      throw RequestError(400, fmt::format("{} has a byte of zero, expected text", name));
  }
}

Parameters Parameters::from_json(std::string_view body,
                                 std::initializer_list<std::string_view> known) {
  const json object = parsed(body);
  if (!object.is_object())
    throw RequestError(400, "the body is no JSON object, expected one such as {\"text\": \"...\"}");
  Parameters parameters;
  for (const auto& [name, value] : object.items()) {
    if (!value.is_array()) {
      parameters.values_.emplace(name, text_of(name, value));
      continue;
    }
    for (const json& one : value) parameters.values_.emplace(name, text_of(name, one));
  }
  parameters.require_known(known);
  return parameters;
}

void Parameters::require_known(std::initializer_list<std::string_view> known) const {
  if (values_.size() > kMostValues) {
    throw RequestError(
        400, fmt::format("{} parameters, expected at most {}", values_.size(), kMostValues));
  }
  for (const auto& [name, value] : values_) {
    if (std::ranges::find(known, name) != known.end()) continue;
    throw RequestError(400, known.size() == 0
                                ? fmt::format("unknown parameter '{}', expected none", name)
                                : fmt::format("unknown parameter '{}', expected {}", name,
                                              fmt::join(known, ", ")));
  }
}

std::vector<std::string> Parameters::all(const std::string& name) const {
  std::vector<std::string> values;
  const auto [first, last] = values_.equal_range(name);
  for (auto at = first; at != last; ++at) values.push_back(at->second);
  return values;
}

std::optional<std::string> Parameters::text(const std::string& name) const {
  const auto [first, last] = values_.equal_range(name);
  if (first == last) return std::nullopt;
  if (std::next(first) != last)
    throw RequestError(400, fmt::format("{} is there more than once, expected one", name));
  return first->second;
}

std::string Parameters::required_text(const std::string& name, std::string_view example) const {
  const std::optional<std::string> value = text(name);
  if (!value || value->empty())
    throw RequestError(400, fmt::format("no {0}, expected one such as {0}={1}", name, example));
  return *value;
}

std::string Parameters::one_of(const std::string& name,
                               const std::vector<std::string>& choices) const {
  std::string value = text(name).value_or(choices.front());
  if (std::ranges::find(choices, value) != choices.end()) return value;
  throw RequestError(
      400, fmt::format("{} is '{}', expected {}", name, value, fmt::join(choices, " or ")));
}

}  // namespace t2v
