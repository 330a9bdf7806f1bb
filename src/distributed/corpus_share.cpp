#include "distributed/corpus_share.h"

#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "distributed/byte_record.h"
#include "distributed/token_counts.h"
#include "text/checksum.h"
#include "text/corpus.h"
#include "text/even_sampling.h"
#include "text/lines.h"

namespace t2v {
namespace {

/// What is read in passing is given back when it is as much (bytes).
constexpr std::size_t kReleasedBytes = 1 << 20;

/// A rank has at most so many stretches. A text may be in some order, by time or by subject; with
/// so many, all ranks read alike. More would be more places to seek.
constexpr std::size_t kMostStretchesOfRank = 256;

/// Where share `index` of `shares` begins: at the line that begins at its byte or is the next to do
/// so.
std::size_t begin_of_share(std::string_view bytes, std::size_t index, std::size_t shares) {
  if (index == shares) return bytes.size();
  // Without overflow for what a file system can hold.
  const std::size_t at = bytes.size() / shares * index + bytes.size() % shares * index / shares;
  if (at == 0) return 0;
  const std::size_t feed = bytes.find('\n', at - 1);
  return feed == std::string_view::npos ? bytes.size() : feed + 1;
}

TextStretch share_of(std::string_view bytes, std::size_t index, std::size_t shares) {
  return {.begin = begin_of_share(bytes, index, shares),
          .end = begin_of_share(bytes, index + 1, shares)};
}

std::string_view bytes_of(const TextFile& file, const TextStretch& stretch) {
  return file.bytes().substr(stretch.begin, stretch.end - stretch.begin);
}

/// Those of this rank, before it is known which lines they have.
std::vector<TextStretch> own_stretches(std::string_view bytes, std::size_t fewest_bytes,
                                       const Communicator& communicator) {
  const std::size_t ranks = communicator.ranks();
  const std::size_t of_rank =
      std::clamp(bytes.size() / (ranks * fewest_bytes), std::size_t{1}, kMostStretchesOfRank);
  std::vector<TextStretch> stretches;
  for (std::size_t turn = 0; turn < of_rank; ++turn) {
    stretches.push_back(share_of(bytes, turn * ranks + communicator.rank(), of_rank * ranks));
  }
  return stretches;
}

void count_lines_of(std::vector<TextStretch>& stretches, const TextFile& file) {
  tbb::parallel_for(std::size_t{0}, stretches.size(), [&](std::size_t i) {
    stretches[i].lines = count_lines(file, file.content_of(stretches[i]));
  });
}

/// The first line of every stretch of all ranks, in the order of the file, and behind them how many
/// lines there are. @param own the stretches of this rank; every rank has as many
std::vector<std::uint64_t> first_lines_of_all(const std::vector<TextStretch>& own,
                                              Communicator& communicator) {
  std::vector<std::uint64_t> lines(own.size() * communicator.ranks(), 0);
  for (std::size_t turn = 0; turn < own.size(); ++turn) {
    lines[turn * communicator.ranks() + communicator.rank()] = own[turn].lines;
  }
  communicator.sum(lines);
  std::vector<std::uint64_t> first_lines{0};
  for (const std::uint64_t count : lines) first_lines.push_back(first_lines.back() + count);
  return first_lines;
}

/// Where each of the lines begins that are wanted, by their rising numbers in `share`, as a place
/// in the file. Numbers beyond its lines are left out.
std::vector<std::size_t> offsets_of_lines(const TextFile& file, const TextStretch& share,
                                          std::span<const std::uint64_t> wanted) {
  std::vector<std::size_t> offsets;
  std::uint64_t line = 0;
  std::size_t released = share.begin;
  const std::string_view bytes = file.bytes().substr(0, share.end);
  for (std::size_t at = share.begin; at < share.end && offsets.size() < wanted.size(); ++line) {
    while (offsets.size() < wanted.size() && line == wanted[offsets.size()]) offsets.push_back(at);
    const std::size_t feed = bytes.find('\n', at);
    at = feed == std::string_view::npos ? share.end : feed + 1;
    if (at - released < kReleasedBytes) continue;
    file.release(bytes.substr(released, at - released));
    released = at;
  }
  return offsets;
}

/// The bytes at which the lines begin that `first_lines` names, which rise, in all ranks. Each
/// looks for those in its own share, whose first line is number `before`.
std::vector<std::uint64_t> begins_of_lines(const TextFile& file, const TextStretch& share,
                                           std::span<const std::uint64_t> first_lines,
                                           std::uint64_t before, Communicator& communicator) {
  std::vector<std::uint64_t> begins(first_lines.size(), 0);
  const auto from = std::ranges::lower_bound(first_lines, before);
  const auto to = std::ranges::lower_bound(first_lines, before + share.lines);
  std::vector<std::uint64_t> wanted(from, to);
  for (std::uint64_t& line : wanted) line -= before;
  std::ranges::copy(offsets_of_lines(file, share, wanted),
                    begins.begin() + (from - first_lines.begin()));
  communicator.sum(begins);
  const auto beyond = std::ranges::lower_bound(first_lines, first_lines.back());
  std::fill(begins.begin() + (beyond - first_lines.begin()), begins.end(), file.bytes().size());
  return begins;
}

}  // namespace

void keep_own_part(TextFile& file, Communicator& communicator, std::size_t fewest_bytes) {
  std::vector<TextStretch> stretches = own_stretches(file.bytes(), fewest_bytes, communicator);
  count_lines_of(stretches, file);
  const std::vector<std::uint64_t> first_lines = first_lines_of_all(stretches, communicator);
  for (std::size_t turn = 0; turn < stretches.size(); ++turn) {
    stretches[turn].first_line = first_lines[turn * communicator.ranks() + communicator.rank()];
  }
  file.keep(std::move(stretches));
}

std::uint64_t lines_in_all(const TextFile& part, Communicator& communicator) {
  return first_lines_of_all(part.stretches(), communicator).back();
}

void keep_lines_of(TextFile& labels, const TextFile& corpus, Communicator& communicator) {
  const unsigned rank = communicator.rank();
  const unsigned ranks = communicator.ranks();
  const std::vector<std::uint64_t> first_lines =
      first_lines_of_all(corpus.stretches(), communicator);
  TextStretch share = share_of(labels.bytes(), rank, ranks);
  share.lines = count_lines(labels, labels.content_of(share));
  const std::vector<std::uint64_t> first_lists = first_lines_of_all({share}, communicator);
  require_same_line_count(corpus, first_lines.back(), labels, first_lists.back());
  const std::vector<std::uint64_t> begins =
      begins_of_lines(labels, share, first_lines, first_lists[rank], communicator);

  std::vector<TextStretch> stretches = corpus.stretches();
  for (std::size_t turn = 0; turn < stretches.size(); ++turn) {
    stretches[turn].begin = begins[turn * ranks + rank];
    stretches[turn].end = begins[turn * ranks + rank + 1];
  }
  labels.keep(std::move(stretches));
}

std::string sha256_of_all(const TextFile& part, Communicator& communicator) {
  Sha256 sum;
  std::string state = sum.state();
  for (const TextStretch& stretch : part.stretches()) {
    for (unsigned rank = 0; rank < communicator.ranks(); ++rank) {
      if (rank == communicator.rank()) {
        sum.go_on_from(state);
        add_bytes(part, bytes_of(part, stretch), sum);
        state = sum.state();
      }
      communicator.broadcast(state, rank);
    }
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

}  // namespace

WordLabelCounts sum_on_first_rank(WordLabelCounts counts, const Vocabulary& words,
                                  const Vocabulary& labels, Communicator& communicator) {
  if (communicator.rank() > 0) {
    communicator.send(record_of(counts), 0);
    return counts;
  }
  const std::vector<std::uint64_t> word_counts = words.counts();
  const std::vector<std::uint64_t> label_counts = labels.counts();
  for (unsigned rank = 1; rank < communicator.ranks(); ++rank) {
    const std::string record = communicator.receive(rank);
    counts = sum(counts, counts_of(record, word_counts, label_counts));
  }
  return counts;
}

namespace {

/// What is sampled of each stretch.
std::vector<std::string> samples_of(const TextFile& part, EvenSampling& sampling) {
  std::vector<std::string> samples;
  for (const TextStretch& stretch : part.stretches()) {
    std::string& sample = samples.emplace_back();
    for_each_line(part.content_of(stretch), [&](std::string_view line) {
      if (sampling.takes(line.size() + 1)) sample.append(line) += '\n';
    });
    part.release(bytes_of(part, stretch));
  }
  return samples;
}

}  // namespace

std::string sample_on_first_rank(const TextFile& part, std::uint64_t most_bytes,
                                 Communicator& communicator) {
  std::uint64_t total = 0;
  for (const TextStretch& stretch : part.stretches()) total += stretch.end - stretch.begin;
  communicator.sum({&total, 1});
  EvenSampling sampling(most_bytes, total);
  const std::vector<std::string> own = samples_of(part, sampling);
  if (communicator.rank() > 0) {
    RecordWriter record;
    for (const std::string& sample : own) record.text(sample);
    communicator.send(record.take(), 0);
    return {};
  }
  std::vector<std::string> records;
  for (unsigned rank = 1; rank < communicator.ranks(); ++rank) {
    records.push_back(communicator.receive(rank));
  }
  std::vector<RecordReader> others(records.begin(), records.end());
  std::string sample;
  for (const std::string& first : own) {
    sample += first;
    for (RecordReader& other : others) sample += other.text();
  }
  return sample;
}

}  // namespace t2v
