#include "model/earlier_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <random>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "embedding/initial_embedding.h"
#include "model/random_model.h"
#include "model/temporary_folder.h"
#include "text/error.h"

namespace t2v {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr std::uint64_t kSeed = 5;

std::vector<float> row(const Matrix& matrix, std::uint32_t index) {
  const std::span<const float> vector = matrix.vector(index);
  return {vector.begin(), vector.end()};
}

/// The keys of `earlier` with 10 more of each, and others besides.
Vocabulary grown(const Vocabulary& earlier, const std::vector<Vocabulary::Entry>& others) {
  std::vector<Vocabulary::Entry> entries = others;
  for (const Vocabulary::Entry& entry : earlier.entries()) {
    entries.push_back({entry.key, entry.count + 10});
  }
  return Vocabulary::from_counts(std::move(entries));
}

class EarlierModelTest : public ::testing::Test {
 protected:
  EarlierModelTest() {
    std::mt19937 random(3);
    model_ = random_model(random, 50, 4, 12);
    save_embedding(model_, path_);
  }

  TemporaryFolder folder_;
  std::string path_ = folder_.file("model.h5");
  EmbeddingModel model_;
};

TEST_F(EarlierModelTest, IsTheModelWithoutItsVectors) {
  EarlierModel earlier = load_earlier_model(path_);
  EXPECT_EQ(earlier.path, path_);
  EXPECT_EQ(earlier.dim, 12U);
  EXPECT_EQ(earlier.bytes, read_file(path_).size());
  EXPECT_EQ(earlier.file.vectors_sha256, vectors_sha256(model_.vectors));
  EXPECT_EQ(earlier.model.vectors.word_input.rows(), 0U);
  EXPECT_EQ(earlier.model.vectors.word_output.rows(), 0U);
  earlier.model.vectors = model_.vectors;
  expect_same(earlier.model, model_);
}

TEST_F(EarlierModelTest, EveryWordAndLabelKeepsItsVectors) {
  const EarlierModel earlier = load_earlier_model(path_);
  const Vocabulary words = grown(model_.words, {{"first", 1'000'000'000}, {"last", 0}});
  const Vocabulary labels = grown(model_.labels, {{"새것", 1'000'000'000}});
  const Embedding start = start_vectors(earlier, words, labels, kSeed);
  ASSERT_EQ(start.word_input.rows(), 52U);
  ASSERT_EQ(start.label_input.rows(), 5U);
  for (std::uint32_t id = 0; id < model_.words.size(); ++id) {
    const std::uint32_t now = words.id(model_.words.key(id)).value();
    EXPECT_EQ(row(start.word_input, now), row(model_.vectors.word_input, id));
    EXPECT_EQ(row(start.word_output, now), row(model_.vectors.word_output, id));
  }
  for (std::uint32_t id = 0; id < model_.labels.size(); ++id) {
    const std::uint32_t now = labels.id(model_.labels.key(id)).value();
    EXPECT_EQ(row(start.label_input, now), row(model_.vectors.label_input, id));
  }
}

TEST_F(EarlierModelTest, OthersBeginAsInAFreshTraining) {
  const EarlierModel earlier = load_earlier_model(path_);
  const Vocabulary words = grown(model_.words, {{"first", 1'000'000'000}, {"last", 0}});
  const Vocabulary labels = grown(model_.labels, {{"새것", 1'000'000'000}});
  const Embedding start = start_vectors(earlier, words, labels, kSeed);
  const Embedding fresh = initial_embedding(52, 5, 12, kSeed);
  for (const char* word : {"first", "last"}) {
    const std::uint32_t id = words.id(word).value();
    EXPECT_EQ(row(start.word_input, id), row(fresh.word_input, id));
    EXPECT_EQ(row(start.word_output, id), std::vector<float>(12, 0.0F));
  }
  const std::uint32_t label = labels.id("새것").value();
  EXPECT_EQ(row(start.label_input, label), row(fresh.label_input, label));
}

TEST_F(EarlierModelTest, LabelsMayComeLater) {
  EmbeddingModel without = model_;
  without.labels = {};
  without.vectors.label_input = Matrix(0, 12);
  without.counts = {};
  save_embedding(without, path_);
  const EarlierModel earlier = load_earlier_model(path_);
  const Embedding start = start_vectors(earlier, model_.words, model_.labels, kSeed);
  EXPECT_EQ(row(start.label_input, 3), row(initial_embedding(50, 4, 12, kSeed).label_input, 3));
}

TEST_F(EarlierModelTest, RefusesVocabulariesThatLackItsWords) {
  const EarlierModel earlier = load_earlier_model(path_);
  const Vocabulary other = Vocabulary::from_counts({{"other", 1}});
  EXPECT_THROW(start_vectors(earlier, other, model_.labels, kSeed), std::invalid_argument);
  EXPECT_THROW(start_vectors(earlier, model_.words, other, kSeed), std::invalid_argument);
}

TEST_F(EarlierModelTest, NoticesThatTheFileWasChanged) {
  const EarlierModel earlier = load_earlier_model(path_);
  model_.vectors.word_input.row(0)[0] += 1.0F;
  save_embedding(model_, path_);
  EXPECT_EQ(message_of<Error>([&] { start_vectors(earlier, model_.words, model_.labels, kSeed); }),
            path_ + ": was changed while the text was read");
}

TEST_F(EarlierModelTest, NoticesDamageBeforeAnyWork) {
  std::string bytes = read_file(path_);
  const float value = model_.vectors.word_output.row(7)[3];
  const std::size_t at = bytes.find(std::string(reinterpret_cast<const char*>(&value), 4));
  ASSERT_NE(at, std::string::npos);
  bytes[at] = static_cast<char>(bytes[at] ^ 1);
  write_file(path_, bytes);
  EXPECT_THAT(message_of<Error>([&] { load_earlier_model(path_); }), HasSubstr(path_));
}

Vocabulary ordered(std::vector<Vocabulary::Entry> entries) {
  return Vocabulary::from_ordered(std::move(entries));
}

std::vector<std::uint32_t> labels_of(const WordLabelCounts& counts, std::uint32_t word) {
  std::vector<std::uint32_t> labels(4, 0);
  for (const LabelDocuments& pair : counts.of_word(word)) labels[pair.label] = pair.documents;
  return labels;
}

/// Counts by hand: the words 나 and 가 with the labels 긍정 and 부정.
EmbeddingModel counted_model() {
  EmbeddingModel model;
  model.words = ordered({{"나", 9}, {"가", 5}});
  model.labels = ordered({{"긍정", 6}, {"부정", 4}});
  // 나 is in 8 documents, 5 of them 긍정 and 2 부정; 가 is in 3, all of them 부정.
  model.counts = {
      {.word_documents = {8, 3}, .offsets = {0, 2, 3}, .labels = {0, 1, 1}, .documents = {5, 2, 3}},
      std::vector<std::uint64_t>{9, 5},
      std::vector<std::uint64_t>{6, 4}};
  return model;
}

TEST(SumOfCountsTest, ByHand) {
  const EmbeddingModel earlier = counted_model();
  // The new text: 가 in 10 documents (7 부정, 1 중립), 다 in 6 (all 중립), no 나. Labels change
  // places.
  const Vocabulary words = ordered({{"가", 15}, {"나", 9}, {"다", 6}});
  const Vocabulary labels = ordered({{"부정", 14}, {"중립", 7}, {"긍정", 6}});
  const WordLabelCounts text{{.word_documents = {10, 0, 6},
                              .offsets = {0, 2, 2, 3},
                              .labels = {0, 1, 1},
                              .documents = {7, 1, 6}},
                             std::vector<std::uint64_t>{10, 0, 6},
                             std::vector<std::uint64_t>{10, 7, 0}};
  const WordLabelCounts sum = sum_of_counts(earlier, text, words, labels);
  ASSERT_EQ(sum.words(), 3U);
  EXPECT_EQ(sum.documents(0), 13U);
  EXPECT_EQ(sum.documents(1), 8U);
  EXPECT_EQ(sum.documents(2), 6U);
  EXPECT_THAT(labels_of(sum, 0), ElementsAre(10, 1, 0, 0));
  EXPECT_THAT(labels_of(sum, 1), ElementsAre(2, 0, 5, 0));
  EXPECT_THAT(labels_of(sum, 2), ElementsAre(0, 6, 0, 0));
  EXPECT_EQ(sum.pairs(), 5U);
}

TEST(SumOfCountsTest, NothingWhereNothingWasCounted) {
  EmbeddingModel earlier = counted_model();
  const WordLabelCounts text = earlier.counts;
  earlier.counts = {};
  EXPECT_TRUE(sum_of_counts(earlier, text, earlier.words, earlier.labels).empty());
}

TEST(SumOfCountsTest, RefusesMoreDocumentsThan32BitsHold) {
  constexpr std::uint32_t kMost = std::numeric_limits<std::uint32_t>::max();
  EmbeddingModel earlier;
  earlier.words = ordered({{"가", std::uint64_t{kMost} + 1}});
  earlier.counts = {{.word_documents = {kMost}, .offsets = {0, 0}, .labels = {}, .documents = {}},
                    std::vector<std::uint64_t>{kMost},
                    {}};
  const WordLabelCounts text{
      {.word_documents = {1}, .offsets = {0, 0}, .labels = {}, .documents = {}},
      std::vector<std::uint64_t>{1},
      {}};
  EXPECT_EQ(message_of<Error>([&] { sum_of_counts(earlier, text, earlier.words, earlier.labels); }),
            "a word is in 1 and 4294967295 documents, expected fewer than 2^32 in all");
}

}  // namespace
}  // namespace t2v
