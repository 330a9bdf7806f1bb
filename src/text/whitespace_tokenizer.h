#pragma once

#include "text/tokenizer.h"

namespace t2v {

/// For text that is tokenised already: what stands between white space is a token.
class WhitespaceTokenizer : public Tokenizer {
 public:
  static constexpr std::string_view kName = "whitespace";

  std::string_view name() const override { return kName; }
  void tokenize(std::string_view line, std::vector<std::string_view>& tokens) const override;
};

}  // namespace t2v
