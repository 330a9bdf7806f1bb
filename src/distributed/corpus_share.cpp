#include "distributed/corpus_share.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "distributed/byte_record.h"
#include "distributed/token_counts.h"
#include "text/checksum.h"
#include "text/error.h"
#include "text/lines.h"
#include "text/text_parts.h"

namespace t2v {
namespace {

/// Where the share of a rank begins: at the line that begins at its byte or is the next to do so.
std::size_t begin_of_share(std::string_view bytes, unsigned rank, unsigned ranks) {
  // Without overflow for what a file system can hold.
  const std::size_t at = bytes.size() / ranks * rank + bytes.size() % ranks * rank / ranks;
  if (at == 0) return 0;
  const std::size_t feed = bytes.find('\n', at - 1);
  return feed == std::string_view::npos ? bytes.size() : feed + 1;
}

/// Leaves of a whole file the share of this rank, before it is known which lines those are.
/// @returns where it begins and ends
std::pair<std::size_t, std::size_t> keep_share(TextFile& file, const Communicator& communicator) {
  const unsigned rank = communicator.rank();
  const unsigned ranks = communicator.ranks();
  const std::string_view bytes = file.bytes();
  const std::size_t begin = begin_of_share(bytes, rank, ranks);
  const std::size_t end = rank + 1 == ranks ? bytes.size() : begin_of_share(bytes, rank + 1, ranks);
  file.keep_part(begin, end, 0);
  return {begin, end};
}

/// A number of each rank.
std::vector<std::uint64_t> of_ranks(std::uint64_t number, Communicator& communicator) {
  std::vector<std::uint64_t> numbers(communicator.ranks(), 0);
  numbers[communicator.rank()] = number;
  communicator.sum(numbers);
  return numbers;
}

std::uint64_t sum_of_first(std::span<const std::uint64_t> numbers, std::size_t count) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += numbers[i];
  return sum;
}

/// Where in bytes() each of the lines begins that are wanted, by their rising numbers.
std::vector<std::size_t> offsets_of_lines(const TextFile& file,
                                          std::span<const std::uint64_t> wanted) {
  std::vector<std::size_t> offsets;
  std::uint64_t line = 0;
  for (const std::string_view part : parts_of(file)) {
    if (offsets.size() == wanted.size()) break;
    const auto first = static_cast<std::size_t>(part.data() - file.bytes().data());
    for (std::size_t at = 0; at < part.size(); ++line) {
      if (offsets.size() < wanted.size() && line == wanted[offsets.size()]) {
        offsets.push_back(first + at);
      }
      const std::size_t feed = part.find('\n', at);
      at = feed == std::string_view::npos ? part.size() : feed + 1;
    }
    file.release(part);
  }
  return offsets;
}

void require_same_lines(const TextFile& corpus, std::uint64_t documents, const TextFile& labels,
                        std::uint64_t lists) {
  if (documents == lists) return;
  throw Error(
      fmt::format("{} has {} lines but {} has {}, expected a line of labels for each document",
                  corpus.name(), documents, labels.name(), lists));
}

}  // namespace

void keep_own_part(TextFile& file, Communicator& communicator) {
  const auto [begin, end] = keep_share(file, communicator);
  const std::vector<std::uint64_t> lines = of_ranks(file.count_lines(), communicator);
  file.keep_part(begin, end, sum_of_first(lines, communicator.rank()));
}

std::uint64_t lines_in_all(const TextFile& part, Communicator& communicator) {
  std::uint64_t lines = part.count_lines();
  communicator.sum({&lines, 1});
  return lines;
}

void keep_lines_of(TextFile& labels, const TextFile& corpus, Communicator& communicator) {
  const unsigned rank = communicator.rank();
  const unsigned ranks = communicator.ranks();
  const std::uint64_t documents = lines_in_all(corpus, communicator);
  const std::size_t file_bytes = labels.bytes().size();
  const std::size_t begin = keep_share(labels, communicator).first;
  const std::vector<std::uint64_t> lists = of_ranks(labels.count_lines(), communicator);
  require_same_lines(corpus, documents, labels, sum_of_first(lists, ranks));

  // Whoever has the line where the part of a rank begins tells the place; the others add nothing.
  const std::vector<std::uint64_t> first_lines = of_ranks(corpus.lines_before(), communicator);
  const std::uint64_t before = sum_of_first(lists, rank);
  std::vector<std::uint64_t> wanted;
  for (const std::uint64_t line : first_lines) {
    if (line < before || line >= before + lists[rank]) continue;
    if (wanted.empty() || wanted.back() != line - before) wanted.push_back(line - before);
  }
  const std::vector<std::size_t> found = offsets_of_lines(labels, wanted);
  std::vector<std::uint64_t> begins(ranks + 1, 0);
  for (unsigned other = 0; other < ranks; ++other) {
    const auto place = std::ranges::find(wanted, first_lines[other] - before);
    if (place != wanted.end()) begins[other] = begin + found[place - wanted.begin()];
  }
  communicator.sum(begins);
  for (unsigned other = 0; other <= ranks; ++other) {
    if (other == ranks || first_lines[other] == documents) begins[other] = file_bytes;
  }
  begins[0] = 0;  // with the byte order mark
  labels.keep_part(begins[rank], begins[rank + 1], corpus.lines_before());
}

std::string sha256_of_all(const TextFile& part, Communicator& communicator) {
  Sha256 sum;
  std::string state = sum.state();
  for (unsigned rank = 0; rank < communicator.ranks(); ++rank) {
    if (rank == communicator.rank()) {
      sum.go_on_from(state);
      add_bytes(part, sum);
      state = sum.state();
    }
    communicator.broadcast(state, rank);
  }
  sum.go_on_from(state);
  return sum.hex();
}

void share_label_names(LabelSet& labels, Communicator& communicator) {
  TokenDictionary counted;
  for (const Vocabulary::Entry& entry : labels.names.entries()) {
    counted.add(entry.key, entry.count);
  }
  const TokenDictionary all = TokenCounts(communicator).all_tokens(counted);
  std::vector<Vocabulary::Entry> entries;
  for (std::uint32_t number = 0; number < all.size(); ++number) {
    entries.push_back({std::string(all.token(number)), all.count(number)});
  }
  rename_labels(labels, Vocabulary::from_counts(std::move(entries)));
}

namespace {

std::string record_of(const WordLabelCounts& counts) {
  const WordLabelArrays arrays = counts.arrays();
  RecordWriter record;
  record.array<std::uint32_t>(arrays.word_documents);
  record.array<std::uint64_t>(arrays.offsets);
  record.array<std::uint32_t>(arrays.labels);
  record.array<std::uint32_t>(arrays.documents);
  return record.take();
}

WordLabelCounts counts_of(std::string_view bytes, std::span<const std::uint64_t> words,
                          std::span<const std::uint64_t> labels) {
  RecordReader record(bytes);
  WordLabelArrays arrays;
  arrays.word_documents = record.array<std::uint32_t>();
  arrays.offsets = record.array<std::uint64_t>();
  arrays.labels = record.array<std::uint32_t>();
  arrays.documents = record.array<std::uint32_t>();
  return {std::move(arrays), words, labels};
}

std::vector<std::uint64_t> counts_in(const Vocabulary& keys) {
  std::vector<std::uint64_t> counts;
  counts.reserve(keys.size());
  for (const Vocabulary::Entry& entry : keys.entries()) counts.push_back(entry.count);
  return counts;
}

}  // namespace

WordLabelCounts sum_on_first_rank(WordLabelCounts counts, const Vocabulary& words,
                                  const Vocabulary& labels, Communicator& communicator) {
  if (communicator.rank() > 0) {
    communicator.send(record_of(counts), 0);
    return counts;
  }
  const std::vector<std::uint64_t> word_counts = counts_in(words);
  const std::vector<std::uint64_t> label_counts = counts_in(labels);
  for (unsigned rank = 1; rank < communicator.ranks(); ++rank) {
    const std::string record = communicator.receive(rank);
    counts = sum(counts, counts_of(record, word_counts, label_counts));
  }
  return counts;
}

std::string sample_on_first_rank(const TextFile& part, std::uint64_t most_bytes,
                                 Communicator& communicator) {
  std::uint64_t total = part.content().size();
  communicator.sum({&total, 1});
  const double share =
      total > most_bytes ? static_cast<double>(most_bytes) / static_cast<double>(total) : 1;
  std::string sample;
  // Error diffusion: every line earns its share and is taken when what was earned pays for it.
  double earned = 0;
  for (const std::string_view lines : parts_of(part)) {
    for_each_line(lines, [&](std::string_view line) {
      const auto bytes = static_cast<double>(line.size() + 1);
      earned += share * bytes;
      if (share < 1 && earned < bytes) return;
      earned -= bytes;
      sample.append(line) += '\n';
    });
    part.release(lines);
  }
  if (communicator.rank() > 0) {
    communicator.send(sample, 0);
    return {};
  }
  for (unsigned rank = 1; rank < communicator.ranks(); ++rank) {
    sample += communicator.receive(rank);
  }
  return sample;
}

}  // namespace t2v
