#pragma once

#include <fmt/format.h>

#include <charconv>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

#include "fuzz/fuzz_targets.h"
#include "text/error.h"
#include "text/text_file.h"

namespace t2v::fuzzing {

/// A property that does not hold: a finding.
class Violation : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

inline void require(bool holds, std::string_view property) {
  if (!holds) throw Violation(std::string(property));
}

inline std::string_view text_of(Bytes input) {
  return {reinterpret_cast<const char*>(input.data()), input.size()};
}

/// Runs `call`, which may refuse what it is given by an Error with a message.
/// @returns whether it did not
template <typename Call>
bool accepts(Call call) {
  try {
    call();
    return true;
  } catch (const Error& error) {
    require(!std::string_view(error.what()).empty(), "an error says something");
    return false;
  }
}

/// That an error of a file's reader is one line that begins with the file's name, and a number
/// behind it is that of one of its lines.
inline void require_place(std::string_view message, const TextFile& file) {
  require(message.find('\n') == std::string_view::npos, "an error is one line");
  require(message.starts_with(file.name() + ":"), "an error names the file");
  message.remove_prefix(file.name().size() + 1);
  std::size_t line = 0;
  const auto [end, problem] =
      std::from_chars(message.data(), message.data() + message.size(), line);
  if (problem != std::errc{}) return;
  require(*end == ':', "a colon follows the line's number");
  require(line >= 1 && line <= file.lines().size(), "an error names a line of the file");
}

/// accepts() of a call that reads `file`.
template <typename Call>
bool accepts_file(const TextFile& file, Call call) {
  try {
    call();
    return true;
  } catch (const Error& error) {
    require_place(error.what(), file);
    return false;
  }
}

}  // namespace t2v::fuzzing
