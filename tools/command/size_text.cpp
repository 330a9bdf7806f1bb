#include "command/size_text.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "command/command.h"

namespace t2v {

std::uint64_t read_size(std::string_view option, std::string_view text) {
  constexpr std::string_view kUnits = "KMGT";
  constexpr double kMost = 1e18;  // fits into 64 bits
  double value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
  const std::string_view unit(stop, static_cast<std::size_t>(end - stop));
  const std::size_t power = unit.size() == 1 ? kUnits.find(unit) : std::string_view::npos;
  const double bytes = value * std::pow(1000.0, static_cast<double>(power) + 1.0);
  const bool is_nothing = unit.empty() && value == 0.0;
  if (problem == std::errc{} && !std::signbit(value)) {
    if (is_nothing) return 0;
    if (power != std::string_view::npos && bytes >= 1.0 && bytes <= kMost) {
      return static_cast<std::uint64_t>(bytes);
    }
  }
  throw UsageError(
      fmt::format("--{} is '{}', expected a size such as 500M or 2G, or 0 for none", option, text));
}

std::string megabytes(std::uint64_t bytes) {
  return fmt::format("{} MB", (bytes + 999'999) / 1'000'000);
}

}  // namespace t2v
