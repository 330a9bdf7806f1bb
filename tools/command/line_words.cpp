#include "command/line_words.h"

namespace t2v {
namespace {

constexpr std::string_view kSpaces = " \t\r\n";

bool is_space(char character) {
  return kSpaces.find(character) != std::string_view::npos;
}

}  // namespace

LineWords cut_line(std::string_view line) {
  LineWords cut;
  char quote = 0;  // the one that is open
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char character = line[at];
    if (quote == 0 && is_space(character)) {
      cut.at_word = false;
      continue;
    }
    if (!cut.at_word) {
      cut.words.emplace_back();
      cut.at_word = true;
      cut.last_begin = at;
    }
    if (character == '\\' && quote != '\'') {
      cut.unfinished = at + 1 == line.size();
      if (!cut.unfinished) cut.words.back() += line[++at];
    } else if (character == quote) {
      quote = 0;
    } else if (quote == 0 && (character == '\'' || character == '"')) {
      quote = character;
    } else {
      cut.words.back() += character;
    }
  }
  cut.unfinished |= quote != 0;
  if (!cut.at_word) cut.last_begin = line.size();
  return cut;
}

std::string quoted_word(std::string_view word) {
  if (word.empty()) return "''";
  std::string quoted;
  for (const char character : word) {
    const bool special = is_space(character) || character == '\'' || character == '"' ||
                         character == '\\' || (quoted.empty() && character == '#');
    if (special) quoted += '\\';
    quoted += character;
  }
  return quoted;
}

}  // namespace t2v
