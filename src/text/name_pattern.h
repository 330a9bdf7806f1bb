#pragma once

#include <memory>
#include <string_view>

namespace t2v {

/// A pattern of names as shells know them: * stands for any text, ? for one character, [...] for
/// one of those listed ([!...]: one of all others, a-z: from a to z), and \ takes the next
/// character as it is. Characters are Unicode's, whatever the user's locale. (fnmatch(3) would
/// depend on the locale, and glibc's confuses Hangul within [...].)
class NamePattern {
 public:
  /// @throws Error for a pattern that can match nothing: [z-a]
  explicit NamePattern(std::string_view pattern);
  ~NamePattern();
  NamePattern(const NamePattern&) = delete;
  NamePattern& operator=(const NamePattern&) = delete;

  /// Whether the whole name matches.
  bool matches(std::string_view name) const;

 private:
  struct Expression;
  std::unique_ptr<Expression> expression_;
};

}  // namespace t2v
