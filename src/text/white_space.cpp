#include "text/white_space.h"

namespace t2v::detail {

std::size_t longer_white_space(std::string_view text) {
  if (text.starts_with("\u0085") || text.starts_with("\u00A0")) return 2;
  if (text.size() < 3) return 0;
  const std::string_view lead = text.substr(0, 2);
  const auto last = static_cast<unsigned char>(text[2]);
  const bool is_space =
      (lead == "\xE2\x80" && (last <= 0x8A || last == 0xA8 || last == 0xA9 || last == 0xAF)) ||
      text.starts_with("\u205F") || text.starts_with("\u3000") || text.starts_with("\u1680");
  return is_space ? 3 : 0;
}

}  // namespace t2v::detail
