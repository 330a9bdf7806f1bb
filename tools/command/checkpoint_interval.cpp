#include "command/checkpoint_interval.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "command/command.h"

namespace t2v {
namespace {

struct Unit {
  std::string_view name;
  double seconds;  ///< 0: no time
  double share;    ///< of all tokens; 0: not of tokens
};
constexpr std::array<Unit, 4> kUnits{{{"s", 1, 0}, {"min", 60, 0}, {"h", 3600, 0}, {"%", 0, 0.01}}};

constexpr double kMostSeconds = 3'600'000;
constexpr double kLeastShare = 1e-4;

bool is_in_range(const CheckpointInterval& interval) {
  const bool by_time = interval.seconds >= 1 && interval.seconds <= kMostSeconds;
  const bool by_tokens = interval.share >= kLeastShare && interval.share <= 1;
  return by_time || by_tokens;
}

}  // namespace

CheckpointInterval read_checkpoint_interval(std::string_view option, std::string_view text) {
  double value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
  const std::string_view rest(stop, static_cast<std::size_t>(end - stop));
  for (const Unit& unit : kUnits) {
    const CheckpointInterval interval{value * unit.seconds, value * unit.share};
    if (problem == std::errc{} && rest == unit.name && is_in_range(interval)) return interval;
  }
  throw UsageError(
      fmt::format("--{} is '{}', expected a time from 1s to 1000h such as 30s or 10min, or a share "
                  "of the training from 0.01% to 100% such as 5%",
                  option, text));
}

}  // namespace t2v
