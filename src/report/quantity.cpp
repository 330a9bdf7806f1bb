#include "report/quantity.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace t2v {

std::string short_number(double number) {
  constexpr std::array kPrefixes = {"", " k", " M", " G", " T"};
  std::size_t prefix = 0;
  // 999.5 would be shown with four digits.
  while (number >= 999.5 && prefix + 1 < kPrefixes.size()) {
    number /= 1000;
    ++prefix;
  }
  const bool whole = prefix == 0 && number == std::floor(number);
  const int digits = whole || number >= 99.95 ? 0 : number >= 9.995 ? 1 : 2;
  return fmt::format("{:.{}f}{}", number, digits, kPrefixes[prefix]);
}

std::string short_duration(double seconds) {
  if (seconds < 9.95) return fmt::format("{:.1f}s", seconds);
  constexpr double kLongest = 1e15;  // seconds; whatever is more is as good as for ever
  const auto whole = static_cast<std::uint64_t>(std::llround(std::fmin(seconds, kLongest)));
  const std::uint64_t minutes = whole / 60;
  const std::uint64_t hours = minutes / 60;
  if (minutes == 0) return fmt::format("{}s", whole);
  if (hours == 0) return fmt::format("{}m{:02}s", minutes, whole % 60);
  if (hours < 24) return fmt::format("{}h{:02}m", hours, minutes % 60);
  return fmt::format("{}d{:02}h", hours / 24, hours % 24);
}

double rounded(double value) {
  return std::round(value * 1e6) / 1e6;
}

std::string counted(std::uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace t2v
