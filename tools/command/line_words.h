#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace t2v {

/// A line cut into words as shells cut it: white space divides them, quotes of either kind keep
/// what is between them together, and a backslash takes what follows as it is (but within '...').
/// Nothing else has a meaning.
struct LineWords {
  std::vector<std::string> words;
  bool unfinished = false;     ///< a quote is open, or a backslash is the last character
  bool at_word = false;        ///< the last word reaches the end of the line
  std::size_t last_begin = 0;  ///< where that word begins, in bytes; else the end of the line
};
LineWords cut_line(std::string_view line);

/// `word` as cut_line() finds it again.
std::string quoted_word(std::string_view word);

}  // namespace t2v
