#include "text/text_parts.h"

#include <cstddef>

namespace t2v {

namespace {

/// Large enough that starting on a part costs nothing, small enough that threads end together.
constexpr std::size_t kPartBytes = 256 << 10;

}  // namespace

std::vector<std::string_view> parts_of(const TextFile& text) {
  std::vector<std::string_view> parts;
  for (std::string_view rest = text.content(); !rest.empty();) {
    std::size_t size = rest.size();
    if (size > kPartBytes) {
      const std::size_t feed = rest.find('\n', kPartBytes - 1);
      if (feed != std::string_view::npos) size = feed + 1;
    }
    parts.push_back(rest.substr(0, size));
    rest.remove_prefix(size);
    text.release(parts.back());
  }
  return parts;
}

}  // namespace t2v
