#pragma once

#include <string>
#include <string_view>

namespace t2v {

/// `text` on one line: every control character (tab, line end, escape, ...) becomes a space, so
/// that it can neither break a table nor steer a terminal. Works on UTF-8 of any kind.
std::string plain_text(std::string_view text);

}  // namespace t2v
