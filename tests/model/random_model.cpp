#include "model/random_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "model/embedding_keys.h"

namespace t2v {
namespace {

std::string random_key(std::mt19937& random, std::size_t number) {
  constexpr std::array kSyllables = {"최", "악", "ㅋㅋ", "电", "影", "😀", "e\xCC\x81", "a", "/"};
  const std::size_t longest = number % 50 == 7 ? kMaxKeyBytes : 3 + random() % 30;
  std::string key = std::to_string(number);  // so that no key comes twice
  while (true) {
    const std::string syllable = kSyllables[random() % kSyllables.size()];
    if (key.size() + syllable.size() > longest) return key;
    key += syllable;
  }
}

Vocabulary random_vocabulary(std::mt19937& random, std::size_t size) {
  std::vector<Vocabulary::Entry> entries;
  for (std::size_t number = 0; number < size; ++number) {
    entries.push_back({random_key(random, number), std::uint64_t{random()} * random()});
  }
  return Vocabulary::from_counts(std::move(entries));
}

Matrix random_matrix(std::mt19937& random, std::size_t rows, std::size_t dim) {
  std::normal_distribution<float> normal;
  Matrix matrix(rows, dim);
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t i = 0; i < dim; ++i) matrix.row(row)[i] = normal(random);
  }
  return matrix;
}

void expect_same(const Vocabulary& a, const Vocabulary& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::uint32_t id = 0; id < a.size(); ++id) {
    EXPECT_EQ(a.key(id), b.key(id));
    EXPECT_EQ(a.count(id), b.count(id));
  }
}

void expect_same(const Matrix& a, const Matrix& b) {
  ASSERT_EQ(a.rows(), b.rows());
  ASSERT_EQ(a.dim(), b.dim());
  for (std::size_t row = 0; row < a.rows(); ++row) {
    const auto left = std::as_bytes(a.vector(row));
    const auto right = std::as_bytes(b.vector(row));
    EXPECT_TRUE(std::equal(left.begin(), left.end(), right.begin())) << "row " << row;
    for (std::size_t i = a.dim(); i < b.stride(); ++i) EXPECT_EQ(b.row(row)[i], 0.0F);
  }
}

/// Some labels of some words, within what the counts of both allow.
WordLabelCounts random_counts(std::mt19937& random, const Vocabulary& words,
                              const Vocabulary& labels) {
  WordLabelArrays arrays;
  arrays.offsets.push_back(0);
  for (std::uint32_t word = 0; word < words.size(); ++word) {
    arrays.word_documents.push_back(
        static_cast<std::uint32_t>(std::min<std::uint64_t>(words.count(word), random() % 1000)));
    for (std::uint32_t label = 0; label < labels.size(); ++label) {
      const std::uint64_t most =
          std::min<std::uint64_t>(arrays.word_documents.back(), labels.count(label));
      if (most == 0 || random() % 3 == 0) continue;
      arrays.labels.push_back(label);
      arrays.documents.push_back(static_cast<std::uint32_t>(1 + random() % most));
    }
    arrays.offsets.push_back(arrays.labels.size());
  }
  return {arrays, words.counts(), labels.counts()};
}

}  // namespace

EmbeddingModel random_model(std::mt19937& random, std::size_t words, std::size_t labels,
                            std::size_t dim) {
  constexpr std::array kTokenizers = {"whitespace", "unicode", "characters"};
  EmbeddingModel model;
  model.vectors = {random_matrix(random, words, dim), random_matrix(random, words, dim),
                   random_matrix(random, labels, dim)};
  model.words = random_vocabulary(random, words);
  model.labels = random_vocabulary(random, labels);
  model.counts = random_counts(random, model.words, model.labels);
  model.tokenizer = restore_tokenizer(kTokenizers[random() % kTokenizers.size()], "");
  model.options_json = R"({"dim":)" + std::to_string(dim) + R"(,"note":"스토리 😀"})";
  model.corpus_sha256 = std::string(64, 'c');
  model.seed = std::uint64_t{random()} << 32 | random();
  model.epochs_done = static_cast<std::uint32_t>(random());
  return model;
}

void expect_same(const EmbeddingModel& a, const EmbeddingModel& b) {
  expect_same(a.words, b.words);
  expect_same(a.labels, b.labels);
  expect_same(a.vectors.word_input, b.vectors.word_input);
  expect_same(a.vectors.word_output, b.vectors.word_output);
  expect_same(a.vectors.label_input, b.vectors.label_input);
  EXPECT_EQ(a.counts.arrays().word_documents, b.counts.arrays().word_documents);
  EXPECT_EQ(a.counts.arrays().offsets, b.counts.arrays().offsets);
  EXPECT_EQ(a.counts.arrays().labels, b.counts.arrays().labels);
  EXPECT_EQ(a.counts.arrays().documents, b.counts.arrays().documents);
  EXPECT_EQ(a.tokenizer->name(), b.tokenizer->name());
  EXPECT_EQ(a.tokenizer->model_bytes(), b.tokenizer->model_bytes());
  EXPECT_EQ(a.options_json, b.options_json);
  EXPECT_EQ(a.corpus_sha256, b.corpus_sha256);
  EXPECT_EQ(a.seed, b.seed);
  EXPECT_EQ(a.epochs_done, b.epochs_done);
}

}  // namespace t2v
