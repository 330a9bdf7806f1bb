#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/vocabulary.h"

namespace t2v {

/// Levenshtein distance between two UTF-8 strings counted in code points, Hangul syllables taken
/// apart into their jamo first (최곱 and 최고 are one apart, 최고 and 최악 three).
unsigned spelling_distance(std::string_view a, std::string_view b);

/// Up to `most` keys of `vocabulary` spelt like `key`, nearest first, the more frequent first among
/// equals; only keys near enough to be a slip of the finger (at most a third of the longer
/// spelling, at least 1).
std::vector<std::string> similar_spellings(std::string_view key, const Vocabulary& vocabulary,
                                           std::size_t most = 5);

}  // namespace t2v
