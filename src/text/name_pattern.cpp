#include "text/name_pattern.h"

#include <fmt/format.h>
#include <unicode/regex.h>
#include <unicode/unistr.h>

#include <string>

#include "text/error.h"

namespace t2v {
namespace {

bool is_ascii_punctuation(char byte) {
  return (byte >= '!' && byte <= '/') || (byte >= ':' && byte <= '@') ||
         (byte >= '[' && byte <= '`') || (byte >= '{' && byte <= '~');
}

/// Adds a byte that stands for itself.
void append_literal(std::string& expression, char byte) {
  if (is_ascii_punctuation(byte)) expression += '\\';
  expression += byte;
}

/// The position of the ] that ends the list which begins behind the [ at `open`; npos: there is
/// none. A ] that comes first is one of the list.
std::size_t end_of_list(std::string_view pattern, std::size_t open) {
  std::size_t first = open + 1;
  if (first < pattern.size() && (pattern[first] == '!' || pattern[first] == '^')) ++first;
  for (std::size_t i = first; i < pattern.size(); ++i) {
    if (pattern[i] == '\\') {
      ++i;
    } else if (pattern[i] == ']' && i > first) {
      return i;
    }
  }
  return std::string_view::npos;
}

/// Adds the character at `at` of a list, one behind a backslash as it is, and moves `at` behind it.
void append_character(std::string& expression, std::string_view list, std::size_t& at) {
  if (list[at] == '\\' && at + 1 < list.size()) ++at;
  do {
    append_literal(expression, list[at++]);
  } while (at < list.size() && (static_cast<unsigned char>(list[at]) & 0xC0) == 0x80);
}

/// `list`: what stands between [ and ].
void append_list(std::string& expression, std::string_view list) {
  expression += '[';
  if (list.front() == '!' || list.front() == '^') {
    expression += '^';
    list.remove_prefix(1);
  }
  for (std::size_t at = 0; at < list.size();) {
    append_character(expression, list, at);
    if (at + 1 >= list.size() || list[at] != '-') continue;
    expression += '-';
    append_character(expression, list, ++at);
  }
  expression += ']';
}

/// The regular expression that matches the same names. What stands between two * may be taken where
/// it first fits, as nothing behind it depends on the place: without that (the atomic groups) a
/// pattern of many * would be tried in more ways than anybody can wait for.
std::string regular_expression(std::string_view pattern) {
  constexpr std::string_view kAnyText = ".*";
  std::string expression;
  std::size_t last_star = std::string::npos;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const std::size_t end = pattern[i] == '[' ? end_of_list(pattern, i) : std::string_view::npos;
    if (end != std::string_view::npos) {
      append_list(expression, pattern.substr(i + 1, end - i - 1));
      i = end;
    } else if (pattern[i] == '*') {
      if (last_star != std::string::npos) {
        expression.replace(last_star, kAnyText.size(), "(?>.*?");
        expression += ')';
      }
      last_star = expression.size();
      expression += kAnyText;
    } else if (pattern[i] == '?') {
      expression += '.';
    } else {
      if (pattern[i] == '\\' && i + 1 < pattern.size()) ++i;
      append_literal(expression, pattern[i]);
    }
  }
  return expression;
}

icu::UnicodeString utf16(std::string_view text) {
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

}  // namespace

struct NamePattern::Expression {
  std::unique_ptr<icu::RegexPattern> compiled;
};

NamePattern::NamePattern(std::string_view pattern) : expression_(std::make_unique<Expression>()) {
  UErrorCode status = U_ZERO_ERROR;
  expression_->compiled.reset(
      icu::RegexPattern::compile(utf16(regular_expression(pattern)), UREGEX_DOTALL, status));
  if (U_FAILURE(status)) {
    throw Error(fmt::format("'{}' is no pattern of names ({}), expected one such as film:12*",
                            pattern, u_errorName(status)));
  }
}

NamePattern::~NamePattern() = default;

bool NamePattern::matches(std::string_view name) const {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString text = utf16(name);  // the matcher reads it where it is
  const std::unique_ptr<icu::RegexMatcher> matcher(expression_->compiled->matcher(text, status));
  const bool matches = matcher != nullptr && matcher->matches(status);
  if (U_FAILURE(status))
    throw Error(fmt::format("cannot match '{}': {}", name, u_errorName(status)));
  return matches;
}

}  // namespace t2v
