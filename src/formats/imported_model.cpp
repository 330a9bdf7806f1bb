#include "formats/imported_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "formats/vector_text.h"
#include "formats/word2vec_binary.h"
#include "text/error.h"
#include "text/normalize.h"
#include "text/white_space.h"

namespace t2v {
namespace {

/// As queries see it: normalised, white space inside as single spaces.
std::string normalized_key(std::string_view key) {
  std::string buffer;
  std::string normalized;
  for_each_word(normalize(key, buffer).text, [&](std::string_view word) {
    if (!normalized.empty()) normalized += ' ';
    normalized += word;
  });
  return normalized;
}

/// Keys of one kind, with the rows of the file where their vectors stand.
struct ImportedKeys {
  std::vector<Vocabulary::Entry> entries;
  std::vector<std::size_t> rows;
  std::unordered_set<std::string> seen;
};

/// Sorts out which keys become words and labels.
class KeyImport {
 public:
  KeyImport(std::string label_prefix, PassedOver& passed_over)
      : label_prefix_(std::move(label_prefix)), passed_over_(passed_over) {}

  void add(std::string_view key, std::size_t row) {
    std::string normalized = normalized_key(key);
    const bool is_label = !label_prefix_.empty() && normalized.size() > label_prefix_.size() &&
                          normalized.starts_with(label_prefix_);
    if (is_label) normalized.erase(0, label_prefix_.size());
    if (normalized.empty()) {
      ++passed_over_.empty;
    } else if (normalized.size() > kMaxKeyBytes) {
      ++passed_over_.overlong;
    } else {
      add(std::move(normalized), row, is_label ? labels : words);
    }
  }

  ImportedKeys words;
  ImportedKeys labels;

 private:
  void add(std::string key, std::size_t row, ImportedKeys& keys) {
    if (!keys.seen.insert(key).second) {
      if (passed_over_.twice++ == 0) passed_over_.first_twice = key;
      return;
    }
    keys.entries.push_back({std::move(key), 0});
    keys.rows.push_back(row);
  }

  std::string label_prefix_;
  PassedOver& passed_over_;
};

Matrix rows_of(const Matrix& matrix, const std::vector<std::size_t>& rows) {
  Matrix chosen(rows.size(), matrix.dim());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    std::ranges::copy(matrix.vector(rows[row]), chosen.row(row));
  }
  return chosen;
}

}  // namespace

KeyedVectors read_vectors(const TextFile& file, VectorFormat format) {
  switch (format) {
    case VectorFormat::kWord2vec:
    case VectorFormat::kVec:
      return read_vector_text(file, Heading::kThere);
    case VectorFormat::kGlove:
      return read_vector_text(file, Heading::kNone);
    case VectorFormat::kWord2vecBinary:
      return read_word2vec_binary(file);
    default:
      throw std::invalid_argument("a format that can only be written");
  }
}

EmbeddingModel imported_model(KeyedVectors&& read, const ImportOptions& options,
                              const std::string& name, PassedOver* passed_over) {
  PassedOver unasked;
  KeyImport sorted(normalized_key(options.label_prefix),
                   passed_over != nullptr ? *passed_over : unasked);
  for (std::size_t row = 0; row < read.keys.size(); ++row) sorted.add(read.keys[row], row);
  if (sorted.words.entries.empty()) {
    throw Error(fmt::format("{}: holds no words, expected at least one{}", name,
                            sorted.labels.entries.empty() ? "" : " beside the labels"));
  }
  EmbeddingModel model;
  const std::size_t dim = read.vectors.dim();
  const bool takes_all = sorted.words.rows.size() == read.keys.size();
  model.vectors.label_input = rows_of(read.vectors, sorted.labels.rows);
  model.vectors.word_input =
      takes_all ? std::move(read.vectors) : rows_of(read.vectors, sorted.words.rows);
  model.vectors.word_output = Matrix(0, dim);
  model.words = Vocabulary::from_ordered(std::move(sorted.words.entries));
  model.labels = Vocabulary::from_ordered(std::move(sorted.labels.entries));
  model.tokenizer = options.tokenizer;
  model.options_json = options.options_json;
  return model;
}

}  // namespace t2v
