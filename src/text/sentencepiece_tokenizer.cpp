#include "text/sentencepiece_tokenizer.h"

#include <fmt/format.h>

#include <stdexcept>
#include <utility>

#include "text/error.h"
#include "text/sentencepiece_model.h"
#include "text/text_file.h"

namespace t2v {

SentencePieceTokenizer::SentencePieceTokenizer(std::string model) : model_(std::move(model)) {
  if (!processor_.LoadFromSerializedProto(without_normalization(model_)).ok()) {
    throw Error(fmt::format("{} bytes that are no SentencePiece model", model_.size()));
  }
}

void SentencePieceTokenizer::tokenize(std::string_view line,
                                      std::vector<std::string_view>& tokens) const {
  tokens.clear();
  for_each_sentencepiece_word(line, [&](std::string_view word) { tokenize_word(word, tokens); });
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
    return std::make_unique<SentencePieceTokenizer>(without_normalization(file.bytes()));
  } catch (const Error&) {
    throw Error(fmt::format("{}: is not a SentencePiece model", path));
  }
}

}  // namespace t2v
