#include "text/frequent_tokens.h"

#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "text/corpus_chunk.h"
#include "text/text_parts.h"

namespace t2v {

namespace {

/// Text whose tokens are counted before it is seen whether there are too many: always the same, so
/// that nothing depends on how threads share it.
constexpr std::size_t kGroupBytes = 4 << 20;

struct ThreadCounts {
  TokenDictionary dictionary;
  EncodingBuffers buffers;
  std::vector<std::uint32_t> numbers;
};

using Threads = tbb::enumerable_thread_specific<ThreadCounts>;

void count(std::string_view part, const Tokenizer& tokenizer, ThreadCounts& thread) {
  CorpusChunk chunk;
  chunk.text = part;
  encode_chunk(
      chunk, tokenizer,
      [&](std::span<const std::string_view> tokens, std::string_view text, std::uint32_t* numbers) {
        thread.dictionary.add(tokens, text, numbers);
      },
      thread.buffers, thread.numbers);
}

/// Forgets half of the tokens, or more where counts are alike. @returns what was taken off counts
std::uint64_t forget_half(TokenDictionary& tokens) {
  std::vector<std::uint64_t> counts(tokens.size());
  for (std::uint32_t number = 0; number < counts.size(); ++number) {
    counts[number] = tokens.count(number);
  }
  const auto median = counts.begin() + static_cast<std::ptrdiff_t>(counts.size() / 2);
  std::ranges::nth_element(counts, median);
  tokens.subtract(*median);
  return *median;
}

}  // namespace

FrequentTokens find_frequent_tokens(const TextFile& text, const Tokenizer& tokenizer,
                                    const DictionaryBound& bound) {
  FrequentTokens found;
  Threads threads;
  const std::vector<std::string_view> parts = parts_of(text);
  for (std::size_t first = 0; first < parts.size();) {
    std::size_t end = first;
    for (std::size_t bytes = 0; end < parts.size() && bytes < kGroupBytes; ++end) {
      bytes += parts[end].size();
    }
    tbb::parallel_for(first, end, [&](std::size_t i) {
      count(parts[i], tokenizer, threads.local());
      text.release(parts[i]);
    });
    first = end;
    for (ThreadCounts& thread : threads) {
      found.tokens.merge(std::exchange(thread.dictionary, {}));
    }
    if (!bound.admits(found.tokens.size(), found.tokens.bytes())) {
      found.most_missing += forget_half(found.tokens);
    }
  }
  return found;
}

}  // namespace t2v
