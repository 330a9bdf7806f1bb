#pragma once

#include "text/boundaries.h"
#include "text/tokenizer.h"

namespace t2v {

/// One token for each grapheme cluster (what a reader takes for one character, so that a letter
/// keeps its accents and a joined emoji stays whole), white space left out.
class CharacterTokenizer : public Tokenizer {
 public:
  static constexpr std::string_view kName = "characters";

  std::string_view name() const override { return kName; }
  void tokenize(std::string_view line, std::vector<std::string_view>& tokens) const override;

 private:
  Boundaries boundaries_{Boundaries::Kind::kGraphemeClusters};
};

}  // namespace t2v
