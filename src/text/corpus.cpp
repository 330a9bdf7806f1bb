#include "text/corpus.h"

#include <fmt/format.h>
#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/parallel_sort.h>

#include <algorithm>
#include <atomic>
#include <numeric>
#include <optional>
#include <utility>

#include "text/chunk_tokens.h"
#include "text/corpus_chunk.h"
#include "text/error.h"
#include "text/text_parts.h"
#include "text/token_dictionary.h"
#include "text/whitespace_tokenizer.h"

namespace t2v {

namespace {

/// What one thread has met. Threads number tokens on their own, so they never wait for each other;
/// the numbers are brought together at the end.
struct ThreadTokens {
  TokenDictionary dictionary;
  std::vector<std::uint32_t> merged_numbers;  ///< of dictionary's numbers
  EncodingBuffers buffers;
  std::vector<std::uint32_t> numbers;  ///< of the chunk in work
};

using Threads = tbb::enumerable_thread_specific<ThreadTokens>;

/// All tokens in the dictionary of the first thread; the others are emptied.
TokenDictionary merge(Threads& threads) {
  TokenDictionary merged;
  bool is_first = true;
  for (ThreadTokens& thread : threads) {
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

/// A token that becomes a word, with what it is sorted by.
struct Candidate {
  std::uint64_t count = 0;
  std::uint64_t first_bytes = 0;  ///< as a number that orders like them
  std::uint32_t number = 0;
};

std::uint64_t first_bytes(std::string_view token) {
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < sizeof bytes; ++i) {
    bytes = bytes << 8 | (i < token.size() ? static_cast<unsigned char>(token[i]) : 0);
  }
  return bytes;
}

/// The numbers of the tokens that become words, in the order of their ids: most frequent first,
/// ties in byte order, so that the order does not depend on which thread met a token first.
std::vector<std::uint32_t> choose_words(const TokenDictionary& tokens,
                                        const VocabularyOptions& options) {
  std::vector<Candidate> candidates;
  for (std::uint32_t number = 0; number < tokens.size(); ++number) {
    if (tokens.count(number) < options.min_count) continue;
    candidates.push_back({tokens.count(number), first_bytes(tokens.token(number)), number});
  }
  tbb::parallel_sort(candidates, [&](const Candidate& a, const Candidate& b) {
    if (a.count != b.count) return a.count > b.count;
    if (a.first_bytes != b.first_bytes) return a.first_bytes < b.first_bytes;
    return tokens.token(a.number) < tokens.token(b.number);
  });
  if (options.max_vocab > 0 && candidates.size() > options.max_vocab) {
    candidates.resize(options.max_vocab);
  }
  std::vector<std::uint32_t> chosen;
  chosen.reserve(candidates.size());
  for (const Candidate& candidate : candidates) chosen.push_back(candidate.number);
  return chosen;
}

Vocabulary make_vocabulary(const TokenDictionary& tokens, std::span<const std::uint32_t> chosen) {
  std::vector<Vocabulary::Entry> entries;
  entries.reserve(chosen.size());
  for (const std::uint32_t number : chosen) {
    entries.push_back({std::string(tokens.token(number)), tokens.count(number)});
  }
  return Vocabulary::from_ordered(std::move(entries));
}

/// A remark for the end of an error message where spaces seem not to part words.
std::string tokenizer_advice(const Tokenizer& tokenizer, const Corpus& corpus) {
  if (tokenizer.name() != WhitespaceTokenizer::kName || !looks_untokenized(corpus)) return "";
  return "; the text does not look cut into words, try --tokenizer unicode or sentencepiece";
}

/// `read`: the counts of the chunks.
[[noreturn]] void throw_without_words(const TextFile& text, const Tokenizer& tokenizer,
                                      const TokenDictionary& tokens, Corpus read,
                                      const VocabularyOptions& options) {
  if (read.tokens_read == 0) {
    throw Error(fmt::format("{}: no token in {} documents", text.name(), text.count_lines()));
  }
  if (tokens.size() == 0) {
    throw Error(fmt::format("{}: all {} tokens are longer than {} bytes, expected words",
                            text.name(), read.tokens_read, kMaxKeyBytes));
  }
  read.words = make_vocabulary(tokens, choose_words(tokens, {.min_count = 1}));
  const std::uint64_t count = read.words.count(0);
  throw Error(fmt::format(
      "{}: every word is rarer than --min-count {} (the most frequent, '{}', occurs {} {}){}",
      text.name(), options.min_count, read.words.key(0), count, count == 1 ? "time" : "times",
      tokenizer_advice(tokenizer, read)));
}

void add_counts(Corpus& corpus, const CorpusChunk& chunk, std::uint64_t lines_before) {
  corpus.tokens_read += chunk.tokens_read;
  corpus.overlong_tokens += chunk.overlong_tokens;
  corpus.invalid_sequences += chunk.invalid_sequences;
  if (corpus.first_invalid_line == 0 && chunk.first_invalid_line > 0) {
    corpus.first_invalid_line = lines_before + chunk.first_invalid_line;
  }
}

/// A corpus with the documents and counts of `chunks`, which are freed.
Corpus join_documents(std::vector<CorpusChunk> chunks) {
  std::size_t documents = 0;
  for (const CorpusChunk& chunk : chunks) documents += chunk.document_sizes.size();
  Corpus corpus;
  corpus.document_offsets.reserve(documents + 1);
  corpus.document_offsets.push_back(0);
  std::uint64_t end = 0;
  for (CorpusChunk& chunk : chunks) {
    add_counts(corpus, chunk, corpus.documents());
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

/// Encodes a text with numbers of the threads, then with those of words.
class Encoding {
 public:
  Encoding(const TextFile& text, const Tokenizer& tokenizer, const TokenRoom& room)
      : text_(text),
        tokenizer_(tokenizer),
        room_(room),
        chunks_(cut_into_chunks(text)),
        threads_of_chunks_(chunks_.size()),
        tokens_(chunks_.size(), room) {}

  /// Numbers all tokens. @returns them with their counts
  TokenDictionary number_tokens() {
    tbb::parallel_for(std::size_t{0}, chunks_.size(), [&](std::size_t i) { encode(i); });
    return merge(threads_);
  }

  /// From the numbers of number_tokens to ids of words; what gets kNoNumber is left out.
  Corpus finish(std::span<const std::uint32_t> words_of_tokens) {
    for (ThreadTokens& thread : threads_) {
      for (std::uint32_t& number : thread.merged_numbers) number = words_of_tokens[number];
    }
    TokenStore tokens = tokens_.join([&](std::size_t chunk, std::span<std::uint32_t> numbers) {
      return renumber(chunks_[chunk], numbers, threads_of_chunks_[chunk]->merged_numbers);
    });
    Corpus corpus = join_documents(std::move(chunks_));
    corpus.tokens = std::move(tokens);
    return corpus;
  }

  /// Counts of the text alone.
  Corpus counts() { return join_documents(std::move(chunks_)); }

 private:
  void encode(std::size_t index) {
    ThreadTokens& thread = threads_.local();
    threads_of_chunks_[index] = &thread;
    CorpusChunk& chunk = chunks_[index];
    const std::size_t bytes_before = thread.dictionary.bytes();
    encode_chunk(
        chunk, tokenizer_,
        [&](std::span<const std::string_view> tokens, std::string_view text,
            std::uint32_t* numbers) { thread.dictionary.add(tokens, text, numbers); },
        thread.buffers, thread.numbers);
    tokens_.put(index, thread.numbers);
    text_.release(chunk.text);
    require_room(dictionary_bytes_ += thread.dictionary.bytes() - bytes_before);
  }

  void require_room(std::uint64_t dictionary_bytes) const {
    if (dictionary_bytes <= room_.dictionary_bytes) return;
    throw Error(
        fmt::format("{}: counting its different tokens takes {} MB so far, expected at "
                    "most {} MB within the memory limit",
                    text_.name(), dictionary_bytes >> 20, room_.dictionary_bytes >> 20));
  }

  const TextFile& text_;
  const Tokenizer& tokenizer_;
  const TokenRoom& room_;
  std::vector<CorpusChunk> chunks_;
  Threads threads_;
  std::vector<const ThreadTokens*> threads_of_chunks_;  ///< those that encoded them
  ChunkTokens tokens_;
  std::atomic<std::uint64_t> dictionary_bytes_{0};
};

}  // namespace

Corpus encode_corpus(const TextFile& text, const Tokenizer& tokenizer,
                     const VocabularyOptions& options, const TokenRoom& room) {
  if (text.content().empty()) {
    throw Error(fmt::format("{}: is empty, expected one document a line", text.name()));
  }
  Encoding encoding(text, tokenizer, room);
  std::optional<TokenDictionary> tokens = encoding.number_tokens();
  const std::vector<std::uint32_t> chosen = choose_words(*tokens, options);
  if (chosen.empty()) throw_without_words(text, tokenizer, *tokens, encoding.counts(), options);
  std::vector<std::uint32_t> words_of_tokens(tokens->size(), kNoNumber);
  for (std::uint32_t id = 0; id < chosen.size(); ++id) words_of_tokens[chosen[id]] = id;
  Vocabulary words = make_vocabulary(*tokens, chosen);
  tokens.reset();

  Corpus corpus = encoding.finish(words_of_tokens);
  corpus.words = std::move(words);
  return corpus;
}

Corpus encode_with_vocabulary(const TextFile& text, const Tokenizer& tokenizer,
                              const Vocabulary& words) {
  std::vector<CorpusChunk> chunks = cut_into_chunks(text);
  const TokenRoom memory;
  ChunkTokens tokens(chunks.size(), memory);
  tbb::enumerable_thread_specific<ThreadTokens> threads;
  tbb::parallel_for(std::size_t{0}, chunks.size(), [&](std::size_t i) {
    ThreadTokens& thread = threads.local();
    encode_chunk(
        chunks[i], tokenizer,
        [&](std::span<const std::string_view> keys, std::string_view, std::uint32_t* numbers) {
          std::ranges::transform(keys, numbers, [&](std::string_view key) {
            return words.id(key).value_or(kNoNumber);
          });
        },
        thread.buffers, thread.numbers);
    tokens.put(i, thread.numbers);
    text.release(chunks[i].text);
  });
  TokenStore joined =
      tokens.join([](std::size_t, std::span<std::uint32_t> numbers) { return numbers.size(); });
  Corpus corpus = join_documents(std::move(chunks));
  corpus.tokens = std::move(joined);
  corpus.words = words;
  return corpus;
}

void require_same_line_count(const TextFile& corpus, const TextFile& labels) {
  const std::size_t documents = corpus.count_lines();
  const std::size_t lists = labels.count_lines();
  if (documents == lists) return;
  throw Error(
      fmt::format("{} has {} lines but {} has {}, expected a line of labels for each document",
                  corpus.name(), documents, labels.name(), lists));
}

}  // namespace t2v
