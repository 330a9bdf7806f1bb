#include "text/whitespace_tokenizer.h"

#include "text/white_space.h"

namespace t2v {

void WhitespaceTokenizer::tokenize(std::string_view line,
                                   std::vector<std::string_view>& tokens) const {
  tokens.clear();
  for_each_word(line, [&](std::string_view word) { tokens.push_back(word); });
}

}  // namespace t2v
