#include "text/corpus.h"

#include <fmt/format.h>
#include <oneapi/tbb/parallel_sort.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "text/corpus_chunk.h"
#include "text/corpus_encoding.h"
#include "text/counting_peers.h"
#include "text/error.h"
#include "text/frequent_tokens.h"
#include "text/token_dictionary.h"
#include "text/whitespace_tokenizer.h"

namespace t2v {

namespace {

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

/// Adds the known words with their counts to the tokens of a text.
/// @returns of every number whether it is that of a known word
std::vector<bool> add_known_words(TokenDictionary& tokens, const VocabularyOptions& options) {
  std::vector<bool> known(tokens.size(), false);
  if (!options.known) return known;
  known.reserve(tokens.size() + options.known->size());
  for (const Vocabulary::Entry& entry : options.known->entries()) {
    const std::uint32_t number = tokens.add(entry.key, entry.count);
    if (tokens.count(number) < entry.count) {
      throw Error(fmt::format("the word '{}' occurs {} times and more, expected fewer than 2^64",
                              entry.key, entry.count));
    }
    if (number >= known.size()) known.resize(number + 1);
    known[number] = true;
  }
  return known;
}

/// How many words may join the known ones.
std::uint64_t room_for_new_words(const VocabularyOptions& options) {
  if (options.max_vocab == 0) return std::numeric_limits<std::uint64_t>::max();
  const std::uint64_t known = options.known ? options.known->size() : 0;
  return options.max_vocab - std::min(options.max_vocab, known);
}

/// The numbers of the tokens that become words, in the order of their ids: most frequent first,
/// ties in byte order, so that the order does not depend on which thread met a token first.
std::vector<std::uint32_t> choose_words(const TokenDictionary& tokens,
                                        const std::vector<bool>& known,
                                        const VocabularyOptions& options) {
  std::vector<Candidate> candidates;
  for (std::uint32_t number = 0; number < tokens.size(); ++number) {
    if (!known[number] && tokens.count(number) < options.min_count) continue;
    candidates.push_back({tokens.count(number), first_bytes(tokens.token(number)), number});
  }
  tbb::parallel_sort(candidates, [&](const Candidate& a, const Candidate& b) {
    if (a.count != b.count) return a.count > b.count;
    if (a.first_bytes != b.first_bytes) return a.first_bytes < b.first_bytes;
    return tokens.token(a.number) < tokens.token(b.number);
  });
  std::uint64_t room = room_for_new_words(options);
  std::vector<std::uint32_t> chosen;
  chosen.reserve(candidates.size());
  for (const Candidate& candidate : candidates) {
    const bool is_known = known[candidate.number];
    if (!is_known && room == 0) continue;
    if (!is_known) --room;
    chosen.push_back(candidate.number);
  }
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

std::string times(std::uint64_t count) {
  return fmt::format("{} time{}", count, count == 1 ? "" : "s");
}

/// How many different tokens are counted: so many more than are kept that what is forgotten is
/// rare.
DictionaryBound dictionary_bound(const VocabularyOptions& options, const TokenRoom& room) {
  constexpr std::uint64_t kTokensForAWord = 4;
  constexpr std::uint64_t kFewestTokens = 1 << 19;  // they take 34 MB
  DictionaryBound bound;
  bound.bytes = room.dictionary_bytes;
  if (options.max_vocab > 0 && options.max_vocab < bound.tokens / kTokensForAWord) {
    bound.tokens = std::max(kTokensForAWord * options.max_vocab, kFewestTokens);
  }
  return bound;
}

/// @throws Error where there are none, or all are too long. `read`: the counts of the text
void require_tokens(const TextFile& text, const Corpus& read) {
  if (read.tokens_read == 0) {
    throw Error(fmt::format("{}: no token in {} documents", text.name(), text.count_lines()));
  }
  if (read.tokens_read == read.overlong_tokens) {
    throw Error(fmt::format("{}: all {} tokens are longer than {} bytes, expected words",
                            text.name(), read.tokens_read, kMaxKeyBytes));
  }
}

/// `read`: the counts of the text.
[[noreturn]] void throw_without_words(const TextFile& text, const Tokenizer& tokenizer,
                                      const TokenDictionary& tokens, Corpus read,
                                      const VocabularyOptions& options) {
  require_tokens(text, read);
  if (tokens.size() == 0) {
    throw Error(fmt::format("{}: no word occurs more than {}, expected words", text.name(),
                            times(read.forgotten_count)));
  }
  const std::vector<bool> none_known(tokens.size(), false);
  read.words = make_vocabulary(tokens, choose_words(tokens, none_known, {.min_count = 1}));
  const std::uint64_t count = read.words.count(0);
  throw Error(fmt::format(
      "{}: every word is rarer than --min-count {} (the most frequent, '{}', occurs {}){}",
      text.name(), options.min_count, read.words.key(0), times(count),
      tokenizer_advice(tokenizer, read)));
}

/// Where there are words, but only of the model.
[[noreturn]] void throw_without_known_words(const TextFile& text, const Corpus& read,
                                            const VocabularyOptions& options) {
  require_tokens(text, read);
  throw Error(fmt::format(
      "{}: no word is among the {} of the model, and {}", text.name(), options.known->size(),
      room_for_new_words(options) == 0
          ? "--max-vocab leaves no room for others"
          : fmt::format("every one is rarer than --min-count {}", options.min_count)));
}

/// The sum over all processes.
std::uint64_t in_all(std::uint64_t number, CountingPeers* peers) {
  if (peers != nullptr) peers->sum({&number, 1});
  return number;
}

/// Replaces the counts by those in all processes, which have the same tokens in the same order.
void sum_counts(TokenDictionary& tokens, CountingPeers& peers) {
  std::vector<std::uint64_t> counts(tokens.size());
  for (std::uint32_t number = 0; number < counts.size(); ++number) {
    counts[number] = tokens.count(number);
  }
  peers.sum(counts);
  tokens.set_counts(counts);
}

/// For each of `tokens` its word or kNoNumber.
std::vector<std::uint32_t> words_of_tokens(const TokenDictionary& tokens, const Vocabulary& words) {
  std::vector<std::uint32_t> ids(tokens.size(), kNoNumber);
  for (std::uint32_t number = 0; number < ids.size(); ++number) {
    ids[number] = words.id(tokens.token(number)).value_or(kNoNumber);
  }
  return ids;
}

}  // namespace

Corpus encode_corpus(const TextFile& text, const Tokenizer& tokenizer,
                     const VocabularyOptions& options, const TokenRoom& room,
                     CountingPeers* peers) {
  if (peers == nullptr && text.content().empty()) {
    throw Error(fmt::format("{}: is empty, expected one document a line", text.name()));
  }
  const DictionaryBound bound = dictionary_bound(options, room);
  std::optional<CorpusEncoding> encoding(std::in_place, text, tokenizer, room);
  std::optional<TokenDictionary> tokens = encoding->number_tokens(bound);
  std::optional<TokenDictionary> tokens_in_all;  // where they are numbered in another way
  std::uint64_t forgotten_count = 0;
  if (in_all(tokens ? 0 : 1, peers) > 0) {
    encoding.reset();  // there is no room for both
    tokens.reset();
    FrequentTokens frequent = find_frequent_tokens(text, tokenizer, bound);
    if (peers != nullptr) frequent = peers->frequent_in_all(frequent, bound);
    forgotten_count = frequent.most_missing;
    tokens = std::move(frequent.tokens);
    add_known_words(*tokens, options);  // for them to be counted; this sets all counts anew
    encoding.emplace(text, tokenizer, room);
    encoding->number_known_tokens(*tokens);
    if (peers != nullptr) sum_counts(*tokens, *peers);
  } else if (peers != nullptr) {
    tokens_in_all = peers->words_in_all(*tokens, options);
  }
  TokenDictionary& counted = tokens_in_all ? *tokens_in_all : *tokens;
  const std::vector<std::uint32_t> chosen =
      choose_words(counted, add_known_words(counted, options), options);
  if (chosen.empty()) {
    Corpus read = encoding->counts();
    read.forgotten_count = forgotten_count;
    read.tokens_read = in_all(read.tokens_read, peers);
    read.overlong_tokens = in_all(read.overlong_tokens, peers);
    throw_without_words(text, tokenizer, counted, std::move(read), options);
  }
  Vocabulary words = make_vocabulary(counted, chosen);
  std::vector<std::uint32_t> ids(tokens->size(), kNoNumber);
  if (tokens_in_all) {
    ids = words_of_tokens(*tokens, words);
  } else {
    for (std::uint32_t id = 0; id < chosen.size(); ++id) ids[chosen[id]] = id;
  }
  tokens.reset();
  tokens_in_all.reset();

  Corpus corpus = encoding->finish(ids);
  corpus.words = std::move(words);
  corpus.forgotten_count = forgotten_count;
  if (in_all(corpus.tokens.size(), peers) == 0) throw_without_known_words(text, corpus, options);
  return corpus;
}

Corpus encode_with_vocabulary(const TextFile& text, const Tokenizer& tokenizer,
                              const Vocabulary& words) {
  const TokenRoom memory;
  CorpusEncoding encoding(text, tokenizer, memory);
  encoding.number_words(words);
  Corpus corpus = encoding.finish({});
  corpus.words = words;
  return corpus;
}

void require_same_line_count(const TextFile& corpus, const TextFile& labels) {
  require_same_line_count(corpus, corpus.count_lines(), labels, labels.count_lines());
}

void require_same_line_count(const TextFile& corpus, std::uint64_t documents,
                             const TextFile& labels, std::uint64_t lists) {
  if (documents == lists) return;
  throw Error(
      fmt::format("{} has {} lines but {} has {}, expected a line of labels for each document",
                  corpus.name(), documents, labels.name(), lists));
}

}  // namespace t2v
