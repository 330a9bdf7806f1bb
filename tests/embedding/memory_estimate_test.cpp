#include "embedding/memory_estimate.h"

#include <gtest/gtest.h>

#include "small_corpus.h"

namespace t2v {
namespace {

TEST(MemoryEstimateTest, VectorsByHand) {
  const Corpus corpus = small_corpus({{"a b c", "x"}, {"a", "y"}, {"", ""}});
  TrainingOptions options;
  options.dim = 17;  // padded to 32 floats: 128 bytes
  options.threads = 3;
  options.replicas = 1;
  // Three words twice; two labels, once and for each thread twice.
  EXPECT_EQ(estimate_memory(corpus, options).vectors, 128U * (2 * 3 + 2 * (1 + 2 * 3)));
  options.documents = true;
  EXPECT_EQ(estimate_memory(corpus, options).vectors, 128U * (2 * 3 + 2 * (1 + 2 * 3) + 3));
  const MemoryEstimate estimate = estimate_memory(corpus, options);
  EXPECT_EQ(estimate.tokens, 4U * 4);
  EXPECT_EQ(estimate.total(), estimate.without_tokens() + 16);
  EXPECT_EQ(estimate.documents, 3U * 8);
}

TEST(MemoryEstimateTest, CountsReplicas) {
  const Corpus corpus = small_corpus({{"a b c", "x"}, {"a", "y"}, {"", ""}});
  TrainingOptions options;
  options.dim = 17;
  options.threads = 3;
  options.replicas = 1;
  const std::uint64_t shared = estimate_memory(corpus, options).vectors;
  // The vectors themselves are one of three; what all of them had in common is kept, too.
  options.replicas = 0;
  EXPECT_EQ(estimate_memory(corpus, options).vectors, shared + 128U * 2 * 3 * 3);
}

TEST(MemoryEstimateTest, CheckpointsTakeACopy) {
  const Corpus corpus = small_corpus({{"a b c", "x"}, {"a", "y"}, {"", ""}});
  TrainingOptions options;
  options.dim = 17;
  options.documents = true;
  const MemoryEstimate with = estimate_memory(corpus, options, Checkpoints::kKept);
  // Three words twice, two labels, three documents; three words of the vocabulary.
  EXPECT_EQ(with.checkpoint, 128U * (2 * 3 + 2 + 3) + 3 * 80);
  const MemoryEstimate without = estimate_memory(corpus, options);
  EXPECT_EQ(without.checkpoint, 0U);
  EXPECT_EQ(with.total(), without.total() + with.checkpoint);
}

TEST(MemoryEstimateTest, StaysWithinItsBound) {
  // 4 bytes a token, 8 a padded dim of a word, 150 MB.
  const Corpus corpus = random_corpus(30'000, 20'000, 20, 3, 1);
  const TrainingOptions options;
  const std::uint64_t padded = 112;
  EXPECT_LE(estimate_memory(corpus, options).total(),
            4 * corpus.tokens.size() + 8 * padded * corpus.words.size() + 150'000'000);
}

TEST(MemoryEstimateTest, CountsTheModelThatTrainingGoesOnFrom) {
  MemoryEstimate estimate = estimate_memory(small_corpus({{"a b c", "x"}}), {});
  const std::uint64_t before = estimate.total();
  estimate.earlier = 1000;
  EXPECT_EQ(estimate.total(), before + 1000);
}

}  // namespace
}  // namespace t2v
