#include "text/corpus_chunk.h"

#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <string>

#include "text/normalize.h"

namespace t2v {

namespace {

/// Large enough that starting a chunk costs nothing, small enough that threads end together.
constexpr std::size_t kChunkBytes = 256 << 10;

/// Where the tokens and documents of a chunk begin in the corpus.
struct Place {
  std::uint64_t token = 0;
  std::uint64_t document = 0;
};

/// @returns the place of each chunk, and after them where the corpus ends
std::vector<Place> places_of(const std::vector<CorpusChunk>& chunks) {
  std::vector<Place> places(1);
  for (const CorpusChunk& chunk : chunks) {
    const Place& last = places.back();
    places.push_back(
        {last.token + chunk.tokens.size(), last.document + chunk.document_sizes.size()});
  }
  return places;
}

void add_counts(Corpus& corpus, const CorpusChunk& chunk) {
  corpus.tokens_read += chunk.tokens_read;
  corpus.overlong_tokens += chunk.overlong_tokens;
  corpus.invalid_sequences += chunk.invalid_sequences;
  if (corpus.first_invalid_line == 0) corpus.first_invalid_line = chunk.first_invalid_line;
}

}  // namespace

std::vector<CorpusChunk> cut_into_chunks(std::span<const std::string_view> lines) {
  std::vector<CorpusChunk> chunks;
  std::size_t line = 0;
  while (line < lines.size()) {
    CorpusChunk& chunk = chunks.emplace_back();
    chunk.first_line = line;
    for (std::size_t bytes = 0; line < lines.size() && bytes < kChunkBytes; ++line) {
      bytes += lines[line].size() + 1;
    }
    chunk.end_line = line;
  }
  return chunks;
}

void encode_chunk(CorpusChunk& chunk, std::span<const std::string_view> lines,
                  const Tokenizer& tokenizer,
                  const std::function<std::uint32_t(std::string_view)>& number_of) {
  std::vector<std::string_view> tokens;
  for (std::size_t line = chunk.first_line; line < chunk.end_line; ++line) {
    const NormalizedText normalized = normalize(lines[line]);
    chunk.invalid_sequences += normalized.invalid_sequences;
    if (normalized.invalid_sequences > 0 && chunk.first_invalid_line == 0) {
      chunk.first_invalid_line = line + 1;
    }
    tokenizer.tokenize(normalized.text, tokens);
    chunk.tokens_read += tokens.size();
    const std::size_t before = chunk.tokens.size();
    for (const std::string_view token : tokens) {
      if (token.size() > kMaxKeyBytes) {
        ++chunk.overlong_tokens;
      } else if (const std::uint32_t number = number_of(token); number != kNoNumber) {
        chunk.tokens.push_back(number);
      }
    }
    chunk.document_sizes.push_back(chunk.tokens.size() - before);
  }
}

void renumber(CorpusChunk& chunk, std::span<const std::uint32_t> new_numbers) {
  std::size_t from = 0;
  std::size_t to = 0;
  for (std::uint64_t& size : chunk.document_sizes) {
    const std::size_t end = from + size;
    const std::size_t begin = to;
    for (; from < end; ++from) {
      const std::uint32_t number = new_numbers[chunk.tokens[from]];
      if (number != kNoNumber) chunk.tokens[to++] = number;
    }
    size = to - begin;
  }
  chunk.tokens.resize(to);
}

Corpus join(std::vector<CorpusChunk> chunks) {
  const std::vector<Place> places = places_of(chunks);
  Corpus corpus;
  corpus.tokens.resize(places.back().token);
  corpus.document_offsets.resize(places.back().document + 1);
  corpus.document_offsets.back() = places.back().token;
  for (const CorpusChunk& chunk : chunks) add_counts(corpus, chunk);
  tbb::parallel_for(std::size_t{0}, chunks.size(), [&](std::size_t i) {
    const CorpusChunk chunk = std::move(chunks[i]);
    Place place = places[i];
    std::copy(chunk.tokens.begin(), chunk.tokens.end(), corpus.tokens.data() + place.token);
    for (const std::uint64_t size : chunk.document_sizes) {
      corpus.document_offsets[place.document++] = place.token;
      place.token += size;
    }
  });
  return corpus;
}

}  // namespace t2v
