#include "text/word_label_counts.h"

#include <fmt/format.h>
#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <atomic>
#include <limits>
#include <numeric>
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

using DocumentRange = tbb::blocked_range<std::uint32_t>;

/// Calls `visit(word, document)` in parallel, once for every word of a document.
template <typename Visit>
void for_each_word_of_documents(const Corpus& corpus, Visit visit) {
  constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  tbb::enumerable_thread_specific<std::vector<std::uint32_t>> threads(
      [&] { return std::vector<std::uint32_t>(corpus.words.size(), kNone); });
  const DocumentRange all(0, static_cast<std::uint32_t>(corpus.documents()));
  tbb::parallel_for(all, [&](const DocumentRange& range) {
    std::vector<std::uint32_t>& last_document = threads.local();  // of each word, in this thread
    for (std::uint32_t document = range.begin(); document < range.end(); ++document) {
      for (const std::uint32_t word : corpus.document(document)) {
        if (std::exchange(last_document[word], document) != document) visit(word, document);
      }
    }
  });
}

/// The documents of each word, end to end. Their order within a word depends on the threads.
struct WordDocuments {
  std::vector<std::uint32_t> documents;
  std::vector<std::uint64_t> offsets;  ///< words + 1 positions in `documents`

  std::span<const std::uint32_t> operator[](std::size_t word) const {
    return {documents.data() + offsets[word], documents.data() + offsets[word + 1]};
  }
};

WordDocuments documents_of_words(const Corpus& corpus) {
  std::vector<std::atomic<std::uint64_t>> places(corpus.words.size());
  for_each_word_of_documents(corpus, [&](std::uint32_t word, std::uint32_t) {
    places[word].fetch_add(1, std::memory_order_relaxed);
  });
  WordDocuments lists;
  lists.offsets.assign(places.size() + 1, 0);
  for (std::size_t word = 0; word < places.size(); ++word) {
    const std::uint64_t size = places[word].exchange(lists.offsets[word]);
    lists.offsets[word + 1] = lists.offsets[word] + size;
  }
  lists.documents.resize(lists.offsets.back());
  for_each_word_of_documents(corpus, [&](std::uint32_t word, std::uint32_t document) {
    lists.documents[places[word].fetch_add(1, std::memory_order_relaxed)] = document;
  });
  return lists;
}

/// Counts the labels of one list of documents after another.
class LabelCounter {
 public:
  explicit LabelCounter(std::size_t labels) : counts_(labels, 0) {}

  std::vector<LabelDocuments> count(std::span<const std::uint32_t> documents,
                                    const LabelLists& labels_of) {
    met_.clear();
    for (const std::uint32_t document : documents) {
      for (const std::uint32_t label : labels_of[document]) {
        if (counts_[label]++ == 0) met_.push_back(label);
      }
    }
    std::ranges::sort(met_);
    std::vector<LabelDocuments> pairs;
    pairs.reserve(met_.size());
    for (const std::uint32_t label : met_) {
      pairs.push_back({label, std::exchange(counts_[label], 0)});
    }
    return pairs;
  }

 private:
  std::vector<std::uint32_t> counts_;  ///< all 0 between two lists
  std::vector<std::uint32_t> met_;
};

std::vector<std::vector<LabelDocuments>> labels_of_words(const Corpus& corpus,
                                                         const WordDocuments& documents) {
  std::vector<std::vector<LabelDocuments>> labels(corpus.words.size());
  if (corpus.labels.of_document.empty()) return labels;
  tbb::enumerable_thread_specific<LabelCounter> counters(
      [&] { return LabelCounter(corpus.labels.names.size()); });
  tbb::parallel_for(std::size_t{0}, labels.size(), [&](std::size_t word) {
    labels[word] = counters.local().count(documents[word], corpus.labels.of_document);
  });
  return labels;
}

std::vector<std::uint64_t> counts_of(const Vocabulary& vocabulary) {
  std::vector<std::uint64_t> counts;
  for (const Vocabulary::Entry& entry : vocabulary.entries()) counts.push_back(entry.count);
  return counts;
}

}  // namespace

WordLabelCounts count_word_labels(const Corpus& corpus) {
  if (corpus.documents() >= std::numeric_limits<std::uint32_t>::max()) {
    throw Error(fmt::format("{} documents, expected fewer than {}", corpus.documents(),
                            std::numeric_limits<std::uint32_t>::max()));
  }
  const WordDocuments documents = documents_of_words(corpus);
  WordLabelArrays arrays;
  arrays.offsets.push_back(0);
  for (const auto& labels : labels_of_words(corpus, documents)) {
    arrays.word_documents.push_back(
        static_cast<std::uint32_t>(documents[arrays.word_documents.size()].size()));
    arrays.offsets.push_back(arrays.offsets.back() + labels.size());
    for (const LabelDocuments& pair : labels) {
      arrays.labels.push_back(pair.label);
      arrays.documents.push_back(pair.documents);
    }
  }
  return {std::move(arrays), counts_of(corpus.words), counts_of(corpus.labels.names)};
}

}  // namespace t2v
