#pragma once

#include <cstddef>
#include <string_view>

namespace t2v {

/// Columns that `utf8` takes on a terminal: Hangul, Chinese, Japanese and emoji take two, combining
/// marks, the inner jamo of decomposed Hangul and control characters none. Emoji joined to one
/// picture count once; an ill-formed sequence counts as the one U+FFFD that is shown for it.
/// Characters of ambiguous width (UAX #11) take one.
std::size_t display_width(std::string_view utf8);

}  // namespace t2v
