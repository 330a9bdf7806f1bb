#include "query/neighbor_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "model/damaged_hdf5_file.h"
#include "query/approximate_search.h"
#include "query/neighbors.h"
#include "query/small_model.h"

namespace t2v {
namespace {

/// Words in clusters about directions of their own.
EmbeddingModel clustered_model(std::size_t words, std::size_t dim = 16) {
  std::mt19937 random(14);
  std::normal_distribution<float> normal;
  std::vector<std::vector<float>> centres(words / 20 + 1, std::vector<float>(dim));
  for (auto& centre : centres) {
    for (float& value : centre) value = normal(random);
  }
  std::vector<testing::Key> keys;
  for (std::size_t id = 0; id < words; ++id) {
    std::vector<float> vector = centres[random() % centres.size()];
    for (float& value : vector) value += 0.5F * normal(random);
    keys.push_back({"w" + std::to_string(id), words - id + 5, vector, vector});
  }
  return testing::small_model(keys, {});
}

std::vector<WordQuestion> questions_of(const EmbeddingModel& model) {
  std::vector<WordQuestion> questions;
  for (std::uint32_t word = 0; word < model.words.size(); word += 7) {
    questions.push_back(
        word_question(model, {{{TermKind::kWord, word, 1}}, {}, {}}, model.vectors.word_input));
  }
  return questions;
}

class NeighborIndexTest : public ::testing::Test {
 protected:
  NeighborIndexTest()
      : model_(clustered_model(3000)),
        rows_(model_.vectors.word_input),
        index_(NeighborIndex::build(rows_, rows_, "checksum")) {}

  EmbeddingModel model_;
  VectorTable rows_;
  NeighborIndex index_;
};

TEST_F(NeighborIndexTest, FindsNearlyAllWithTheirExactScores) {
  EXPECT_GE(index_.recall(), 0.985);
  const auto questions = questions_of(model_);
  const AnswerLimits limits{10, 0};
  const auto exact = best_words(model_.words, rows_, questions, limits);
  const auto found = approximately_best_words(index_, model_.words, rows_, questions, limits);
  std::size_t common = 0;
  for (std::size_t i = 0; i < exact.size(); ++i) {
    ASSERT_EQ(found[i].size(), 10U);
    for (const Answer& answer : found[i]) {
      const auto same = std::ranges::find(exact[i], answer.id, &Answer::id);
      if (same == exact[i].end()) continue;
      ++common;
      EXPECT_EQ(answer.score, same->score);
      EXPECT_EQ(answer.key, same->key);
    }
    EXPECT_TRUE(std::ranges::is_sorted(found[i], std::ranges::greater(), &Answer::score));
  }
  EXPECT_GE(static_cast<double>(common), 0.97 * 10 * static_cast<double>(exact.size()));
}

TEST_F(NeighborIndexTest, KeepsWithinTheLimits) {
  // Only the 40 most frequent words are allowed: too few for the index to come upon ten of them.
  const AnswerLimits limits{10, 3000 - 40 + 6};
  const auto questions = questions_of(model_);
  const auto exact = best_words(model_.words, rows_, questions, limits);
  const auto found = approximately_best_words(index_, model_.words, rows_, questions, limits);
  for (std::size_t i = 0; i < exact.size(); ++i) {
    ASSERT_EQ(found[i].size(), exact[i].size());
    for (const Answer& answer : found[i]) EXPECT_GE(answer.count, limits.min_count);
  }
  // More than there are.
  const auto all = approximately_best_words(index_, model_.words, rows_,
                                            std::span(questions).first(1), {5000, 0});
  EXPECT_EQ(all.front().size(), 2999U);
}

TEST_F(NeighborIndexTest, ComesBackFromItsFile) {
  const TemporaryFolder folder;
  index_.save(folder.file("m.hnsw"));
  EXPECT_EQ(folder.entries(), 1U);
  const NeighborIndex loaded = NeighborIndex::load(folder.file("m.hnsw"), rows_, "checksum");
  EXPECT_NEAR(loaded.recall(), index_.recall(), 1e-4);
  for (std::uint32_t row = 0; row < 3000; row += 100) {
    const auto query = unit_vector(rows_.vector(row));
    EXPECT_EQ(loaded.nearest(query, 10), index_.nearest(query, 10));
  }
}

TEST(NeighborIndex, IndexesFewWords) {
  for (const std::size_t words : {1, 2, 3, 11}) {
    const EmbeddingModel model = clustered_model(words);
    const VectorTable rows(model.vectors.word_input);
    const NeighborIndex index = NeighborIndex::build(rows, rows, "");
    EXPECT_EQ(index.recall(), 1);
    EXPECT_EQ(index.nearest(unit_vector(rows.vector(0)), 20).size(), words);
  }
}

TEST(NeighborIndex, TellsItsProgressAndMayBeStopped) {
  const EmbeddingModel model = clustered_model(1000);
  const VectorTable rows(model.vectors.word_input);
  std::size_t last = 0;
  NeighborIndex::build(rows, rows, "", {}, [&](std::size_t done, std::size_t all) {
    EXPECT_GT(done, last);
    EXPECT_EQ(all, 1000U);
    last = done;
  });
  EXPECT_GT(last, 500U);
  EXPECT_THROW(NeighborIndex::build(rows, rows, "", {},
                                    [](std::size_t, std::size_t) { throw Error("stop"); }),
               Error);
}

class DamagedNeighborIndex : public DamagedHdf5File {
 protected:
  DamagedNeighborIndex()
      : DamagedHdf5File("m.hnsw", [](const std::string& path) {
          const EmbeddingModel model = clustered_model(120);
          NeighborIndex::load(path, model.vectors.word_input, "checksum");
        }) {
    const EmbeddingModel model = clustered_model(120);
    NeighborIndex::build(model.vectors.word_input, model.vectors.word_input, "checksum")
        .save(path_);
    whole_ = read_file(path_);
  }
};

TEST_F(DamagedNeighborIndex, IsRefusedWhateverIsDamaged) {
  const EmbeddingModel model = clustered_model(120);
  const VectorTable rows(model.vectors.word_input);
  const auto query = unit_vector(rows.vector(3));
  const auto expected = NeighborIndex::load(path_, rows, "checksum").nearest(query, 10);
  const auto look = [&] {
    EXPECT_EQ(NeighborIndex::load(path_, rows, "checksum").nearest(query, 10), expected);
  };
  flip_bits(look);
  cut_short(look);
}

TEST_F(DamagedNeighborIndex, IsRefusedForOtherVectorsAndImpossibleLinks) {
  const EmbeddingModel model = clustered_model(120);
  EXPECT_EQ(
      message_of<Error>([&] { NeighborIndex::load(path_, model.vectors.word_input, "other"); }),
      at("vectors_sha256: it belongs to other vectors"));
  const EmbeddingModel fewer = clustered_model(119);
  EXPECT_EQ(
      message_of<Error>([&] { NeighborIndex::load(path_, fewer.vectors.word_input, "checksum"); }),
      at("/row: does not name every row once"));
  EXPECT_EQ(error_after([](auto& file) { reshape(file, "/row", {120}); }),
            at("/row: does not name every row once"));
  EXPECT_EQ(error_after([](auto& file) { reshape(file, "/layers", {119}); }),
            at("/layers: does not fit the rows"));
  EXPECT_EQ(error_after([](auto& file) { reshape(file, "/links", {50}); }),
            at("/links: are no links between the rows"));
  EXPECT_EQ(error_after([](H5::H5File& file) {
              const H5::DataSet links = file.openDataSet("/links");
              const std::vector<std::uint32_t> values(
                  static_cast<std::size_t>(links.getSpace().getSimpleExtentNpoints()), 7);
              links.write(values.data(), H5::PredType::NATIVE_UINT32);
            }),
            at("/links: are no links between the rows"));
  EXPECT_EQ(error_after([](auto& file) { set(file, "entrance", 120); }),
            at("entrance: is out of range"));
  EXPECT_EQ(error_after([](auto& file) { set(file, "search_width", 0); }),
            at("search_width: is out of range"));
  EXPECT_EQ(error_after([](auto& file) { set(file, "links", 0); }), at("links: is out of range"));
}

}  // namespace
}  // namespace t2v
