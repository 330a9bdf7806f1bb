#pragma once

#include <sentencepiece_processor.h>

#include <memory>
#include <string>

#include "text/tokenizer.h"

namespace t2v {

/// The pieces of a SentencePiece model (unigram, BPE or other), as they stand in the text: without
/// the mark ▁ and without the model's own normalisation. What the model does not know stays a
/// token, a run of unknown characters one token.
class SentencePieceTokenizer : public Tokenizer {
 public:
  static constexpr std::string_view kName = "sentencepiece";

  /// `model`: a serialised ModelProto, kept as model_bytes().
  /// @throws Error when it is none
  explicit SentencePieceTokenizer(std::string model);

  std::string_view name() const override { return kName; }
  std::string_view model_bytes() const override { return model_; }
  void tokenize(std::string_view line, std::vector<std::string_view>& tokens) const override;

 private:
  void tokenize_word(std::string_view word, std::vector<std::string_view>& tokens) const;

  std::string model_;
  sentencepiece::SentencePieceProcessor processor_;
};

/// @throws Error when the file cannot be read or is no SentencePiece model
std::unique_ptr<SentencePieceTokenizer> load_sentencepiece(const std::string& path);

}  // namespace t2v
