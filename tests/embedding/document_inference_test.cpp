#include "embedding/document_inference.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "embedding/inner_product.h"
#include "embedding/random.h"
#include "embedding/trainer.h"
#include "small_corpus.h"
#include "text/text_file.h"
#include "text/tokenizer.h"

namespace t2v {
namespace {

TEST(DocumentInference, TakesOneStepByHand) {
  // Two words, so the noise of each is the other.
  const Corpus corpus = small_corpus({{"a a b", ""}});
  Embedding vectors{Matrix(2, 2), Matrix(2, 2), Matrix(0, 2)};
  vectors.word_output.row(0)[0] = 1.0F;
  vectors.word_output.row(1)[1] = 0.5F;
  TrainingOptions options;
  options.subsample = 0;
  options.negative = 2;
  options.epochs = 1;
  options.learning_rate = 0.01;
  options.document_weight = 3;
  Matrix row(1, 2);
  row.row(0)[0] = 7.0F;  // what was there does not matter
  DocumentInference(vectors, corpus.words, options)
      .infer(std::vector<std::uint32_t>{0}, row.row(0));
  // All sigmoids are 1/2 at zero: 0.03 * 0.5 towards a, twice away from b.
  EXPECT_NEAR(row.row(0)[0], 0.015, 1e-7);
  EXPECT_NEAR(row.row(0)[1], -2 * 0.015 * 0.5, 1e-7);
}

TEST(DocumentInference, StepsAreNeverLongerThanInTraining) {
  const Corpus corpus = small_corpus({{"a a b", ""}});
  Embedding vectors{Matrix(2, 1), Matrix(2, 1), Matrix(0, 1)};
  vectors.word_output.row(0)[0] = 1.0F;
  TrainingOptions options;
  options.subsample = 0;
  options.epochs = 1;
  options.document_weight = 100;
  Matrix row(1, 1);
  DocumentInference(vectors, corpus.words, options)
      .infer(std::vector<std::uint32_t>{0}, row.row(0));
  EXPECT_NEAR(row.row(0)[0], 0.1 * 0.5, 1e-7);
}

TEST(DocumentInference, EqualDocumentsGetEqualVectorsAnywhere) {
  const Corpus trained = random_corpus(40, 200, 12, 3, 8);
  TrainingOptions options;
  options.dim = 12;
  options.threads = 1;
  const Embedding vectors = train(trained, options);
  const DocumentInference inference(vectors, trained.words, options);
  const auto tokenizer = make_tokenizer({}, {});
  const Corpus text = encode_with_vocabulary(
      TextFile::from_string("w1 w2 w3 w1\n\nw7 w8\nw1 w2 unknown w3 w1\nunknown\n", "text"),
      *tokenizer, trained.words);
  const Matrix found = inference.infer(text);
  ASSERT_EQ(found.rows(), 5U);
  const auto row = [&](std::size_t i) { return found.vector(i); };
  EXPECT_TRUE(std::ranges::equal(row(0), row(3)));
  EXPECT_FALSE(std::ranges::equal(row(0), row(2)));
  for (const std::size_t empty : {1U, 4U}) {
    EXPECT_TRUE(std::ranges::all_of(row(empty), [](float x) { return x == 0; }));
  }
  EXPECT_EQ(found.row(0)[12], 0.0F) << "padding";
  options.seed = 2;
  EXPECT_FALSE(std::ranges::equal(
      DocumentInference(vectors, trained.words, options).infer(text).vector(0), row(0)));
}

/// The trained document nearest to `vector` by cosine.
std::size_t nearest(const Matrix& documents, const float* vector) {
  std::size_t best = 0;
  double best_score = -2;
  for (std::size_t d = 0; d < documents.rows(); ++d) {
    const float* const row = documents.row(d);
    const double square = inner_product(row, row, documents.stride());
    if (square == 0) continue;
    const double score = inner_product(row, vector, documents.stride()) / std::sqrt(square);
    if (score <= best_score) continue;
    best = d;
    best_score = score;
  }
  return best;
}

/// gensim's check of Doc2Vec: a training document, inferred as if it were new, should lie nearest
/// to its own trained vector.
TEST(DocumentInference, FindsTheDocumentsOfTheBundledCorpusAgain) {
  constexpr std::size_t kDocuments = 3000;
  const TextFile whole = TextFile::open(FILM_REVIEWS "/corpus.txt");
  std::string first_lines;
  for (std::size_t line = 0; line < kDocuments; ++line)
    first_lines += std::string(whole.lines()[line]) + '\n';
  const TextFile text = TextFile::from_string(first_lines, "corpus");
  const auto tokenizer = make_tokenizer({}, text.lines());
  const Corpus corpus = encode_corpus(text, *tokenizer, {.min_count = 2});
  TrainingOptions options;
  options.documents = true;
  options.dim = 50;
  options.epochs = 20;
  options.subsample = 1e-3;
  options.threads = 1;
  const Embedding vectors = train(corpus, options);
  const Matrix inferred = DocumentInference(vectors, corpus.words, options).infer(corpus);
  Random random(11);
  int found = 0;
  constexpr int kAsked = 300;
  for (int i = 0; i < kAsked; ++i) {
    const std::uint32_t document = random.below(kDocuments);
    found += nearest(vectors.document_input, inferred.row(document)) == document ? 1 : 0;
  }
  EXPECT_GT(found, kAsked * 9 / 10);
}

}  // namespace
}  // namespace t2v
