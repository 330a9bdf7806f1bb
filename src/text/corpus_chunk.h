#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "text/corpus.h"
#include "text/text_file.h"
#include "text/tokenizer.h"

namespace t2v {

/// In place of a number: the token is left out.
inline constexpr std::uint32_t kNoNumber = std::numeric_limits<std::uint32_t>::max();

/// Some lines of a corpus, which one thread encodes at a time.
struct CorpusChunk {
  std::size_t first_line = 0;  ///< 0-based
  std::size_t end_line = 0;    ///< one beyond the last

  std::vector<std::uint32_t> tokens;          ///< numbers of the tokens, lines end to end
  std::vector<std::uint64_t> document_sizes;  ///< tokens of each line

  std::uint64_t tokens_read = 0;  ///< and the following: as in Corpus
  std::uint64_t overlong_tokens = 0;
  std::uint64_t invalid_sequences = 0;
  std::uint64_t first_invalid_line = 0;
};

/// Cuts a text into chunks of similar size, in the same way on every machine.
std::vector<CorpusChunk> cut_into_chunks(std::span<const std::string_view> lines);

/// Normalises and tokenises the lines of `chunk` and takes the number of each token, or kNoNumber,
/// from `number_of`.
void encode_chunk(CorpusChunk& chunk, std::span<const std::string_view> lines,
                  const Tokenizer& tokenizer,
                  const std::function<std::uint32_t(std::string_view)>& number_of);

/// Replaces every number n by new_numbers[n]; tokens that get kNoNumber are left out.
void renumber(CorpusChunk& chunk, std::span<const std::uint32_t> new_numbers);

/// Puts the tokens, documents and counts of `chunks` end to end, and frees the chunks.
Corpus join(std::vector<CorpusChunk> chunks);

}  // namespace t2v
