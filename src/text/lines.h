#pragma once

#include <cstddef>
#include <string_view>

namespace t2v {

/// Calls visit(std::string_view) for every line of `text` without its end (LF or CRLF), in order. A
/// last line need not end in LF.
template <typename Visit>
void for_each_line(std::string_view text, Visit&& visit) {
  while (!text.empty()) {
    const std::size_t feed = text.find('\n');
    std::string_view line = text.substr(0, feed);
    if (feed != std::string_view::npos && line.ends_with('\r')) line.remove_suffix(1);
    visit(line);
    text.remove_prefix(feed == std::string_view::npos ? text.size() : feed + 1);
  }
}

}  // namespace t2v
