#include "formats/imported_model.h"

#include <gmock/gmock.h>

#include "formats/read_text.h"
#include "formats/vector_text.h"
#include "model/missing_parts.h"
#include "model/opened_model.h"
#include "model/temporary_folder.h"

namespace t2v {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> keys_of(const Vocabulary& vocabulary) {
  std::vector<std::string> keys;
  for (const Vocabulary::Entry& entry : vocabulary.entries()) keys.push_back(entry.key);
  return keys;
}

EmbeddingModel model_of(const std::string& text, const std::string& label_prefix = "",
                        PassedOver* passed_over = nullptr) {
  return imported_model(read_vector_text(file_of(text), Heading::kNone),
                        {.label_prefix = label_prefix, .tokenizer = make_tokenizer({}, {})}, "f",
                        passed_over);
}

TEST(ImportedModelTest, WordsInTheOrderOfTheFile) {
  const EmbeddingModel model = model_of("나 1 2\n가 3 4\n");
  EXPECT_THAT(keys_of(model.words), ElementsAre("나", "가"));
  EXPECT_TRUE(model.labels.empty());
  EXPECT_THAT(model.vectors.word_input.vector(1), ElementsAre(3, 4));
  EXPECT_EQ(model.vectors.word_output.rows(), 0U);
  EXPECT_TRUE(model.counts.empty());
  EXPECT_FALSE(has_word_counts(model.words));
}

TEST(ImportedModelTest, LabelsByTheirPrefix) {
  const EmbeddingModel model = model_of("__label__긍정 1 2\n가 3 4\n__label__ 5 6\n", "__label__");
  EXPECT_THAT(keys_of(model.words), ElementsAre("가", "__label__"));
  EXPECT_THAT(keys_of(model.labels), ElementsAre("긍정"));
  EXPECT_THAT(model.vectors.label_input.vector(0), ElementsAre(1, 2));
  EXPECT_THAT(model.vectors.word_input.vector(1), ElementsAre(5, 6));
}

TEST(ImportedModelTest, KeysAreNormalizedAndThoseThatAreThereAlreadyPassedOver) {
  PassedOver passed_over;
  const EmbeddingModel model = model_of(
      "\u1100\u1161 1\n가 2\nＡ 3\n가 4\n" + std::string(256, 'x') + " 5\n\u3000 6\n. . 7\n", "",
      &passed_over);
  EXPECT_THAT(keys_of(model.words), ElementsAre("가", "A", ". ."));
  EXPECT_THAT(model.vectors.word_input.vector(0), ElementsAre(1));
  EXPECT_THAT(model.vectors.word_input.vector(2), ElementsAre(7));
  EXPECT_EQ(passed_over.twice, 2U);
  EXPECT_EQ(passed_over.first_twice, "가");
  EXPECT_EQ(passed_over.overlong, 1U);
  EXPECT_EQ(passed_over.empty, 1U);
}

TEST(ImportedModelTest, WithoutWords) {
  EXPECT_EQ(error_of([] { model_of("#a 1\n", "#"); }),
            "f: holds no words, expected at least one beside the labels");
  EXPECT_EQ(error_of([] { model_of("\u3000 1\n"); }), "f: holds no words, expected at least one");
}

TEST(ImportedModelTest, IsSavedWithoutOutputVectors) {
  const TemporaryFolder folder;
  const std::string path = folder.file("model.h5");
  save_embedding(model_of("#긍정 1 2\n가 3 4\n", "#"), path);
  EmbeddingFileInfo info;
  const EmbeddingModel model = load_embedding(path, &info);
  EXPECT_EQ(info.format_version, 5U);
  EXPECT_EQ(info.vectors_sha256, vectors_sha256(model.vectors));
  EXPECT_EQ(model.vectors.word_output.rows(), 0U);
  EXPECT_EQ(model.vectors.word_output.dim(), 2U);
  EXPECT_THAT(model.vectors.label_input.vector(0), ElementsAre(1, 2));
  const OpenedModel opened(path);
  EXPECT_EQ(opened.view().word_output.rows(), 0U);
  EXPECT_THAT(opened.view().word_input.vector(0), ElementsAre(3, 4));
  const std::string expected =
      "the model has no output vectors, by which words predict others: it was imported; expected "
      "one that t2v train made, perhaps with --init from this one";
  EXPECT_EQ(error_of([&] { require_output_vectors(model); }), expected);
  EXPECT_EQ(error_of([&] { require_output_vectors(opened.view()); }), expected);
}

}  // namespace
}  // namespace t2v
