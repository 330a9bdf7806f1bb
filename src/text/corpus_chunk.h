#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/corpus.h"
#include "text/id_buffer.h"
#include "text/text_file.h"
#include "text/tokenizer.h"

namespace t2v {

/// In place of a number: the token is left out.
inline constexpr std::uint32_t kNoNumber = std::numeric_limits<std::uint32_t>::max();

/// Stores the number of each of `tokens`, or kNoNumber, in `numbers`. The tokens are parts of
/// `text`.
using NumberTokens = std::function<void(std::span<const std::string_view> tokens,
                                        std::string_view text, std::uint32_t* numbers)>;

/// Some lines of a corpus, which one thread encodes at a time.
struct CorpusChunk {
  std::string_view text;
  IdBuffer document_sizes;  ///< tokens of each line; as many as documents, so not left to malloc

  std::uint64_t tokens_read = 0;  ///< and the following: as in Corpus
  std::uint64_t overlong_tokens = 0;
  std::uint64_t invalid_sequences = 0;
  std::uint64_t first_invalid_line = 0;  ///< 1-based, within this chunk; 0: none
};

/// What a thread needs again and again while it encodes.
struct EncodingBuffers {
  std::string normalized;
  std::vector<std::string_view> tokens;
  std::vector<std::uint32_t> document_sizes;
};

/// Normalises and tokenises the lines of `chunk` and replaces `numbers` by those of its tokens,
/// lines end to end.
void encode_chunk(CorpusChunk& chunk, const Tokenizer& tokenizer, const NumberTokens& number_tokens,
                  EncodingBuffers& buffers, std::vector<std::uint32_t>& numbers);

/// Replaces every number n by new_numbers[n]; tokens that get kNoNumber are left out.
/// @returns how many tokens are left at the beginning of `numbers`
std::size_t renumber(CorpusChunk& chunk, std::span<std::uint32_t> numbers,
                     std::span<const std::uint32_t> new_numbers);

}  // namespace t2v
