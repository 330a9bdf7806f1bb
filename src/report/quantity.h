#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// Numbers as people read them.

namespace t2v {

/// Three significant digits: "7", "950", "1.23 k", "45.6 M", "789 G". `number` is not negative.
std::string short_number(double number);

/// "0.4s", "59s", "1m23s", "2h05m", "3d04h". `seconds` is not negative.
std::string short_duration(double seconds);

/// `value` to six decimals, which is what float vectors are good for.
double rounded(double value);

/// "1 word", "2 words".
std::string counted(std::uint64_t count, std::string_view noun);

}  // namespace t2v
