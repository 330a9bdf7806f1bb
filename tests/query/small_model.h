#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "model/embedding_file.h"
#include "query/answer.h"
#include "text/error.h"

namespace t2v::testing {

/// A key with its vectors, for models small enough to compute by hand.
struct Key {
  std::string name;
  std::uint64_t count;
  std::vector<float> input;
  std::vector<float> output = {};  ///< words only; empty: zeros
};

inline Vocabulary vocabulary_of(const std::vector<Key>& keys) {
  std::vector<Vocabulary::Entry> entries;
  for (const Key& key : keys) entries.push_back({key.name, key.count});
  return Vocabulary::from_ordered(std::move(entries));
}

inline Matrix matrix_of(const std::vector<Key>& keys, std::vector<float> Key::*vector,
                        std::size_t dim) {
  Matrix matrix(keys.size(), dim);
  for (std::size_t row = 0; row < keys.size(); ++row)
    for (std::size_t i = 0; i < (keys[row].*vector).size(); ++i)
      matrix.row(row)[i] = (keys[row].*vector)[i];
  return matrix;
}

/// A model whose ids follow the order given.
inline EmbeddingModel small_model(const std::vector<Key>& words, const std::vector<Key>& labels) {
  const std::size_t dim = words.front().input.size();
  EmbeddingModel model;
  model.words = vocabulary_of(words);
  model.labels = vocabulary_of(labels);
  model.vectors = {matrix_of(words, &Key::input, dim), matrix_of(words, &Key::output, dim),
                   matrix_of(labels, &Key::input, dim)};
  return model;
}

/// Counts of words in documents: a list of labels for each word, every document with one label.
inline WordLabelCounts counts_of(const std::vector<std::vector<LabelDocuments>>& words,
                                 const Vocabulary& labels) {
  WordLabelArrays arrays;
  std::vector<std::uint64_t> word_counts;
  arrays.offsets.push_back(0);
  for (const auto& pairs : words) {
    std::uint32_t documents = 0;
    for (const auto& [label, together] : pairs) {
      arrays.labels.push_back(label);
      arrays.documents.push_back(together);
      documents += together;
    }
    arrays.offsets.push_back(arrays.labels.size());
    arrays.word_documents.push_back(documents);
    word_counts.push_back(documents);
  }
  std::vector<std::uint64_t> label_counts;
  for (const Vocabulary::Entry& label : labels.entries()) label_counts.push_back(label.count);
  return {std::move(arrays), word_counts, label_counts};
}

inline std::vector<std::string> keys(const std::vector<Answer>& answers) {
  std::vector<std::string> result;
  for (const Answer& answer : answers) result.push_back(answer.key);
  return result;
}

/// What a call throws as its message; "" when it throws nothing.
template <typename Call>
std::string error_of(Call&& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

}  // namespace t2v::testing
