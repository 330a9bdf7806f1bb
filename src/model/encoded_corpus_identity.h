#pragma once

#include <string>

#include "text/corpus.h"
#include "text/tokenizer.h"

namespace t2v {

/// Names all that an encoded corpus depends on: the bytes of the text, tokenizer and vocabulary
/// options, known words with their counts, a given SentencePiece model's bytes, and the versions of
/// this program and of ICU. Two runs with the same identity encode alike.
/// @param stored_tokenizer the tokenizer where a model file gives it; null: as `tokenizer` says
/// @throws Error when the SentencePiece model cannot be read
std::string encoded_corpus_identity(const std::string& corpus_sha256,
                                    const TokenizerOptions& tokenizer,
                                    const VocabularyOptions& vocabulary,
                                    const Tokenizer* stored_tokenizer = nullptr);

}  // namespace t2v
