#pragma once

#include <fmt/format.h>

#include <charconv>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "server/request_error.h"

namespace t2v {

/// The parameters of a request, each a text; of a body, the members of its JSON object. What is
/// wrong with them is told by a RequestError of status 400 that names the parameter.
class Parameters {
 public:
  static constexpr std::size_t kMostValues = 64;   ///< of all parameters together
  static constexpr std::size_t kMostBytes = 1024;  ///< of a value

  /// @param known names of parameters; others are refused
  Parameters(std::multimap<std::string, std::string> values,
             std::initializer_list<std::string_view> known);

  /// Reads {"name": "text", "other": 3, "several": ["a", "b"]}. A value may be as long as the body.
  static Parameters from_json(std::string_view body, std::initializer_list<std::string_view> known);

  bool has(const std::string& name) const { return values_.contains(name); }

  /// All values of a parameter, in order; it may be missing.
  std::vector<std::string> all(const std::string& name) const;

  /// @throws RequestError where it is there more than once
  std::optional<std::string> text(const std::string& name) const;

  /// @param example of what is expected @throws RequestError also where it is missing or empty
  std::string required_text(const std::string& name, std::string_view example) const;

  /// @param choices the first one stands for a missing parameter
  std::string one_of(const std::string& name, const std::vector<std::string>& choices) const;

  template <typename Number>
  Number number(const std::string& name, Number otherwise, Number lowest, Number highest) const;

 private:
  Parameters() = default;
  void require_known(std::initializer_list<std::string_view> known) const;

  std::multimap<std::string, std::string> values_;
};

template <typename Number>
Number Parameters::number(const std::string& name, Number otherwise, Number lowest,
                          Number highest) const {
  const std::optional<std::string> typed = text(name);
  if (!typed) return otherwise;
  Number value{};
  const char* const end = typed->data() + typed->size();
  const auto [stop, problem] = std::from_chars(typed->data(), end, value);
  if (problem == std::errc{} && stop == end && value >= lowest && value <= highest) return value;
  throw RequestError(
      400, fmt::format("{} is '{}', expected a {} from {} to {}", name, *typed,
                       std::is_integral_v<Number> ? "whole number" : "number", lowest, highest));
}

}  // namespace t2v
