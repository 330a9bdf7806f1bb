#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace t2v {

/// Cuts normalised lines into tokens. Implementations may be used from many threads at once.
class Tokenizer {
 public:
  virtual ~Tokenizer() = default;

  /// The name that restores this tokenizer: whitespace, unicode, sentencepiece or characters.
  virtual std::string_view name() const = 0;

  /// Whatever beside the name is needed to restore it (the SentencePiece model); empty for most.
  virtual std::string_view model_bytes() const { return {}; }

  /// Replaces `tokens` by the tokens of `line`, which must be normalised. Every token is a part of
  /// `line`, in order and without overlap, never empty and without white space inside; so
  /// `token.data() - line.data()` is its place in the text.
  virtual void tokenize(std::string_view line, std::vector<std::string_view>& tokens) const = 0;
};

struct TokenizerOptions {
  std::string name = "whitespace";       ///< whitespace, unicode, sentencepiece or characters
  unsigned sentencepiece_vocab = 32000;  ///< pieces to train; fewer where the corpus has fewer
  std::string sentencepiece_model;       ///< path of a trained model; empty: train on the corpus
};

/// The tokenizer that `options` name. SentencePiece without a given model is trained on `lines`
/// (normalised here); the others ignore them.
/// @throws Error for an unknown name, an unreadable model or a corpus too small to train on
std::unique_ptr<Tokenizer> make_tokenizer(const TokenizerOptions& options,
                                          std::span<const std::string_view> lines);

/// The tokenizer stored in a model file as its name() and model_bytes().
/// @throws Error for an unknown name or bytes that are no SentencePiece model
std::unique_ptr<Tokenizer> restore_tokenizer(std::string_view name, std::string_view model_bytes);

}  // namespace t2v
