#include "text/corpus_chunk.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/error.h"
#include "text/lines.h"
#include "text/normalize.h"

namespace t2v {

namespace {

/// @returns tokens of one document as 32 bits can count them
std::uint32_t document_size(std::size_t tokens) {
  if (tokens > std::numeric_limits<std::uint32_t>::max()) {
    throw Error(fmt::format("a line of {} tokens, expected fewer than 2^32", tokens));
  }
  return static_cast<std::uint32_t>(tokens);
}

}  // namespace

void encode_chunk(CorpusChunk& chunk, const Tokenizer& tokenizer, const NumberTokens& number_tokens,
                  EncodingBuffers& buffers, std::vector<std::uint32_t>& numbers) {
  numbers.clear();
  std::vector<std::string_view>& tokens = buffers.tokens;
  std::vector<std::uint32_t>& document_sizes = buffers.document_sizes;
  document_sizes.clear();
  for_each_line(chunk.text, [&](std::string_view line) {
    const NormalizedLine normalized = normalize(line, buffers.normalized);
    if (normalized.invalid_sequences > 0 && chunk.first_invalid_line == 0) {
      chunk.first_invalid_line = document_sizes.size() + 1;
    }
    chunk.invalid_sequences += normalized.invalid_sequences;
    tokenizer.tokenize(normalized.text, tokens);
    chunk.tokens_read += tokens.size();
    chunk.overlong_tokens +=
        std::erase_if(tokens, [](std::string_view token) { return token.size() > kMaxKeyBytes; });
    const bool is_copy = normalized.text.data() != line.data();
    const std::size_t before = numbers.size();
    numbers.resize(before + tokens.size());
    number_tokens(tokens, is_copy ? normalized.text : chunk.text, numbers.data() + before);
    numbers.erase(std::remove(numbers.begin() + static_cast<std::ptrdiff_t>(before), numbers.end(),
                              kNoNumber),
                  numbers.end());
    document_sizes.push_back(document_size(numbers.size() - before));
  });
  chunk.document_sizes = IdBuffer(document_sizes.size());
  std::ranges::copy(document_sizes, chunk.document_sizes.data());
}

std::size_t renumber(CorpusChunk& chunk, std::span<std::uint32_t> numbers,
                     std::span<const std::uint32_t> new_numbers) {
  std::size_t from = 0;
  std::size_t to = 0;
  for (std::uint32_t& size : chunk.document_sizes.all()) {
    const std::size_t begin = to;
    for (const std::size_t end = from + size; from < end; ++from) {
      // Storing what is left out as well, to be overwritten, spares a branch that goes both ways.
      const std::uint32_t number = new_numbers[numbers[from]];
      numbers[to] = number;
      to += number != kNoNumber ? 1 : 0;
    }
    size = static_cast<std::uint32_t>(to - begin);
  }
  return to;
}

}  // namespace t2v
