#include "model/opened_model.h"

#include <H5Cpp.h>
#include <gmock/gmock.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "model/damaged_hdf5_file.h"
#include "model/hdf5_reader.h"
#include "model/random_model.h"
#include "model/temporary_folder.h"
#include "text/error.h"

namespace t2v {
namespace {

using ::testing::EndsWith;
using ::testing::StartsWith;

void expect_same(const VectorTable& table, const Matrix& matrix) {
  ASSERT_EQ(table.rows(), matrix.rows());
  ASSERT_EQ(table.dim(), matrix.dim());
  std::size_t row = 0;
  for (std::size_t block = 0; block < table.blocks(); ++block) {
    BlockScan scan(table, block);
    EXPECT_EQ(scan.first_row(), row);
    for (std::size_t left = scan.rows(); left > 0;) {
      const std::size_t count = std::min<std::size_t>(7, left);
      const float* const rows = scan.next(count);
      for (std::size_t i = 0; i < count; ++i, ++row) {
        const std::vector<float> found(rows + i * table.stride(),
                                       rows + i * table.stride() + table.dim());
        const std::span<const float> expected = matrix.vector(row);
        ASSERT_EQ(found, std::vector<float>(expected.begin(), expected.end())) << "row " << row;
      }
      left -= count;
    }
    scan.finish();
  }
  EXPECT_EQ(row, matrix.rows());
  for (row = 0; row < matrix.rows(); row += 13) {
    EXPECT_EQ(table.vector(row)[0], matrix.vector(row)[0]);
    EXPECT_EQ(table.vector(row).size(), matrix.dim());
  }
}

/// All that queries look at.
void expect_same(const ModelView& view, const EmbeddingModel& model) {
  ASSERT_EQ(view.words.size(), model.words.size());
  for (std::uint32_t id = 0; id < model.words.size(); ++id) {
    ASSERT_EQ(view.words.key(id), model.words.key(id));
    ASSERT_EQ(view.words.count(id), model.words.count(id));
    ASSERT_EQ(view.words.id(model.words.key(id)), id);
    ASSERT_EQ(view.words.id(std::string(model.words.key(id)) + "x"), std::nullopt);
  }
  EXPECT_EQ(view.words.id(""), std::nullopt);
  EXPECT_EQ(view.words.id("\xFF"), std::nullopt);
  ASSERT_EQ(view.labels.size(), model.labels.size());
  for (std::uint32_t id = 0; id < model.labels.size(); ++id) {
    EXPECT_EQ(view.labels.key(id), model.labels.key(id));
    EXPECT_EQ(view.labels.count(id), model.labels.count(id));
  }
  expect_same(view.word_input, model.vectors.word_input);
  expect_same(view.word_output, model.vectors.word_output);
  expect_same(view.label_input, model.vectors.label_input);
  ASSERT_EQ(view.counts.empty(), model.counts.empty());
  for (std::uint32_t word = 0; word < model.counts.words(); ++word) {
    std::vector<LabelDocuments> found;
    view.counts.for_each_label(word, [&](std::uint32_t label, std::uint32_t documents) {
      found.push_back({label, documents});
    });
    const auto expected = model.counts.of_word(word);
    ASSERT_EQ(found, std::vector<LabelDocuments>(expected.begin(), expected.end()));
  }
  EXPECT_EQ(view.tokenizer()->name(), model.tokenizer->name());
}

TEST(OpenedModel, IsWhatWasSaved) {
  const TemporaryFolder folder;
  std::mt19937 random(1);
  for (const auto& [words, labels, dim] : std::vector<std::array<std::size_t, 3>>{
           {1, 0, 1}, {40, 3, 10}, {3000, 2, 100}, {7, 1, 4096}, {300'000, 1, 1}}) {
    const EmbeddingModel model = random_model(random, words, labels, dim);
    save_embedding(model, folder.file("model.h5"));
    const OpenedModel opened(folder.file("model.h5"));
    expect_same(opened.view(), model);
    EXPECT_EQ(opened.vectors_sha256(), vectors_sha256(model.vectors));
    expect_same(ModelView(model), model);
  }
}

TEST(OpenedModel, LiesInTheFileRatherThanInMemory) {
  const TemporaryFolder folder;
  std::mt19937 random(2);
  save_embedding(random_model(random, 40, 3, 10), folder.file("model.h5"));
  const Hdf5Reader file(folder.file("model.h5"));
  const auto is_in_place = [&](const std::string& dataset, const H5::PredType& type,
                               std::size_t dimensions) {
    const auto places = file.find_blocks(dataset, type, dimensions);
    return places && places->offsets.size() == 1;
  };
  for (const char* vectors : {"/words/input", "/words/output", "/labels/input"}) {
    EXPECT_TRUE(is_in_place(vectors, H5::PredType::IEEE_F32LE, 2)) << vectors;
  }
  EXPECT_TRUE(is_in_place("/words/text", H5::PredType::STD_U8LE, 1));
  EXPECT_TRUE(is_in_place("/words/text_offset", H5::PredType::STD_U64LE, 1));
  EXPECT_TRUE(is_in_place("/words/order", H5::PredType::STD_U32LE, 1));
  EXPECT_TRUE(is_in_place("/words/count", H5::PredType::STD_U64LE, 1));
  EXPECT_TRUE(is_in_place("/word_labels/label", H5::PredType::STD_U32LE, 1));
  EXPECT_FALSE(is_in_place("/words/count", H5::PredType::STD_U32LE, 1));
}

TEST(OpenedModel, TakesOldVersions) {
  const TemporaryFolder folder;
  std::mt19937 random(3);
  EmbeddingModel model = random_model(random, 50, 3, 8);
  for (const std::uint32_t version : {2U, 1U}) {
    save_embedding(model, folder.file("model.h5"));
    {
      H5::H5File file(folder.file("model.h5"), H5F_ACC_RDWR);
      for (const char* name : {"/words/text", "/words/text_offset", "/words/order"}) {
        file.unlink(name);
      }
      if (version == 1) {
        file.unlink("/words/documents");
        file.unlink("/word_labels");
      }
      file.openAttribute("format_version").write(H5::PredType::NATIVE_UINT32, &version);
    }
    if (version == 1) model.counts = {};
    expect_same(OpenedModel(folder.file("model.h5")).view(), model);
  }
}

TEST(OpenedModel, CopiesWhatLiesOtherwise) {
  const TemporaryFolder folder;
  std::mt19937 random(4);
  const EmbeddingModel model = random_model(random, 50, 3, 8);
  save_embedding(model, folder.file("model.h5"));
  {
    // As a tool that repacks files may leave them: without chunks.
    H5::H5File file(folder.file("model.h5"), H5F_ACC_RDWR);
    for (const char* name : {"/words/text", "/words/text_offset", "/words/order", "/words/count",
                             "/words/input", "/word_labels/label"}) {
      const H5::DataSet old = file.openDataSet(name);
      const H5::DataType type = old.getDataType();
      const H5::DataSpace space = old.getSpace();
      std::string bytes(type.getSize() * static_cast<std::size_t>(space.getSimpleExtentNpoints()),
                        '\0');
      old.read(bytes.data(), type);
      file.unlink(name);
      file.createDataSet(name, type, space).write(bytes.data(), type);
    }
  }
  seal_again(folder.file("model.h5"));
  expect_same(OpenedModel(folder.file("model.h5")).view(), model);
}

/// Looks at all that a query can: the words, the vectors and the counts.
void look_at_all(const std::string& path) {
  const OpenedModel opened(path);
  const ModelView& view = opened.view();
  for (std::uint32_t id = 0; id < view.words.size(); ++id) {
    view.words.id(view.words.key(id));
    view.words.count(id);
    view.counts.for_each_label(id, [](std::uint32_t, std::uint32_t) {});
  }
  for (const VectorTable* table : {&view.word_input, &view.word_output, &view.label_input}) {
    for (std::size_t block = 0; block < table->blocks(); ++block) {
      BlockScan scan(*table, block);
      scan.next(scan.rows() / 2);
      scan.finish();
    }
  }
  view.tokenizer();
}

class DamagedOpenedModel : public DamagedHdf5File {
 protected:
  DamagedOpenedModel() : DamagedHdf5File("model.h5", look_at_all) {
    std::mt19937 random(11);
    model_ = random_model(random, 40, 3, 10);
    save_embedding(model_, path_);
    whole_ = read_file(path_);
  }

  EmbeddingModel model_;
};

TEST_F(DamagedOpenedModel, IsRefusedOrWholeWhateverBitIsFlipped) {
  flip_bits([&] {
    look_at_all(path_);  // a scan may show what its end finds damaged
    expect_same(OpenedModel(path_).view(), model_);
  });
}

TEST_F(DamagedOpenedModel, IsRefusedWhereverItIsCutShort) {
  cut_short([&] { look_at_all(path_); });
}

TEST_F(DamagedOpenedModel, NamesTheDatasetWhoseChecksumFails) {
  const std::string row(reinterpret_cast<const char*>(model_.vectors.word_output.row(7)), 40);
  std::string damaged = whole_;
  damaged[damaged.find(row) + 5] ^= 1;
  write_file(path_, damaged);
  const std::string expected =
      at("/words/output: cannot be read (data error detected by Fletcher32 checksum)");
  EXPECT_EQ(load_error(), expected);

  const OpenedModel opened(path_);
  EXPECT_EQ(message_of<Error>([&] { opened.view().word_output.vector(20); }), expected);
  EXPECT_EQ(opened.view().word_input.vector(20)[0], model_.vectors.word_input.vector(20)[0])
      << "what is whole can be used";
  EXPECT_EQ(message_of<Error>([&] {
              tbb::parallel_for(0, 100, [&](int) { opened.view().word_output.vector(1); });
            }),
            expected);
}

TEST_F(DamagedOpenedModel, IsRefusedByItsShapes) {
  EXPECT_THAT(error_after([](auto& file) { reshape(file, "/words/order", {39}); }),
              EndsWith("/words/order: does not fit the other datasets of keys"));
  EXPECT_THAT(error_after([](auto& file) { reshape(file, "/words/text_offset", {40}); }),
              EndsWith("/words/text_offset: does not fit the other datasets of keys"));
  EXPECT_THAT(error_after([](auto& file) { reshape(file, "/words/text", {5}); }),
              EndsWith("/words/text_offset: does not fit the other datasets of keys"));
  EXPECT_EQ(error_after([](auto& file) {
              reshape(file, "/words/input", {39, 10});
            }),
            at("/words/input: has 39 rows, expected 40 as the counts have"));
  EXPECT_EQ(error_after([](auto& file) {
              reshape(file, "/words/input", {40, 9});
            }),
            at("/words/input: has 9 columns, expected 10 as dim says"));
  EXPECT_EQ(error_after([](auto& file) { reshape(file, "/word_labels/offset", {40}); }),
            at("/word_labels: offsets, labels and documents do not fit each other"));
  EXPECT_EQ(error_after([](auto& file) { reshape(file, "/word_labels/label", {2}); }),
            at("/word_labels: offsets, labels and documents do not fit each other"));
  EXPECT_THAT(error_after([](auto& file) { file.unlink("/words/text"); }),
              StartsWith(at("/words/text: cannot be read (")));
}

TEST_F(DamagedOpenedModel, IsRefusedByNumbersThatPointNowhere) {
  const auto filled = [](const std::string& name, std::uint64_t value) {
    return [=](H5::H5File& file) {
      const H5::DataSet dataset = file.openDataSet(name);
      const std::vector<std::uint64_t> values(
          static_cast<std::size_t>(dataset.getSpace().getSimpleExtentNpoints()), value);
      dataset.write(values.data(), H5::PredType::NATIVE_UINT64);
    };
  };
  EXPECT_THAT(error_after(filled("/words/order", 40)),
              EndsWith("/words/order: does not fit the other datasets of keys"));
  EXPECT_THAT(error_after(filled("/words/text_offset", 1'000'000)),
              EndsWith("/words/text_offset: does not fit the other datasets of keys"));
  EXPECT_EQ(error_after(filled("/word_labels/label", 3)),
            at("/word_labels: offsets, labels and documents do not fit each other"));
}

TEST(OpenedModel, AFullLoadComparesTheKeysAndTheirIndex) {
  const TemporaryFolder folder;
  std::mt19937 random(5);
  const std::string path = folder.file("model.h5");
  const auto error_after_change = [&](const std::string& name, std::size_t place) {
    save_embedding(random_model(random, 40, 1, 3), path);
    {
      H5::H5File file(path, H5F_ACC_RDWR);
      const H5::DataSet dataset = file.openDataSet(name);
      std::vector<std::uint64_t> values(
          static_cast<std::size_t>(dataset.getSpace().getSimpleExtentNpoints()));
      dataset.read(values.data(), H5::PredType::NATIVE_UINT64);
      std::swap(values[place], values[place + 1]);
      dataset.write(values.data(), H5::PredType::NATIVE_UINT64);
    }
    seal_again(path);
    return message_of<Error>([&] { load_embedding(path); });
  };
  EXPECT_EQ(error_after_change("/words/order", 7),
            path + ": /words/order: is not the order of the keys");
  EXPECT_EQ(error_after_change("/words/text_offset", 7),
            path + ": /words/text: holds other keys than /words/key");
}

}  // namespace
}  // namespace t2v
