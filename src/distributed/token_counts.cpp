#include "distributed/token_counts.h"

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "distributed/byte_record.h"

namespace t2v {
namespace {

/// FNV-1a: the same on every machine, which std::hash need not be.
std::uint64_t hash_of(std::string_view token) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char byte : token) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3U;
  }
  return hash ^ (hash >> 32);
}

void write(RecordWriter& record, const TokenDictionary& tokens, std::uint32_t number) {
  record.number(tokens.count(number));
  record.text(tokens.token(number));
}

void add_all(std::string_view record, TokenDictionary& tokens) {
  for (RecordReader reader(record); !reader.at_end();) {
    const auto count = reader.number<std::uint64_t>();
    tokens.add(reader.text(), count);
  }
}

bool is_known(const VocabularyOptions& options, std::string_view token) {
  return options.known && options.known->id(token).has_value();
}

/// The number of the most frequent token; that of none where there are none.
std::uint32_t most_frequent(const TokenDictionary& tokens) {
  std::uint32_t most = 0;
  for (std::uint32_t number = 1; number < tokens.size(); ++number) {
    if (tokens.count(number) > tokens.count(most)) most = number;
  }
  return most;
}

}  // namespace

std::uint64_t TokenCounts::in_all(std::uint64_t number) {
  communicator_.sum({&number, 1});
  return number;
}

/// The tokens that this rank is responsible for, with their counts in all ranks.
TokenDictionary TokenCounts::gather_own(const TokenDictionary& counted) {
  const unsigned ranks = communicator_.ranks();
  std::vector<RecordWriter> records(ranks);
  for (std::uint32_t number = 0; number < counted.size(); ++number) {
    write(records[hash_of(counted.token(number)) % ranks], counted, number);
  }
  std::vector<std::string> parts;
  parts.reserve(records.size());
  for (RecordWriter& record : records) parts.push_back(record.take());
  TokenDictionary own;
  for (std::string& part : communicator_.all_to_all(std::move(parts))) {
    add_all(part, own);
    part = {};
  }
  return own;
}

/// The tokens of all ranks for which keep(number) holds there.
template <typename Keep>
TokenDictionary TokenCounts::share(const TokenDictionary& own, Keep&& keep) {
  RecordWriter record;
  for (std::uint32_t number = 0; number < own.size(); ++number) {
    if (keep(number)) write(record, own, number);
  }
  const std::string kept = record.take();
  TokenDictionary shared;
  for (unsigned rank = 0; rank < communicator_.ranks(); ++rank) {
    std::string part = rank == communicator_.rank() ? kept : std::string();
    communicator_.broadcast(part, rank);
    add_all(part, shared);
  }
  return shared;
}

TokenDictionary TokenCounts::all_tokens(const TokenDictionary& counted) {
  return share(gather_own(counted), [](std::uint32_t) { return true; });
}

/// What a new word has to be counted at least: as often as --min-count, or so often that there is
/// just room for all that are.
std::uint64_t TokenCounts::lowest_count(const TokenDictionary& own,
                                        const VocabularyOptions& options) {
  const std::uint64_t least = std::max<std::uint64_t>(options.min_count, 1);
  if (options.max_vocab == 0) return least;
  const std::uint64_t known = options.known ? options.known->size() : 0;
  const std::uint64_t room = options.max_vocab - std::min(options.max_vocab, known);
  std::vector<std::uint64_t> counts;
  for (std::uint32_t number = 0; number < own.size(); ++number) {
    if (!is_known(options, own.token(number))) counts.push_back(own.count(number));
  }
  std::ranges::sort(counts);
  const auto at_least = [&](std::uint64_t count) {
    return in_all(
        static_cast<std::uint64_t>(counts.end() - std::ranges::lower_bound(counts, count)));
  };
  // The highest count that at least `room` tokens have: those above it all fit, ties go by bytes.
  std::uint64_t low = least;
  std::uint64_t high = std::numeric_limits<std::uint64_t>::max();
  while (low < high) {
    const std::uint64_t middle = low + (high - low) / 2 + 1;
    if (at_least(middle) >= room) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

TokenDictionary TokenCounts::words_in_all(const TokenDictionary& counted,
                                          const VocabularyOptions& options) {
  const TokenDictionary own = gather_own(counted);
  const std::uint64_t lowest = lowest_count(own, options);
  const std::uint32_t most = most_frequent(own);
  return share(own, [&](std::uint32_t number) {
    return number == most || own.count(number) >= lowest || is_known(options, own.token(number));
  });
}

FrequentTokens TokenCounts::frequent_in_all(const FrequentTokens& found,
                                            const DictionaryBound& bound) {
  FrequentTokens all;
  all.most_missing = in_all(found.most_missing);
  TokenDictionary own = gather_own(found.tokens);
  // Every rank has a table, whose first slots would count as many times as there are ranks.
  const std::size_t empty = TokenDictionary().bytes();
  for (std::uint64_t size = in_all(own.size());
       size > 0 && !bound.admits(size, in_all(own.bytes() - empty)); size = in_all(own.size())) {
    // The mean of the medians halves, about, what all have; at least 1 is taken off.
    std::vector<std::uint64_t> counts(own.size());
    for (std::uint32_t number = 0; number < counts.size(); ++number) {
      counts[number] = own.count(number);
    }
    std::uint64_t median = 0;
    if (!counts.empty()) {
      const auto middle = counts.begin() + static_cast<std::ptrdiff_t>(counts.size() / 2);
      std::ranges::nth_element(counts, middle);
      median = *middle;
    }
    const std::uint64_t off = std::max<std::uint64_t>(in_all(median) / communicator_.ranks(), 1);
    own.subtract(off);
    all.most_missing += off;
  }
  all.tokens = share(own, [](std::uint32_t) { return true; });
  return all;
}

}  // namespace t2v
