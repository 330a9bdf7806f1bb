#pragma once

#include <string_view>

namespace t2v {

/// A line for people on standard error.
void say(std::string_view text);

/// Something a user should know that is no failure: a line marked as a note.
void remark(std::string_view text);

/// From now on nothing is said: another process of the same run says it all.
void keep_silent();

/// Takes that back.
void break_silence();

}  // namespace t2v
