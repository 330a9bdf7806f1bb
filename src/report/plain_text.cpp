#include "report/plain_text.h"

#include <algorithm>

namespace t2v {

std::string plain_text(std::string_view text) {
  constexpr char kDelete = 0x7F;
  std::string plain(text);
  std::ranges::replace_if(
      plain, [](char byte) { return (byte >= 0 && byte < ' ') || byte == kDelete; }, ' ');
  return plain;
}

}  // namespace t2v
