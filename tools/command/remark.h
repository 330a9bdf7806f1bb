#pragma once

#include <string_view>

namespace t2v {

/// A line for people on standard error.
void say(std::string_view text);

/// Something a user should know that is no failure: a line marked as a note.
void remark(std::string_view text);

}  // namespace t2v
