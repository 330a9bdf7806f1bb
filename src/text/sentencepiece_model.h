#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "text/white_space.h"

namespace t2v {

/// U+2581, which SentencePiece writes for a space; in a text it counts as one.
inline constexpr std::string_view kSpaceMark = "\u2581";

/// A run without a space longer than this (in bytes) is handed to SentencePiece in parts: its time
/// over unknown characters is quadratic, and its probabilities have single precision.
inline constexpr std::size_t kLongestSentencePieceWord = 4096;

/// Calls visit(std::string_view) for the words of `line` (normalised), in order. SentencePiece is
/// given word by word, so a word is cut in the same way wherever it stands.
template <typename Visit>
void for_each_sentencepiece_word(std::string_view line, Visit&& visit) {
  const auto visit_in_parts = [&visit](std::string_view word) {
    while (word.size() > kLongestSentencePieceWord) {
      std::size_t cut = kLongestSentencePieceWord;
      while ((static_cast<unsigned char>(word[cut]) & 0xC0) == 0x80) --cut;  // within a character
      visit(word.substr(0, cut));
      word.remove_prefix(cut);
    }
    if (!word.empty()) visit(word);
  };
  for_each_word(line, [&](std::string_view word) {
    while (!word.empty()) {
      const std::size_t mark = std::min(word.find(kSpaceMark), word.size());
      visit_in_parts(word.substr(0, mark));
      word.remove_prefix(std::min(mark + kSpaceMark.size(), word.size()));
    }
  });
}

/// Text beyond this is sampled for training.
inline constexpr std::uint64_t kSentencePieceTrainingBytes = 32 << 20;

/// Trains a unigram model (Kudo 2018, https://arxiv.org/abs/1804.10959) of at most `pieces` pieces
/// on `lines`, which are normalised here. The same lines give the same bytes, whatever the number
/// of cores.
/// @returns a serialised SentencePiece ModelProto
/// @throws Error when there is no text, or when `pieces` are too few for the characters of the text
std::string train_sentencepiece(std::span<const std::string_view> lines, unsigned pieces);

/// `model` (a serialised ModelProto) without a normalisation of its own, since text is normalised
/// before, and with a mark before every word, since words are encoded one by one. Of the model only
/// pieces and settings of the training stay: the tables of a normaliser are read without checks by
/// the library, and samples to test a model with hold with its own normaliser alone.
/// @throws Error when `model` is not a whole protocol-buffers message, or has a piece with a zero
/// byte
std::string without_normalization(std::string_view model);

}  // namespace t2v
