#include "model/earlier_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>
#include <vector>

#include "embedding/initial_embedding.h"
#include "model/embedding_keys.h"
#include "model/missing_parts.h"
#include "model/opened_model.h"
#include "text/error.h"

namespace t2v {
namespace {

constexpr std::uint32_t kNew = std::numeric_limits<std::uint32_t>::max();

/// The ids that the keys of `earlier` have in `keys`.
std::vector<std::uint32_t> new_ids(const Vocabulary& earlier, const Vocabulary& keys) {
  std::vector<std::uint32_t> ids;
  ids.reserve(earlier.size());
  for (const Vocabulary::Entry& entry : earlier.entries()) {
    const std::optional<std::uint32_t> id = keys.id(entry.key);
    if (!id) throw std::invalid_argument("a key of the earlier model is missing");
    ids.push_back(*id);
  }
  return ids;
}

/// Copies row i of `vectors` to row ids[i] of `matrix`.
void copy_rows(const VectorTable& vectors, const std::vector<std::uint32_t>& ids, Matrix& matrix) {
  for (std::size_t row = 0; row < ids.size(); ++row) {
    std::ranges::copy(vectors.vector(row), matrix.row(ids[row]));
  }
}

/// Of two texts together.
std::uint32_t sum_of_documents(std::uint32_t a, std::uint32_t b) {
  if (a <= std::numeric_limits<std::uint32_t>::max() - b) return a + b;
  throw Error(
      fmt::format("a word is in {} and {} documents, expected fewer than 2^32 in all", a, b));
}

/// The labels of a word in two texts, each rising by label.
void merge_pairs(std::span<const LabelDocuments> a, std::span<const LabelDocuments> b,
                 WordLabelArrays& sums) {
  while (!a.empty() || !b.empty()) {
    const std::uint32_t label =
        std::min(a.empty() ? kNew : a.front().label, b.empty() ? kNew : b.front().label);
    std::uint32_t documents = 0;
    for (std::span<const LabelDocuments>* pairs : {&a, &b}) {
      if (pairs->empty() || pairs->front().label != label) continue;
      documents = sum_of_documents(documents, pairs->front().documents);
      *pairs = pairs->subspan(1);
    }
    sums.labels.push_back(label);
    sums.documents.push_back(documents);
  }
}

/// For each of `words` its id in the earlier model, or kNew.
std::vector<std::uint32_t> earlier_ids(const std::vector<std::uint32_t>& ids, std::size_t words) {
  std::vector<std::uint32_t> earlier(words, kNew);
  for (std::uint32_t id = 0; id < ids.size(); ++id) earlier[ids[id]] = id;
  return earlier;
}

}  // namespace

EarlierModel load_earlier_model(const std::string& path) {
  EarlierModel earlier;
  earlier.path = path;
  earlier.model = load_embedding(path, &earlier.file);
  earlier.dim = earlier.model.vectors.word_input.dim();
  earlier.model.vectors = {};
  std::error_code gone;
  const std::uintmax_t bytes = std::filesystem::file_size(path, gone);
  if (!gone) earlier.bytes = bytes;
  return earlier;
}

Embedding start_vectors(const EarlierModel& earlier, const Vocabulary& words,
                        const Vocabulary& labels, std::uint64_t seed) {
  const OpenedModel opened(earlier.path);
  const ModelView& view = opened.view();
  if (opened.vectors_sha256() != earlier.file.vectors_sha256 ||
      view.words.size() != earlier.model.words.size() ||
      view.labels.size() != earlier.model.labels.size()) {
    throw Error(fmt::format("{}: was changed while the text was read", earlier.path));
  }
  Embedding start = initial_embedding(words.size(), labels.size(), earlier.dim, seed);
  const std::vector<std::uint32_t> word_ids = new_ids(earlier.model.words, words);
  copy_rows(view.word_input, word_ids, start.word_input);
  if (view.word_output.rows() > 0) copy_rows(view.word_output, word_ids, start.word_output);
  copy_rows(view.label_input, new_ids(earlier.model.labels, labels), start.label_input);
  return start;
}

WordLabelCounts sum_of_counts(const EmbeddingModel& earlier, const WordLabelCounts& counts,
                              const Vocabulary& words, const Vocabulary& labels) {
  if (earlier.counts.empty() && has_word_counts(earlier.words)) return {};
  if (earlier.counts.empty()) return counts;
  const std::vector<std::uint32_t> label_ids = new_ids(earlier.labels, labels);
  const std::vector<std::uint32_t> ids = earlier_ids(new_ids(earlier.words, words), words.size());
  WordLabelArrays sums;
  sums.offsets.push_back(0);
  std::vector<LabelDocuments> pairs;  // of the earlier model
  for (std::uint32_t word = 0; word < words.size(); ++word) {
    pairs.clear();
    std::uint32_t documents = counts.documents(word);
    if (ids[word] != kNew) {
      documents = sum_of_documents(documents, earlier.counts.documents(ids[word]));
      for (const auto& [label, together] : earlier.counts.of_word(ids[word])) {
        pairs.push_back({label_ids[label], together});
      }
      std::ranges::sort(pairs, {}, &LabelDocuments::label);
    }
    merge_pairs(pairs, counts.of_word(word), sums);
    sums.word_documents.push_back(documents);
    sums.offsets.push_back(sums.labels.size());
  }
  return {std::move(sums), words.counts(), labels.counts()};
}

}  // namespace t2v
