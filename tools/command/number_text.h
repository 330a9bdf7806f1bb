#pragma once

#include <fmt/format.h>

#include <charconv>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>

#include "command/command.h"

namespace t2v {

/// "1 to 64", or "0 or more" where the type alone is the upper limit.
template <typename Number>
std::string range_text(Number lowest, Number highest) {
  return highest == std::numeric_limits<Number>::max() ? fmt::format("{} or more", lowest)
                                                       : fmt::format("{} to {}", lowest, highest);
}

/// Reads the whole of `text` as a number from `lowest` to `highest` (so never NaN).
/// @throws UsageError naming the option, the text and the range
template <typename Number>
Number read_number(std::string_view option, std::string_view text, Number lowest, Number highest) {
  Number value{};
  const char* const end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data(), end, value);
  if (problem == std::errc{} && stop == end && value >= lowest && value <= highest) return value;
  throw UsageError(fmt::format("--{} is '{}', expected a {} from {}", option, text,
                               std::is_integral_v<Number> ? "whole number" : "number",
                               range_text(lowest, highest)));
}

}  // namespace t2v
