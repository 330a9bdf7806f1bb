#include "fuzz/small_models.h"

#include <random>
#include <utility>

#include "text/whitespace_tokenizer.h"

namespace t2v::fuzzing {
namespace {

constexpr std::size_t kDim = 5;

void fill(Matrix& matrix, std::mt19937& random) {
  for (std::size_t row = 0; row < matrix.rows(); ++row) {
    for (std::size_t i = 0; i < matrix.dim(); ++i) {
      matrix.row(row)[i] = static_cast<float>(random() % 2000) / 1000.0F - 1.0F;
    }
  }
}

Matrix random_matrix(std::size_t rows, std::mt19937& random) {
  Matrix matrix(rows, kDim);
  fill(matrix, random);
  return matrix;
}

/// A document of every label for every word.
WordLabelCounts counts_of(const Vocabulary& words, const Vocabulary& labels) {
  WordLabelArrays arrays;
  std::vector<std::uint64_t> word_counts;
  std::vector<std::uint64_t> label_counts;
  for (const Vocabulary::Entry& label : labels.entries()) label_counts.push_back(label.count);
  arrays.offsets.push_back(0);
  for (const Vocabulary::Entry& word : words.entries()) {
    word_counts.push_back(word.count);
    arrays.word_documents.push_back(1);
    for (std::uint32_t label = 0; label < labels.size(); ++label) {
      arrays.labels.push_back(label);
      arrays.documents.push_back(1);
    }
    arrays.offsets.push_back(arrays.labels.size());
  }
  return {std::move(arrays), word_counts, label_counts};
}

}  // namespace

EmbeddingModel small_embedding() {
  std::mt19937 random(1);
  EmbeddingModel model;
  model.words = Vocabulary::from_ordered({{"최악", 90},
                                          {"최고", 80},
                                          {"부정", 70},
                                          {"-_-", 60},
                                          {"+1", 50},
                                          {"+", 40},
                                          {"word:x", 30},
                                          {"x", 20},
                                          {":)", 10},
                                          {"a=b", 9},
                                          {"é", 8},
                                          {"😀", 7}});
  model.labels = Vocabulary::from_ordered(
      {{"부정", 40}, {"긍정", 30}, {"film:1", 20}, {"label:x", 10}, {"-", 5}});
  model.vectors = {random_matrix(model.words.size(), random),
                   random_matrix(model.words.size(), random),
                   random_matrix(model.labels.size(), random)};
  model.counts = counts_of(model.words, model.labels);
  model.tokenizer = std::make_shared<WhitespaceTokenizer>();
  model.options_json = R"({"dim":5,"lr":0.025})";
  model.corpus_sha256 = std::string(64, 'a');
  return model;
}

EmbeddingModel small_checkpoint() {
  std::mt19937 random(3);
  EmbeddingModel model = small_embedding();
  model.vectors.document_input = random_matrix(3, random);
  model.checkpoint = CheckpointRecord{.next_turn = 1, .tokens_done = 2};
  return model;
}

CnnModel small_cnn() {
  std::mt19937 random(2);
  CnnModel model;
  model.words = Vocabulary::from_ordered({{"최악", 90}, {"최고", 80}, {"영화", 70}});
  model.labels = Vocabulary::from_ordered({{"부정", 40}, {"긍정", 30}});
  model.tokenizer = std::make_shared<WhitespaceTokenizer>();
  model.corpus_sha256 = std::string(64, 'b');
  CnnShape shape;
  shape.words = model.words.size();
  shape.dim = kDim;
  shape.labels = model.labels.size();
  shape.filters = 3;
  shape.widths = {2, 3};
  model.network = initial_text_cnn(shape, 1);
  return model;
}

}  // namespace t2v::fuzzing
