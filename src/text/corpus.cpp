#include "text/corpus.h"

#include <fmt/format.h>
#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <numeric>

#include "text/corpus_chunk.h"
#include "text/error.h"
#include "text/token_dictionary.h"
#include "text/whitespace_tokenizer.h"

namespace t2v {

namespace {

/// The tokens that one thread has met. Threads number tokens on their own, so they never wait for
/// each other; the numbers are brought together at the end.
struct ThreadTokens {
  TokenDictionary dictionary;
  std::vector<std::size_t> chunks;            ///< those this thread has encoded
  std::vector<std::uint32_t> merged_numbers;  ///< of dictionary's numbers
};

using Threads = tbb::enumerable_thread_specific<ThreadTokens>;

TokenDictionary merge(Threads& threads) {
  TokenDictionary merged;
  for (ThreadTokens& thread : threads) {
    const auto size = static_cast<std::uint32_t>(thread.dictionary.size());
    thread.merged_numbers.resize(size);
    for (std::uint32_t number = 0; number < size; ++number) {
      thread.merged_numbers[number] =
          merged.add(thread.dictionary.token(number), thread.dictionary.count(number));
    }
  }
  return merged;
}

/// The numbers of the tokens that become words, in the order of their ids: most frequent first,
/// ties in byte order, so that the order does not depend on which thread met a token first.
std::vector<std::uint32_t> choose_words(const TokenDictionary& tokens,
                                        const VocabularyOptions& options) {
  std::vector<std::uint32_t> chosen;
  for (std::uint32_t number = 0; number < tokens.size(); ++number) {
    if (tokens.count(number) >= options.min_count) chosen.push_back(number);
  }
  std::sort(chosen.begin(), chosen.end(), [&](std::uint32_t a, std::uint32_t b) {
    return tokens.count(a) != tokens.count(b) ? tokens.count(a) > tokens.count(b)
                                              : tokens.token(a) < tokens.token(b);
  });
  if (options.max_vocab > 0 && chosen.size() > options.max_vocab) chosen.resize(options.max_vocab);
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

/// `read`: the chunks as they were encoded, joined, with the vocabulary still to be made.
[[noreturn]] void throw_without_words(const TextFile& text, const Tokenizer& tokenizer,
                                      const TokenDictionary& tokens, Corpus read,
                                      const VocabularyOptions& options) {
  if (read.tokens_read == 0) {
    throw Error(fmt::format("{}: no token in {} documents", text.name(), text.lines().size()));
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

/// From the numbers of a thread's tokens to the ids of words.
void renumber_chunks(ThreadTokens& thread, std::span<const std::uint32_t> word_of_merged,
                     std::vector<CorpusChunk>& chunks) {
  for (std::uint32_t& number : thread.merged_numbers) number = word_of_merged[number];
  tbb::parallel_for(std::size_t{0}, thread.chunks.size(), [&](std::size_t i) {
    renumber(chunks[thread.chunks[i]], thread.merged_numbers);
  });
}

}  // namespace

Corpus encode_corpus(const TextFile& text, const Tokenizer& tokenizer,
                     const VocabularyOptions& options) {
  if (text.lines().empty()) {
    throw Error(fmt::format("{}: is empty, expected one document a line", text.name()));
  }
  std::vector<CorpusChunk> chunks = cut_into_chunks(text.lines());
  Threads threads;
  tbb::parallel_for(std::size_t{0}, chunks.size(), [&](std::size_t i) {
    ThreadTokens& thread = threads.local();
    thread.chunks.push_back(i);
    encode_chunk(chunks[i], text.lines(), tokenizer,
                 [&](std::string_view token) { return thread.dictionary.add(token); });
  });

  const TokenDictionary tokens = merge(threads);
  const std::vector<std::uint32_t> chosen = choose_words(tokens, options);
  if (chosen.empty()) {
    throw_without_words(text, tokenizer, tokens, join(std::move(chunks)), options);
  }
  std::vector<std::uint32_t> word_of_merged(tokens.size(), kNoNumber);
  for (std::uint32_t id = 0; id < chosen.size(); ++id) word_of_merged[chosen[id]] = id;
  for (ThreadTokens& thread : threads) renumber_chunks(thread, word_of_merged, chunks);

  Corpus corpus = join(std::move(chunks));
  corpus.words = make_vocabulary(tokens, chosen);
  return corpus;
}

Corpus encode_with_vocabulary(const TextFile& text, const Tokenizer& tokenizer,
                              const Vocabulary& words) {
  std::vector<CorpusChunk> chunks = cut_into_chunks(text.lines());
  tbb::parallel_for(std::size_t{0}, chunks.size(), [&](std::size_t i) {
    encode_chunk(chunks[i], text.lines(), tokenizer,
                 [&](std::string_view token) { return words.id(token).value_or(kNoNumber); });
  });
  Corpus corpus = join(std::move(chunks));
  corpus.words = words;
  return corpus;
}

void require_same_line_count(const TextFile& corpus, const TextFile& labels) {
  if (corpus.lines().size() == labels.lines().size()) return;
  throw Error(
      fmt::format("{} has {} lines but {} has {}, expected a line of labels for each document",
                  corpus.name(), corpus.lines().size(), labels.name(), labels.lines().size()));
}

}  // namespace t2v
