#include "model/embedding_file.h"

#include <H5Cpp.h>
#include <gmock/gmock.h>

#include <limits>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "model/damaged_hdf5_file.h"
#include "model/random_model.h"
#include "model/temporary_folder.h"
#include "text/error.h"

namespace t2v {
namespace {

using ::testing::MatchesRegex;

TEST(EmbeddingFile, BringsModelsBack) {
  const TemporaryFolder folder;
  const std::string path = folder.file("model.h5");
  std::mt19937 random(1);
  for (int round = 0; round < 30; ++round) {
    const EmbeddingModel model =
        random_model(random, 1 + random() % 400, random() % 6, 1 + random() % 130);
    save_embedding(model, path);
    expect_same(model, load_embedding(path));
  }
  EXPECT_EQ(folder.entries(), 1U);
}

TEST(EmbeddingFile, BringsTheLongestVectorsBack) {
  const TemporaryFolder folder;
  std::mt19937 random(2);
  const EmbeddingModel model = random_model(random, 70, 1, 4096);
  save_embedding(model, folder.file("model.h5"));
  expect_same(model, load_embedding(folder.file("model.h5")));
}

TEST(EmbeddingFile, CarriesTheTokenizersModel) {
  const TemporaryFolder folder;
  std::mt19937 random(3);
  EmbeddingModel model = random_model(random, 5, 2, 8);
  const std::vector<std::string_view> lines(200, "이 영화 스토리가 정말 최악 배우는 최고");
  TokenizerOptions options;
  options.name = "sentencepiece";
  options.sentencepiece_vocab = 40;
  model.tokenizer = make_tokenizer(options, lines);
  ASSERT_FALSE(model.tokenizer->model_bytes().empty());
  save_embedding(model, folder.file("model.h5"));

  const EmbeddingModel loaded = load_embedding(folder.file("model.h5"));
  expect_same(model, loaded);
  std::vector<std::string_view> before;
  std::vector<std::string_view> after;
  model.tokenizer->tokenize("스토리가 최고", before);
  loaded.tokenizer->tokenize("스토리가 최고", after);
  EXPECT_EQ(before, after);
}

TEST(EmbeddingFile, MayCarryNoCounts) {
  const TemporaryFolder folder;
  std::mt19937 random(10);
  EmbeddingModel model = random_model(random, 5, 2, 8);
  model.counts = {};
  save_embedding(model, folder.file("model.h5"));
  EXPECT_TRUE(load_embedding(folder.file("model.h5")).counts.empty());
}

TEST(EmbeddingFile, ReadsTheFirstVersionWithoutCounts) {
  const TemporaryFolder folder;
  std::mt19937 random(12);
  EmbeddingModel model = random_model(random, 5, 2, 8);
  save_embedding(model, folder.file("model.h5"));
  {
    const H5::H5File file(folder.file("model.h5"), H5F_ACC_RDWR);
    file.unlink("/word_labels");
    file.unlink("/words/documents");
    const std::uint32_t version = 1;
    file.openAttribute("format_version").write(H5::PredType::NATIVE_UINT32, &version);
  }
  EmbeddingFileInfo info;
  const EmbeddingModel loaded = load_embedding(folder.file("model.h5"), &info);
  EXPECT_EQ(info.format_version, 1U);
  EXPECT_TRUE(loaded.counts.empty());
  model.counts = {};
  expect_same(model, loaded);
}

EmbeddingModel model_with_documents() {
  std::mt19937 random(14);
  EmbeddingModel model = random_model(random, 5, 2, 8);
  model.vectors.document_input = Matrix(70, 8);
  for (std::size_t row = 0; row < 69; ++row)  // the last one had no words
    model.vectors.document_input.row(row)[row % 8] = static_cast<float>(row) + 0.5F;
  return model;
}

TEST(EmbeddingFile, BringsDocumentsBackWhereTheyAreAskedFor) {
  const TemporaryFolder folder;
  const EmbeddingModel model = model_with_documents();
  save_embedding(model, folder.file("model.h5"));
  EmbeddingFileInfo info;
  const EmbeddingModel without = load_embedding(folder.file("model.h5"), &info);
  expect_same(model, without);
  EXPECT_EQ(without.vectors.document_input.rows(), 0U);
  EXPECT_EQ(info.documents, 70U);
  EXPECT_EQ(info.vectors_sha256, vectors_sha256(model.vectors));
  EXPECT_NE(info.vectors_sha256, vectors_sha256(without.vectors));

  const EmbeddingModel with =
      load_embedding(folder.file("model.h5"), &info, DocumentVectors::kLoad);
  ASSERT_EQ(with.vectors.document_input.rows(), 70U);
  EXPECT_EQ(vectors_sha256(with.vectors), vectors_sha256(model.vectors));
}

TEST(EmbeddingFile, HoldsNoDocumentsUnlessThereAreSome) {
  const TemporaryFolder folder;
  std::mt19937 random(15);
  save_embedding(random_model(random, 5, 2, 8), folder.file("model.h5"));
  EXPECT_FALSE(H5::H5File(folder.file("model.h5"), H5F_ACC_RDONLY).nameExists("/documents"));
  EmbeddingFileInfo info;
  const auto loaded = load_embedding(folder.file("model.h5"), &info, DocumentVectors::kLoad);
  EXPECT_EQ(loaded.vectors.document_input.rows(), 0U);
  EXPECT_EQ(info.documents, 0U);
}

TEST(EmbeddingFile, RefusesDocumentsThatAreNotFinite) {
  const TemporaryFolder folder;
  EmbeddingModel model = model_with_documents();
  model.vectors.document_input.row(33)[2] = std::numeric_limits<float>::infinity();
  EXPECT_EQ(
      message_of<Error>([&] { save_embedding(model, folder.file("model.h5")); }),
      "cannot write " + folder.file("model.h5") + ": the vector of document 34 is not finite");
  model.vectors.document_input = Matrix(70, 7);
  EXPECT_THROW(save_embedding(model, folder.file("model.h5")), std::invalid_argument);
}

TEST(EmbeddingFile, ChecksDocumentsWhenTheyAreRead) {
  const TemporaryFolder folder;
  const std::string path = folder.file("model.h5");
  const auto error_after = [&](auto change) {
    save_embedding(model_with_documents(), path);
    {
      H5::H5File file(path, H5F_ACC_RDWR);
      change(file);
    }
    seal_again(path);
    return message_of<Error>([&] { load_embedding(path, nullptr, DocumentVectors::kLoad); });
  };
  const auto reshape = [](H5::H5File& file, hsize_t rows, hsize_t columns) {
    file.unlink("/documents/input");
    const hsize_t shape[] = {rows, columns};
    file.createDataSet("/documents/input", H5::PredType::IEEE_F32LE, H5::DataSpace(2, shape))
        .write(std::vector<float>(rows * columns).data(), H5::PredType::NATIVE_FLOAT);
  };
  EXPECT_EQ(error_after([&](auto& file) { reshape(file, 69, 8); }),
            path + ": /documents/input: has 69 rows, expected 70 as the attribute says");
  EXPECT_EQ(error_after([&](auto& file) { reshape(file, 70, 9); }),
            path + ": /documents/input: has 9 columns, expected 8 as dim says");
  EXPECT_THAT(error_after([](auto& file) { file.unlink("/documents"); }),
              MatchesRegex(".*/documents/input: cannot be read .*"));
  EXPECT_EQ(error_after([](H5::H5File& file) {
              std::vector<float> values(70 * 8);
              values[70] = std::numeric_limits<float>::quiet_NaN();
              file.openDataSet("/documents/input").write(values.data(), H5::PredType::NATIVE_FLOAT);
            }),
            path + ": /documents/input: row 8 is not finite");
}

TEST(EmbeddingFile, TellsWhoWroteIt) {
  const TemporaryFolder folder;
  std::mt19937 random(4);
  const EmbeddingModel model = random_model(random, 5, 2, 8);
  save_embedding(model, folder.file("model.h5"));
  EmbeddingFileInfo info;
  load_embedding(folder.file("model.h5"), &info);
  EXPECT_EQ(info.format_version, 4U);
  EXPECT_THAT(info.writer, MatchesRegex("t2v [0-9]+\\.[0-9]+\\.[0-9]+"));
  EXPECT_EQ(info.vectors_sha256, vectors_sha256(model.vectors));
}

TEST(EmbeddingFile, IsTheSameFileForTheSameModel) {
  const TemporaryFolder folder;
  std::mt19937 random(5);
  const EmbeddingModel model = random_model(random, 300, 3, 20);
  save_embedding(model, folder.file("a.h5"));
  save_embedding(load_embedding(folder.file("a.h5")), folder.file("b.h5"));
  EXPECT_EQ(read_file(folder.file("a.h5")), read_file(folder.file("b.h5")));
}

TEST(EmbeddingFile, ReplacesAnOldFile) {
  const TemporaryFolder folder;
  write_file(folder.file("model.h5"), "an old file");
  std::mt19937 random(6);
  const EmbeddingModel model = random_model(random, 3, 1, 2);
  save_embedding(model, folder.file("model.h5"));
  expect_same(model, load_embedding(folder.file("model.h5")));
}

TEST(EmbeddingFile, RefusesVectorsThatAreNotFinite) {
  const TemporaryFolder folder;
  write_file(folder.file("model.h5"), "an old file");
  for (const float bad :
       {std::numeric_limits<float>::quiet_NaN(), -std::numeric_limits<float>::infinity()}) {
    std::mt19937 random(7);
    EmbeddingModel model = random_model(random, 2000, 2, 17);
    model.vectors.word_output.row(1999)[16] = bad;
    model.vectors.word_output.row(1500)[3] = bad;
    EXPECT_EQ(message_of<Error>([&] { save_embedding(model, folder.file("model.h5")); }),
              "cannot write " + folder.file("model.h5") + ": the vector of '" +
                  std::string(model.words.key(1500)) + "' is not finite");
  }
  EXPECT_EQ(read_file(folder.file("model.h5")), "an old file");
  EXPECT_EQ(folder.entries(), 1U);
}

TEST(EmbeddingFile, TakesTheLargestFloats) {
  const TemporaryFolder folder;
  std::mt19937 random(8);
  EmbeddingModel model = random_model(random, 2, 1, 4);
  model.vectors.word_input.row(0)[0] = std::numeric_limits<float>::max();
  model.vectors.word_input.row(0)[1] = std::numeric_limits<float>::lowest();
  model.vectors.word_input.row(0)[2] = std::numeric_limits<float>::denorm_min();
  model.vectors.word_input.row(0)[3] = -0.0F;
  save_embedding(model, folder.file("model.h5"));
  expect_same(model, load_embedding(folder.file("model.h5")));
}

TEST(EmbeddingFile, RefusesHalfAModel) {
  const TemporaryFolder folder;
  std::mt19937 random(9);
  const auto save = [&](auto damage) {
    EmbeddingModel model = random_model(random, 4, 2, 3);
    damage(model);
    save_embedding(model, folder.file("model.h5"));
  };
  EXPECT_THROW(save([](auto& model) { model.tokenizer = nullptr; }), std::invalid_argument);
  EXPECT_THROW(save([](auto& model) { model.options_json = "[]"; }), std::invalid_argument);
  EXPECT_THROW(save([](auto& model) { model.vectors.word_output = Matrix(3, 3); }),
               std::invalid_argument);
  EXPECT_THROW(save([](auto& model) { model.vectors.label_input = Matrix(2, 4); }),
               std::invalid_argument);
  EXPECT_THROW(save([&](auto& model) { model.counts = random_model(random, 5, 2, 3).counts; }),
               std::invalid_argument);
  EXPECT_THROW(save([&](auto& model) { model = random_model(random, 0, 0, 3); }),
               std::invalid_argument);
  EXPECT_EQ(folder.entries(), 0U);
}

TEST(VectorsSha256, IsOverTheBytesWithoutPadding) {
  Embedding vectors{Matrix(1, 2), Matrix(1, 2), Matrix(1, 2)};
  vectors.word_input.row(0)[0] = 1.0F;
  vectors.word_output.row(0)[1] = -2.0F;
  vectors.label_input.row(0)[0] = 0.5F;
  // python3 -c 'import hashlib, struct;
  //             print(hashlib.sha256(struct.pack("<6f", 1, 0, 0, -2, .5, 0)).hexdigest())'
  EXPECT_EQ(vectors_sha256(vectors),
            "0e752b6ce2f81efe464dd944f42f726d42766b23c3735913de3352ff68c00729");
}

}  // namespace
}  // namespace t2v
