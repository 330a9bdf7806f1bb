#include "fuzz/plain_reading.h"
#include "fuzz/property.h"
#include "fuzz/token_properties.h"
#include "text/character_tokenizer.h"
#include "text/normalize.h"
#include "text/unicode_tokenizer.h"
#include "text/whitespace_tokenizer.h"

namespace t2v::fuzzing {
namespace {

std::string joined(const std::vector<std::string_view>& tokens) {
  std::string text;
  for (const std::string_view token : tokens) text += token;
  return text;
}

}  // namespace

/// A line for all tokenizers that need no model.
void fuzz_tokenizers(Bytes input) {
  static const WhitespaceTokenizer whitespace;
  static const UnicodeTokenizer unicode;
  static const CharacterTokenizer characters;
  const std::string line = normalize(text_of(input)).text;

  const auto words = checked_tokens(whitespace, line);
  require(std::vector<std::string>(words.begin(), words.end()) == plain_words(line),
          "words are what stands between white space");
  require(joined(checked_tokens(characters, line)) == without_white_space(line),
          "characters make up the line");
  checked_tokens(unicode, line);
}

}  // namespace t2v::fuzzing
