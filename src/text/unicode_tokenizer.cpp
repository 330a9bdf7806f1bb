#include "text/unicode_tokenizer.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>

#include "text/white_space.h"

namespace t2v {

namespace {

/// General categories that make no word by themselves: separators, punctuation, control and format
/// characters, and marks that belong to a letter before them.
constexpr std::uint32_t kNoContent =
    U_GC_Z_MASK | U_GC_P_MASK | U_GC_CC_MASK | U_GC_CF_MASK | U_GC_M_MASK;

bool has_content(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  std::size_t at = 0;
  while (at < text.size()) {
    UChar32 c = 0;
    U8_NEXT_UNSAFE(bytes, at, c);
    if ((U_GET_GC_MASK(c) & kNoContent) == 0) return true;
  }
  return false;
}

}  // namespace

void UnicodeTokenizer::tokenize(std::string_view line,
                                std::vector<std::string_view>& tokens) const {
  tokens.clear();
  boundaries_.for_each_segment(line, [&](std::string_view segment) {
    // A segment may have white space inside: U+202F joins words, and a mark clings to a space.
    for_each_word(segment, [&](std::string_view word) {
      if (has_content(word)) tokens.push_back(word);
    });
  });
}

}  // namespace t2v
