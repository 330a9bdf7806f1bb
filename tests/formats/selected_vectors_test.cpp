#include "formats/selected_vectors.h"

#include <gmock/gmock.h>

#include "formats/read_text.h"
#include "query/small_model.h"

namespace t2v {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatEq;
using testing::Key;
using testing::small_model;

EmbeddingModel film_model() {
  return small_model({{"최악", 5, {3, 4}, {1, 0}}, {"최고", 3, {0, 0}, {0, 2}}},
                     {{"긍정", 7, {1, 2}}, {"film:old boy", 1, {5, 6}}});
}

std::vector<float> vector_of(const SelectedVectors& vectors, std::size_t row) {
  std::vector<float> vector(vectors.dim());
  vectors.read(row, vector);
  return vector;
}

std::vector<std::string> keys_of(const SelectedVectors& vectors) {
  std::vector<std::string> keys;
  for (std::size_t row = 0; row < vectors.size(); ++row) keys.push_back(vectors.key(row));
  return keys;
}

std::string selection_error(const EmbeddingModel& model, const VectorSelection& selection) {
  return error_of([&] { SelectedVectors(model, selection); });
}

TEST(SelectedVectorsTest, WordsAreTheDefault) {
  const EmbeddingModel model = film_model();
  const SelectedVectors vectors(model, {});
  EXPECT_THAT(keys_of(vectors), ElementsAre("최악", "최고"));
  EXPECT_EQ(vectors.words(), 2U);
  EXPECT_EQ(vectors.labels(), 0U);
  EXPECT_THAT(vector_of(vectors, 0), ElementsAre(3, 4));
  EXPECT_EQ(vectors.count(0), 5U);
  EXPECT_TRUE(vectors.has_counts());
}

TEST(SelectedVectorsTest, OutputAndAverage) {
  const EmbeddingModel model = film_model();
  const SelectedVectors output(model, {.vectors = ExportedVectors::kOutput});
  EXPECT_THAT(vector_of(output, 1), ElementsAre(0, 2));
  const SelectedVectors average(model, {.vectors = ExportedVectors::kAverage});
  EXPECT_THAT(vector_of(average, 0), ElementsAre(2, 2));
}

TEST(SelectedVectorsTest, Normalized) {
  const EmbeddingModel model = film_model();
  const SelectedVectors vectors(model, {.normalize = true});
  EXPECT_THAT(vector_of(vectors, 0), ElementsAre(FloatEq(0.6F), FloatEq(0.8F)));
  EXPECT_THAT(vector_of(vectors, 1), ElementsAre(0, 0));  // which has no direction
}

TEST(SelectedVectorsTest, LabelsWithAPrefix) {
  const EmbeddingModel model = film_model();
  const SelectedVectors both(model, {.keys = ExportedKeys::kBoth, .label_prefix = "__label__"});
  EXPECT_THAT(keys_of(both), ElementsAre("최악", "최고", "__label__긍정", "__label__film:old_boy"));
  EXPECT_THAT(vector_of(both, 3), ElementsAre(5, 6));
  EXPECT_FALSE(both.is_label(1));
  EXPECT_TRUE(both.is_label(2));
  EXPECT_EQ(both.count(2), 7U);
  EXPECT_EQ(both.replaced(), 1U);
  EXPECT_EQ(both.first_replaced(), "film:old boy");

  const SelectedVectors labels(model,
                               {.keys = ExportedKeys::kLabels, .replace_white_space = false});
  EXPECT_THAT(keys_of(labels), ElementsAre("긍정", "film:old boy"));
  EXPECT_EQ(labels.replaced(), 0U);
}

TEST(SelectedVectorsTest, EveryKindOfWhiteSpaceThatEndsAKeyIsReplaced) {
  const EmbeddingModel model = small_model({{"a\u3000b\u00A0c d", 1, {1}}, {"\t", 1, {1}}}, {});
  EXPECT_THAT(keys_of(SelectedVectors(model, {})), ElementsAre("a_b_c_d", "_"));
  EXPECT_THAT(keys_of(SelectedVectors(model, {.replace_white_space = false})),
              ElementsAre("a\u3000b\u00A0c d", "_"));
}

TEST(SelectedVectorsTest, KeysThatTheFileCouldNotTellApart) {
  const EmbeddingModel same = small_model({{"긍정", 1, {1}}}, {{"긍정", 1, {1}}});
  EXPECT_EQ(selection_error(same, {.keys = ExportedKeys::kBoth}),
            "two keys would be '긍정' in the file, expected different ones; a prefix tells labels "
            "from words");
  EXPECT_EQ(selection_error(same, {.keys = ExportedKeys::kBoth, .label_prefix = "#"}), "");
  const EmbeddingModel prefixed = small_model({{"#해시", 1, {1}}}, {{"긍정", 1, {1}}});
  EXPECT_EQ(selection_error(prefixed, {.keys = ExportedKeys::kBoth, .label_prefix = "#"}),
            "the word '#해시' begins with '#' and would pass for a label, expected another prefix");
  EXPECT_EQ(selection_error(small_model({{"a b", 1, {1}}, {"a_b", 1, {1}}}, {}), {}),
            "two keys would be 'a_b' in the file, expected different ones");
}

TEST(SelectedVectorsTest, WhatTheModelDoesNotHave) {
  EmbeddingModel model = small_model({{"a", 0, {1}}}, {});
  EXPECT_FALSE(SelectedVectors(model, {}).has_counts());
  EXPECT_EQ(selection_error(model, {.keys = ExportedKeys::kLabels}),
            "the model has no labels, expected words alone");
  EXPECT_EQ(selection_error(film_model(),
                            {.keys = ExportedKeys::kBoth, .vectors = ExportedVectors::kAverage}),
            "labels have input vectors only, expected words alone or input vectors");
  model.vectors.word_output = Matrix(0, 1);
  EXPECT_EQ(selection_error(model, {.vectors = ExportedVectors::kOutput}),
            "the model has no output vectors, by which words predict others: it was imported; "
            "expected one that t2v train made, perhaps with --init from this one");
}

}  // namespace
}  // namespace t2v
