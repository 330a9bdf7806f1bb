#pragma once

#include <string>
#include <string_view>

#include "model/embedding_file.h"

namespace t2v {

/// SHA-256 over what a model holds beside its vectors: for the words, then the labels, their number
/// and of each the key and the count; then tokenizer name, tokenizer model, options, corpus_sha256,
/// seed and epochs done. A number is 8 bytes, least significant first; a string is its length in
/// bytes as a number, then its bytes. The tokenizer comes as it is stored, not as
/// `model.tokenizer`: its bytes are to be checked before it is made of them.
std::string strings_sha256(const EmbeddingModel& model, std::string_view tokenizer_name,
                           std::string_view tokenizer_model);

}  // namespace t2v
