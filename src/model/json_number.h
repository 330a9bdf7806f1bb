#pragma once

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <type_traits>

namespace t2v {

/// Whether `value` is a number that a Value can hold: nlohmann-json itself makes 1 of 1.5, and any
/// number of -1 and of 1e300, where whole numbers are wanted.
template <typename Value>
bool holds_number(const nlohmann::json& value) {
  if constexpr (std::is_integral_v<Value>) {
    static_assert(std::is_unsigned_v<Value>);
    return value.is_number_unsigned() &&
           value.get<std::uint64_t>() <= std::numeric_limits<Value>::max();
  } else {
    return value.is_number();
  }
}

/// Takes the member `name` of an object.
/// @throws nlohmann::json::exception where there is none, or none that Value can hold
template <typename Value>
void get_number(const nlohmann::json& object, const char* name, Value& value) {
  const nlohmann::json& member = object.at(name);
  if (!holds_number<Value>(member)) {
    throw nlohmann::json::other_error::create(501, std::string(name) + " is another number",
                                              nullptr);
  }
  member.get_to(value);
}

}  // namespace t2v
