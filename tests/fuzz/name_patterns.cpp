#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "fuzz/property.h"
#include "query/term.h"
#include "text/name_pattern.h"

#include <unicode/unistr.h>

namespace t2v::fuzzing {
namespace {

using Characters = std::vector<UChar32>;

Characters characters_of(std::string_view text) {
  const auto units =
      icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  Characters characters;
  for (std::int32_t at = 0; at < units.length(); at = units.moveIndex32(at, 1)) {
    characters.push_back(units.char32At(at));
  }
  return characters;
}

/// A part of a pattern: any text, or one character among ranges, or outside them.
struct Part {
  bool any_text = false;
  bool outside = false;
  std::vector<std::pair<UChar32, UChar32>> ranges;

  bool takes(UChar32 c) const {
    bool inside = false;
    for (const auto& [first, last] : ranges) inside |= first <= c && c <= last;
    return inside != outside;
  }
};

/// Reads patterns as NamePattern documents them.
class PlainPattern {
 public:
  explicit PlainPattern(std::string_view pattern) : pattern_(characters_of(pattern)) {
    while (at_ < pattern_.size()) parts_.push_back(part());
  }

  /// Whether a list holds a range of nothing, such as z-a.
  bool impossible() const { return impossible_; }

  bool matches(std::string_view name) const {
    // reached[i]: the parts so far match the first i characters.
    const Characters characters = characters_of(name);
    std::vector<bool> reached(characters.size() + 1, false);
    reached[0] = true;
    for (const Part& part : parts_) {
      std::vector<bool> next(reached.size(), false);
      for (std::size_t i = 0; i < reached.size(); ++i) {
        if (part.any_text) {
          next[i] = reached[i] || (i > 0 && next[i - 1]);
        } else {
          next[i] = i > 0 && reached[i - 1] && part.takes(characters[i - 1]);
        }
      }
      reached = next;
    }
    return reached.back();
  }

 private:
  /// The character at a place, one behind a backslash as it is; the place moves behind it.
  UChar32 literal(std::size_t& at) const {
    if (pattern_[at] == '\\' && at + 1 < pattern_.size()) ++at;
    return pattern_[at++];
  }

  Part part() {
    const UChar32 c = pattern_[at_];
    if (c == '*' || c == '?') {
      ++at_;
      return {.any_text = c == '*', .outside = true, .ranges = {}};
    }
    if (c == '[') {
      if (auto list = read_list()) return *list;
    }
    const UChar32 one = literal(at_);
    return {.ranges = {{one, one}}};
  }

  /// The list at at_, if it ends.
  std::optional<Part> read_list() {
    Part list;
    bool wrong_way = false;
    std::size_t at = at_ + 1;
    if (at < pattern_.size() && (pattern_[at] == '!' || pattern_[at] == '^')) {
      list.outside = true;
      ++at;
    }
    const std::size_t first = at;
    while (at < pattern_.size() && (pattern_[at] != ']' || at == first)) {
      if (pattern_[at] == '\\' && at + 1 == pattern_.size()) return std::nullopt;
      const UChar32 from = literal(at);
      UChar32 to = from;
      if (at + 1 < pattern_.size() && pattern_[at] == '-' && pattern_[at + 1] != ']') {
        if (pattern_[++at] == '\\' && at + 1 == pattern_.size()) return std::nullopt;
        to = literal(at);
      }
      wrong_way |= to < from;
      list.ranges.emplace_back(from, to);
    }
    if (at >= pattern_.size()) return std::nullopt;
    impossible_ |= wrong_way;
    at_ = at + 1;
    return list;
  }

  Characters pattern_;
  std::size_t at_ = 0;
  std::vector<Part> parts_;
  bool impossible_ = false;
};

}  // namespace

/// A pattern, the end of the line, names.
void fuzz_name_patterns(Bytes input) {
  const std::string_view text = text_of(input);
  const std::size_t feed = std::min(text.find('\n'), text.size());
  if (text.size() - feed > 4 * kMaxKeyBytes) return;
  const std::string pattern_text = normalized_key(text.substr(0, feed));
  std::string_view names = text.substr(std::min(feed + 1, text.size()));

  const PlainPattern plain(pattern_text);
  std::optional<NamePattern> pattern;
  const bool accepted = accepts([&] { pattern.emplace(pattern_text); });
  require(accepted != plain.impossible(), "patterns are refused for lists that run backwards");
  while (accepted && !names.empty()) {
    const std::size_t end = std::min(names.find('\n'), names.size());
    const std::string name = normalized_key(names.substr(0, end));
    require(pattern->matches(name) == plain.matches(name), "matches what it should");
    names.remove_prefix(std::min(end + 1, names.size()));
  }
}

}  // namespace t2v::fuzzing
