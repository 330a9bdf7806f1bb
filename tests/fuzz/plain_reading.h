#pragma once

#include <string>
#include <string_view>
#include <vector>

// The text rules of the library once more, by ICU's plainest functions and without any speed: what
// its fast paths are measured against.

namespace t2v::fuzzing {

/// What normalize() promises, and how many ill-formed sequences there were.
struct PlainNormalization {
  std::string text;
  int invalid_sequences = 0;
};
PlainNormalization plainly_normalized(std::string_view line);

/// The parts of a normalised text between white space.
std::vector<std::string> plain_words(std::string_view text);

/// The same without white space.
std::string without_white_space(std::string_view text);

}  // namespace t2v::fuzzing
