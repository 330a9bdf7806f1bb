#include "text/sentencepiece_tokenizer.h"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

#include "text/error.h"
#include "text/sentencepiece_model.h"
#include "text/text_file.h"

namespace t2v {

namespace {

/// Longer words are cut in parts of this many bytes: no words but data, for which SentencePiece
/// would take some hundred times their size in memory.
constexpr std::size_t kLongestWord = 1 << 14;

/// The first part of a long word; it ends where a character does.
std::string_view first_part(std::string_view word) {
  if (word.size() <= kLongestWord) return word;
  std::size_t end = kLongestWord;
  while ((static_cast<unsigned char>(word[end]) & 0xC0U) == 0x80U) --end;
  return word.substr(0, end);
}

}  // namespace

SentencePieceTokenizer::SentencePieceTokenizer(std::string model) : model_(std::move(model)) {
  if (!processor_.LoadFromSerializedProto(model_).ok()) {
    throw Error(fmt::format("{} bytes that are no SentencePiece model", model_.size()));
  }
}

void SentencePieceTokenizer::tokenize(std::string_view line,
                                      std::vector<std::string_view>& tokens) const {
  tokens.clear();
  for_each_sentencepiece_word(line, [&](std::string_view word) {
    while (!word.empty()) {
      const std::string_view part = first_part(word);
      tokenize_word(part, tokens);
      word.remove_prefix(part.size());
    }
  });
}

void SentencePieceTokenizer::tokenize_word(std::string_view word,
                                           std::vector<std::string_view>& tokens) const {
  const sentencepiece::ImmutableSentencePieceText encoded = processor_.EncodeAsImmutableProto(word);
  bool after_unknown = false;
  for (const auto& piece : encoded.pieces()) {
    const std::string_view token = word.substr(piece.begin(), piece.end() - piece.begin());
    if (token.empty()) continue;  // the mark alone
    // A model with byte fallback gives an unknown character as bytes, the last of which holds it.
    const auto id = static_cast<int>(piece.id());
    const bool unknown = processor_.IsUnknown(id) || processor_.IsByte(id);
    if (unknown && after_unknown) {
      tokens.back() = {tokens.back().data(), tokens.back().size() + token.size()};
    } else {
      tokens.push_back(token);
    }
    after_unknown = unknown;
  }
}

std::unique_ptr<SentencePieceTokenizer> load_sentencepiece(const std::string& path) {
  const TextFile file = TextFile::open(path);
  try {
    // Read as it is first: bytes appended to a damaged model could seem to mend it.
    const SentencePieceTokenizer as_given{std::string(file.bytes())};
    return std::make_unique<SentencePieceTokenizer>(
        without_normalization(std::string(file.bytes())));
  } catch (const Error&) {
    throw Error(fmt::format("{}: is not a SentencePiece model", path));
  }
}

}  // namespace t2v
