#include "text/tokenizer.h"

#include <fmt/format.h>

#include "text/character_tokenizer.h"
#include "text/error.h"
#include "text/sentencepiece_model.h"
#include "text/sentencepiece_tokenizer.h"
#include "text/unicode_tokenizer.h"
#include "text/whitespace_tokenizer.h"

namespace t2v {

namespace {

/// A tokenizer that needs nothing but its name; null for others.
std::unique_ptr<Tokenizer> make_simple_tokenizer(std::string_view name) {
  if (name == WhitespaceTokenizer::kName) return std::make_unique<WhitespaceTokenizer>();
  if (name == UnicodeTokenizer::kName) return std::make_unique<UnicodeTokenizer>();
  if (name == CharacterTokenizer::kName) return std::make_unique<CharacterTokenizer>();
  return nullptr;
}

[[noreturn]] void throw_unknown(std::string_view name) {
  throw Error(fmt::format("tokenizer '{}': expected {}, {}, {} or {}", name,
                          WhitespaceTokenizer::kName, UnicodeTokenizer::kName,
                          SentencePieceTokenizer::kName, CharacterTokenizer::kName));
}

}  // namespace

std::unique_ptr<Tokenizer> make_tokenizer(const TokenizerOptions& options,
                                          std::span<const std::string_view> lines) {
  if (auto tokenizer = make_simple_tokenizer(options.name)) return tokenizer;
  if (options.name != SentencePieceTokenizer::kName) throw_unknown(options.name);
  if (!options.sentencepiece_model.empty()) return load_sentencepiece(options.sentencepiece_model);
  return std::make_unique<SentencePieceTokenizer>(
      train_sentencepiece(lines, options.sentencepiece_vocab));
}

std::unique_ptr<Tokenizer> restore_tokenizer(std::string_view name, std::string_view model_bytes) {
  if (auto tokenizer = make_simple_tokenizer(name)) return tokenizer;
  if (name != SentencePieceTokenizer::kName) throw_unknown(name);
  return std::make_unique<SentencePieceTokenizer>(std::string(model_bytes));
}

}  // namespace t2v
