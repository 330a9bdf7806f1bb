#include "text/word_label_counts.h"

#include <fmt/format.h>
#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <atomic>
#include <limits>
#include <string_view>
#include <utility>

#include "text/error.h"

namespace t2v {
namespace {

void require_size(std::string_view array, std::size_t found, std::size_t expected) {
  if (found == expected) return;
  throw Error(fmt::format("{} {}, expected {}", found, array, expected));
}

void require_offsets(std::span<const std::uint64_t> offsets, std::size_t pairs) {
  if (offsets.front() != 0) {
    throw Error(fmt::format("the first offset is {}, expected 0", offsets.front()));
  }
  const auto fall = std::ranges::adjacent_find(offsets, std::greater<>());
  if (fall != offsets.end()) {
    throw Error(fmt::format("offset {} is {} after {}, expected rising offsets",
                            fall - offsets.begin() + 1, *(fall + 1), *fall));
  }
  if (offsets.back() != pairs) {
    throw Error(fmt::format("the last offset is {}, expected the {} pairs", offsets.back(), pairs));
  }
}

void require_word_documents(std::span<const std::uint32_t> documents,
                            std::span<const std::uint64_t> counts) {
  for (std::size_t word = 0; word < documents.size(); ++word) {
    if (documents[word] > counts[word]) {
      throw Error(fmt::format("word {} is in {} documents, but occurs {} times only", word,
                              documents[word], counts[word]));
    }
  }
}

/// The pairs of one word.
void require_pairs(std::size_t word, std::span<const LabelDocuments> pairs,
                   std::uint32_t word_documents, std::span<const std::uint64_t> label_counts) {
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto [label, documents] = pairs[i];
    if (label >= label_counts.size()) {
      throw Error(fmt::format("word {} has label {}, expected one of the {} labels", word, label,
                              label_counts.size()));
    }
    if (i > 0 && label <= pairs[i - 1].label) {
      throw Error(fmt::format("word {} has label {} after {}, expected rising labels", word, label,
                              pairs[i - 1].label));
    }
    const std::uint64_t most = std::min<std::uint64_t>(word_documents, label_counts[label]);
    if (documents < 1 || documents > most) {
      throw Error(fmt::format("word {} and label {} share {} documents, expected 1 to {}", word,
                              label, documents, most));
    }
  }
}

}  // namespace

WordLabelCounts::WordLabelCounts(WordLabelArrays arrays, std::span<const std::uint64_t> word_counts,
                                 std::span<const std::uint64_t> label_counts) {
  require_size("numbers of documents of pairs", arrays.documents.size(), arrays.labels.size());
  if (arrays.word_documents.empty() && arrays.offsets.empty() && arrays.labels.empty()) return;
  require_size("words", arrays.word_documents.size(), word_counts.size());
  require_size("offsets", arrays.offsets.size(), word_counts.size() + 1);
  require_offsets(arrays.offsets, arrays.labels.size());
  require_word_documents(arrays.word_documents, word_counts);

  std::vector<LabelDocuments> pairs(arrays.labels.size());
  for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i] = {arrays.labels[i], arrays.documents[i]};
  for (std::size_t word = 0; word < word_counts.size(); ++word) {
    const std::uint64_t first = arrays.offsets[word];
    require_pairs(word, {pairs.data() + first, pairs.data() + arrays.offsets[word + 1]},
                  arrays.word_documents[word], label_counts);
  }
  word_documents_ = std::move(arrays.word_documents);
  offsets_ = std::move(arrays.offsets);
  pairs_ = std::move(pairs);
}

WordLabelArrays WordLabelCounts::arrays() const {
  WordLabelArrays arrays{word_documents_, offsets_, {}, {}};
  arrays.labels.reserve(pairs_.size());
  arrays.documents.reserve(pairs_.size());
  for (const LabelDocuments& pair : pairs_) {
    arrays.labels.push_back(pair.label);
    arrays.documents.push_back(pair.documents);
  }
  return arrays;
}

namespace {

std::uint32_t sum_of_documents(std::uint32_t a, std::uint32_t b) {
  if (a <= std::numeric_limits<std::uint32_t>::max() - b) return a + b;
  throw Error(
      fmt::format("a word is in {} and {} documents, expected fewer than 2^32 in all", a, b));
}

/// Appends the labels of a word in two texts, each rising by label.
void append_sum(std::span<const LabelDocuments> a, std::span<const LabelDocuments> b,
                std::vector<LabelDocuments>& sum) {
  while (!a.empty() && !b.empty()) {
    if (a.front().label == b.front().label) {
      sum.push_back({a.front().label, sum_of_documents(a.front().documents, b.front().documents)});
      a = a.subspan(1);
      b = b.subspan(1);
    } else {
      std::span<const LabelDocuments>& first = a.front().label < b.front().label ? a : b;
      sum.push_back(first.front());
      first = first.subspan(1);
    }
  }
  sum.insert(sum.end(), a.begin(), a.end());
  sum.insert(sum.end(), b.begin(), b.end());
}

}  // namespace

WordLabelCounts sum(const WordLabelCounts& a, const WordLabelCounts& b) {
  WordLabelCounts both;
  both.offsets_.push_back(0);
  for (std::uint32_t word = 0; word < a.words(); ++word) {
    both.word_documents_.push_back(sum_of_documents(a.documents(word), b.documents(word)));
    append_sum(a.of_word(word), b.of_word(word), both.pairs_);
    both.offsets_.push_back(both.pairs_.size());
  }
  return both;
}

namespace {

/// Counts the words of [first, end), most frequent first. A frequent word has a counter for every
/// label, a word rarer than there are labels a list of its documents.
class WordRangeCounts {
 public:
  /// As many words from `first` on as there are counters for, at least one.
  WordRangeCounts(const Corpus& corpus, std::uint32_t first, std::uint64_t most_counters)
      : corpus_(corpus), first_(first), end_(first) {
    const std::uint32_t words = corpus.words.size();
    std::uint64_t counters = 0;
    while (end_ < words && (end_ == first || counters + counters_of(end_) <= most_counters)) {
      offsets_.push_back(counters);
      counters += counters_of(end_++);
    }
    counters_ = std::vector<std::atomic<std::uint32_t>>(counters);
    documents_ = std::vector<std::atomic<std::uint32_t>>(end_ - first_);
  }

  std::uint32_t end() const { return end_; }
  std::uint32_t documents_of(std::uint32_t word) const { return documents_[word - first_]; }

  /// Reads the corpus. Which document of a list comes first depends on the threads.
  void count() {
    constexpr std::size_t kDocumentsAtATime = 1 << 13;
    tbb::enumerable_thread_specific<std::vector<std::uint32_t>> threads(
        [&] { return std::vector<std::uint32_t>(end_ - first_, kNone); });
    tbb::parallel_for(std::size_t{0}, corpus_.documents() / kDocumentsAtATime + 1, [&](auto i) {
      std::vector<std::uint32_t>& last_document = threads.local();  // of each word, in this thread
      const std::size_t begin = i * kDocumentsAtATime;
      const std::size_t end = std::min(begin + kDocumentsAtATime, corpus_.documents());
      for_each_document(corpus_, begin, end, [&](std::size_t at, auto words) {
        const auto document = static_cast<std::uint32_t>(at);
        for (const std::uint32_t word : words) {
          if (word - first_ >= last_document.size()) continue;  // below first_ as well: it wraps
          if (std::exchange(last_document[word - first_], document) != document)
            add(word, document);
        }
      });
    });
  }

  /// The labels of a word's documents. `by_label` is all 0 before and after.
  std::vector<LabelDocuments> labels_of(std::uint32_t word,
                                        std::vector<std::uint32_t>& by_label) const {
    const std::atomic<std::uint32_t>* const counters = counters_.data() + offsets_[word - first_];
    std::vector<LabelDocuments> pairs;
    if (has_counters(word)) {
      for (std::uint32_t label = 0; label < labels(); ++label) {
        if (counters[label] > 0) pairs.push_back({label, counters[label]});
      }
      return pairs;
    }
    std::vector<std::uint32_t> met;
    for (std::uint32_t i = 0; i < documents_of(word); ++i) {
      for (const std::uint32_t label : labels_of_document(counters[i])) {
        if (by_label[label]++ == 0) met.push_back(label);
      }
    }
    std::ranges::sort(met);
    for (const std::uint32_t label : met) {
      pairs.push_back({label, std::exchange(by_label[label], 0)});
    }
    return pairs;
  }

 private:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  std::uint64_t labels() const {
    return corpus_.labels.of_document.empty() ? 0 : corpus_.labels.names.size();
  }
  bool has_counters(std::uint32_t word) const { return labels() <= corpus_.words.count(word); }
  std::uint64_t counters_of(std::uint32_t word) const {
    return std::min(labels(), corpus_.words.count(word));
  }
  std::span<const std::uint32_t> labels_of_document(std::uint32_t document) const {
    return corpus_.labels.of_document[document];
  }

  void add(std::uint32_t word, std::uint32_t document) {
    const std::uint32_t before = documents_[word - first_].fetch_add(1, std::memory_order_relaxed);
    std::atomic<std::uint32_t>* const counters = counters_.data() + offsets_[word - first_];
    if (!has_counters(word)) {
      counters[before].store(document, std::memory_order_relaxed);
    } else if (labels() > 0) {
      for (const std::uint32_t label : labels_of_document(document)) {
        counters[label].fetch_add(1, std::memory_order_relaxed);
      }
    }
  }

  const Corpus& corpus_;
  std::uint32_t first_;
  std::uint32_t end_;
  std::vector<std::uint64_t> offsets_;  ///< of each word, in counters_
  std::vector<std::atomic<std::uint32_t>> counters_;
  std::vector<std::atomic<std::uint32_t>> documents_;  ///< of each word
};

}  // namespace

WordLabelCounts count_word_labels(const Corpus& corpus, std::uint64_t most_counters) {
  if (corpus.documents() >= std::numeric_limits<std::uint32_t>::max()) {
    throw Error(fmt::format("{} documents, expected fewer than {}", corpus.documents(),
                            std::numeric_limits<std::uint32_t>::max()));
  }
  WordLabelCounts counts;
  counts.offsets_.push_back(0);
  tbb::enumerable_thread_specific<std::vector<std::uint32_t>> by_label(
      [&] { return std::vector<std::uint32_t>(corpus.labels.names.size(), 0); });
  for (std::uint32_t first = 0; first < corpus.words.size();) {
    WordRangeCounts range(corpus, first, most_counters);
    range.count();
    std::vector<std::vector<LabelDocuments>> labels(range.end() - first);
    tbb::parallel_for(std::size_t{0}, labels.size(), [&](std::size_t i) {
      labels[i] = range.labels_of(first + static_cast<std::uint32_t>(i), by_label.local());
    });
    for (const std::vector<LabelDocuments>& pairs : labels) {
      counts.word_documents_.push_back(
          range.documents_of(static_cast<std::uint32_t>(counts.words())));
      counts.pairs_.insert(counts.pairs_.end(), pairs.begin(), pairs.end());
      counts.offsets_.push_back(counts.pairs_.size());
    }
    first = range.end();
  }
  return counts;
}

}  // namespace t2v
