#include "text/case_folding.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <cstdint>

#include "text/normalize.h"

namespace t2v {

std::string fold_case(std::string_view text) {
  std::string folded;
  icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())})
      .foldCase(U_FOLD_CASE_DEFAULT)
      .toUTF8String(folded);
  return normalize(folded).text;
}

}  // namespace t2v
