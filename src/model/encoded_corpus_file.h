#pragma once

#include <memory>
#include <optional>
#include <string>

#include "text/corpus.h"
#include "text/random_access_file.h"
#include "text/tokenizer.h"

namespace t2v {

/// A corpus as encode_corpus leaves it (without labels), and the tokenizer that cut it.
struct EncodedCorpus {
  std::shared_ptr<const Tokenizer> tokenizer;
  Corpus corpus;
};

/// Writes an encoded corpus, so that the next run need not tokenise the text again. The file:
///   8 bytes   "t2vcache"
///   13 x u64  format version, bytes of the identity, of the tokenizer's name and of its model,
///             words, bytes of all words, documents, tokens, and of Corpus
///             tokens_read, overlong_tokens, invalid_sequences, first_invalid_line and
///             forgotten_count
///   identity, tokenizer's name, its model
///   u64 count and u8 length of each word, words end to end
///   u32 number of tokens of each document; u32 id of each token
///   64 bytes  SHA-256 of all before, as hexadecimal digits
/// All numbers are little-endian.
/// @throws Error when it cannot be written
/// @returns the tokens where they lie in the file
TokenStore save_encoded_corpus(const std::string& path, const std::string& identity,
                               const Corpus& corpus, const Tokenizer& tokenizer);

/// What load_encoded_corpus found.
struct CachedCorpus {
  std::optional<EncodedCorpus> found;  ///< its tokens are left in the file
  std::string why_not;  ///< otherwise, behind the file's name: "is damaged"; empty without a file
};

/// Reads what save_encoded_corpus wrote if it has this identity and every byte is as written.
/// @throws Error for a file that is no such cache at all, which must not be overwritten
CachedCorpus load_encoded_corpus(const std::string& path, const std::string& identity);

/// Whether a file begins as those of save_encoded_corpus do. @throws Error where it cannot be read
bool is_encoded_corpus(const RandomAccessFile& file);

/// Whether every byte of such a file is as it was written. @throws Error where it cannot be read
bool is_whole_encoded_corpus(const RandomAccessFile& file);

}  // namespace t2v
