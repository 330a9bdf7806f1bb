#include "text/corpus_encoding.h"

#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <numeric>
#include <utility>

#include "text/text_parts.h"

namespace t2v {

namespace {

void add_counts(Corpus& corpus, const CorpusChunk& chunk, const TextFile& text) {
  corpus.tokens_read += chunk.tokens_read;
  corpus.overlong_tokens += chunk.overlong_tokens;
  corpus.invalid_sequences += chunk.invalid_sequences;
  if (corpus.first_invalid_line == 0 && chunk.first_invalid_line > 0) {
    const std::uint64_t line = corpus.documents() + chunk.first_invalid_line - 1;
    corpus.first_invalid_line = text.line_in_file(line) + 1;
  }
}

/// A corpus with the documents and counts of `chunks`, which are freed.
Corpus join_documents(std::vector<CorpusChunk> chunks, const TextFile& text) {
  std::size_t documents = 0;
  for (const CorpusChunk& chunk : chunks) documents += chunk.document_sizes.size();
  Corpus corpus;
  corpus.document_offsets.reserve(documents + 1);
  corpus.document_offsets.push_back(0);
  std::uint64_t end = 0;
  for (CorpusChunk& chunk : chunks) {
    add_counts(corpus, chunk, text);
    for (const std::uint32_t size : chunk.document_sizes.all()) {
      corpus.document_offsets.push_back(end += size);
    }
    chunk.document_sizes = {};
  }
  return corpus;
}

std::vector<CorpusChunk> cut_into_chunks(const TextFile& text) {
  std::vector<CorpusChunk> chunks;
  for (const std::string_view part : parts_of(text)) {
    chunks.emplace_back().text = part;
  }
  return chunks;
}

}  // namespace

CorpusEncoding::CorpusEncoding(const TextFile& text, const Tokenizer& tokenizer,
                               const TokenRoom& room)
    : text_(text),
      tokenizer_(tokenizer),
      chunks_(cut_into_chunks(text)),
      threads_of_chunks_(chunks_.size()),
      tokens_(chunks_.size(), room) {}

/// @param number_tokens called with the thread's tokens before the arguments of NumberTokens
template <typename Number>
void CorpusEncoding::encode(std::size_t index, Number&& number_tokens) {
  ThreadTokens& thread = threads_.local();
  threads_of_chunks_[index] = &thread;
  CorpusChunk& chunk = chunks_[index];
  encode_chunk(
      chunk, tokenizer_,
      [&](std::span<const std::string_view> keys, std::string_view text, std::uint32_t* numbers) {
        number_tokens(thread, keys, text, numbers);
      },
      thread.buffers, thread.numbers);
  tokens_.put(index, thread.numbers);
  text_.release(chunk.text);
}

std::optional<TokenDictionary> CorpusEncoding::number_tokens(const DictionaryBound& bound) {
  std::atomic<std::uint64_t> tokens{0};
  std::atomic<std::uint64_t> bytes{0};
  tbb::parallel_for(std::size_t{0}, chunks_.size(), [&](std::size_t i) {
    if (!bound.admits(tokens, bytes)) return;
    const TokenDictionary& dictionary = threads_.local().dictionary;
    const std::size_t tokens_before = dictionary.size();
    const std::size_t bytes_before = dictionary.bytes();
    encode(i,
           [](ThreadTokens& thread, std::span<const std::string_view> keys, std::string_view text,
              std::uint32_t* numbers) { thread.dictionary.add(keys, text, numbers); });
    tokens += dictionary.size() - tokens_before;
    bytes += dictionary.bytes() - bytes_before;
  });
  if (!bound.admits(tokens, bytes)) return std::nullopt;
  return merge_dictionaries();
}

/// All tokens in the dictionary of the first thread; the others are emptied.
TokenDictionary CorpusEncoding::merge_dictionaries() {
  TokenDictionary merged;
  bool is_first = true;
  for (ThreadTokens& thread : threads_) {
    if (std::exchange(is_first, false)) {
      merged = std::exchange(thread.dictionary, {});
      thread.merged_numbers.resize(merged.size());
      std::iota(thread.merged_numbers.begin(), thread.merged_numbers.end(), 0U);
    } else {
      thread.merged_numbers = merged.merge(std::exchange(thread.dictionary, {}));
    }
  }
  return merged;
}

void CorpusEncoding::number_known_tokens(TokenDictionary& known) {
  tbb::parallel_for(std::size_t{0}, chunks_.size(), [&](std::size_t i) {
    encode(i, [&](ThreadTokens& thread, std::span<const std::string_view> keys, std::string_view,
                  std::uint32_t* numbers) {
      thread.known_counts.resize(known.size());
      for (const std::string_view key : keys) {
        const std::optional<std::uint32_t> number = known.find(key);
        *numbers++ = number.value_or(kNoNumber);
        if (number) ++thread.known_counts[*number];
      }
    });
  });
  std::vector<std::uint64_t> counts(known.size());
  for (ThreadTokens& thread : threads_) {
    const auto of_thread = std::exchange(thread.known_counts, {});
    std::ranges::transform(of_thread, counts, counts.begin(), std::plus());
    thread.merged_numbers.resize(known.size());
    std::iota(thread.merged_numbers.begin(), thread.merged_numbers.end(), 0U);
  }
  known.set_counts(counts);
}

void CorpusEncoding::number_words(const Vocabulary& words) {
  numbers_are_final_ = true;
  tbb::parallel_for(std::size_t{0}, chunks_.size(), [&](std::size_t i) {
    encode(i, [&](ThreadTokens&, std::span<const std::string_view> keys, std::string_view,
                  std::uint32_t* numbers) {
      std::ranges::transform(
          keys, numbers, [&](std::string_view key) { return words.id(key).value_or(kNoNumber); });
    });
  });
}

Corpus CorpusEncoding::finish(std::span<const std::uint32_t> words_of_tokens) {
  for (ThreadTokens& thread : threads_) {
    for (std::uint32_t& number : thread.merged_numbers) number = words_of_tokens[number];
  }
  TokenStore tokens = tokens_.join([&](std::size_t chunk, std::span<std::uint32_t> numbers) {
    if (numbers_are_final_) return numbers.size();
    return renumber(chunks_[chunk], numbers, threads_of_chunks_[chunk]->merged_numbers);
  });
  Corpus corpus = counts();
  corpus.tokens = std::move(tokens);
  return corpus;
}

Corpus CorpusEncoding::counts() {
  Corpus corpus = join_documents(std::move(chunks_), text_);
  if (!text_.is_part()) return corpus;
  for (const TextStretch& stretch : text_.stretches()) {
    corpus.places.push_back({stretch.first_line, stretch.lines});
  }
  return corpus;
}

}  // namespace t2v
