#include "text/text_parts.h"

#include <cstddef>

namespace t2v {

namespace {

/// Large enough that starting on a part costs nothing, small enough that threads end together.
constexpr std::size_t kPartBytes = 256 << 10;

/// Of the part that `rest` begins with.
std::size_t size_of_part(std::string_view rest) {
  if (rest.size() <= kPartBytes) return rest.size();
  const std::size_t feed = rest.find('\n', kPartBytes - 1);
  return feed == std::string_view::npos ? rest.size() : feed + 1;
}

}  // namespace

std::vector<std::string_view> parts_of(const TextFile& text) {
  std::vector<std::string_view> parts;
  for (const TextStretch& stretch : text.stretches()) {
    for (std::string_view rest = text.content_of(stretch); !rest.empty();) {
      const std::size_t size = size_of_part(rest);
      parts.push_back(rest.substr(0, size));
      rest.remove_prefix(size);
      text.release(parts.back());
    }
  }
  return parts;
}

}  // namespace t2v
