#pragma once

#include "text/boundaries.h"
#include "text/tokenizer.h"

namespace t2v {

/// Words by the boundaries of Unicode. Punctuation is left out; letters, digits, symbols and emoji
/// are tokens.
class UnicodeTokenizer : public Tokenizer {
 public:
  static constexpr std::string_view kName = "unicode";

  std::string_view name() const override { return kName; }
  void tokenize(std::string_view line, std::vector<std::string_view>& tokens) const override;

 private:
  Boundaries boundaries_{Boundaries::Kind::kWords};
};

}  // namespace t2v
