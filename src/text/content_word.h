#pragma once

#include <string_view>

namespace t2v {

/// Whether a word is likely to have a meaning of its own, as far as its characters tell: it has a
/// letter, and more than one character. Words of a single character are mostly particles, in Korean
/// and Chinese as in English; what has no letter is punctuation or a number.
bool is_content_word(std::string_view word);

}  // namespace t2v
