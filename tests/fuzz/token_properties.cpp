#include "fuzz/token_properties.h"

#include "fuzz/plain_reading.h"
#include "fuzz/property.h"

namespace t2v::fuzzing {

std::vector<std::string_view> checked_tokens(const Tokenizer& tokenizer, std::string_view line) {
  std::vector<std::string_view> tokens{"what was there before"};
  tokenizer.tokenize(line, tokens);
  const char* end = line.data();
  for (const std::string_view token : tokens) {
    require(!token.empty(), "no token is empty");
    require(token.data() >= end && token.data() + token.size() <= line.data() + line.size(),
            "tokens are parts of the line, in order and without overlap");
    end = token.data() + token.size();
    require(without_white_space(token) == token, "no token has white space, nor half a character");
  }
  std::vector<std::string_view> again;
  tokenizer.tokenize(line, again);
  require(again == tokens, "the same line is cut in the same way");
  return tokens;
}

}  // namespace t2v::fuzzing
