#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <oneapi/tbb/enumerable_thread_specific.h>

#include "text/chunk_tokens.h"
#include "text/corpus.h"
#include "text/corpus_chunk.h"
#include "text/frequent_tokens.h"
#include "text/text_file.h"
#include "text/token_dictionary.h"
#include "text/tokenizer.h"

namespace t2v {

/// A corpus on its way from text to ids, in parallel: one of the functions that give numbers to
/// tokens, then finish() or counts(), each once.
class CorpusEncoding {
 public:
  /// What is given must outlive this object.
  CorpusEncoding(const TextFile& text, const Tokenizer& tokenizer, const TokenRoom& room);

  /// Numbers all tokens. @returns them with their counts; nothing where there are more than `bound`
  /// admits, and this object is of no further use then
  std::optional<TokenDictionary> number_tokens(const DictionaryBound& bound);

  /// Numbers the tokens that are in `known` as they are there and counts them anew; others are left
  /// out.
  void number_known_tokens(TokenDictionary& known);

  /// Numbers words by their ids; other tokens are left out.
  void number_words(const Vocabulary& words);

  /// @param words_of_tokens the id of the word for each number; kNoNumber: left out. Not used after
  ///   number_words
  Corpus finish(std::span<const std::uint32_t> words_of_tokens);

  /// Counts of the text alone.
  Corpus counts();

 private:
  /// What one thread has met. Threads number tokens on their own, so they never wait for each
  /// other; the numbers are brought together at the end.
  struct ThreadTokens {
    TokenDictionary dictionary;
    std::vector<std::uint32_t> merged_numbers;  ///< of dictionary's numbers
    std::vector<std::uint64_t> known_counts;    ///< where tokens are known beforehand
    EncodingBuffers buffers;
    std::vector<std::uint32_t> numbers;  ///< of the chunk in work
  };

  template <typename Number>
  void encode(std::size_t index, Number&& number_tokens);
  TokenDictionary merge_dictionaries();

  const TextFile& text_;
  const Tokenizer& tokenizer_;
  std::vector<CorpusChunk> chunks_;
  tbb::enumerable_thread_specific<ThreadTokens> threads_;
  std::vector<const ThreadTokens*> threads_of_chunks_;  ///< those that encoded them
  bool numbers_are_final_ = false;
  ChunkTokens tokens_;
};

}  // namespace t2v
