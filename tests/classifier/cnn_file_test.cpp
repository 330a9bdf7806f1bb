#include "classifier/cnn_file.h"

#include <H5Cpp.h>
#include <gmock/gmock.h>

#include <cstring>
#include <limits>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "model/damaged_hdf5_file.h"
#include "model/embedding_file.h"
#include "model/temporary_folder.h"
#include "text/error.h"

namespace t2v {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

float next_number(std::mt19937& random) {
  return static_cast<float>(static_cast<double>(random()) / 4294967296.0 - 0.5);
}

void fill(std::mt19937& random, Matrix& matrix) {
  for (std::size_t row = 0; row < matrix.rows(); ++row) {
    for (std::size_t i = 0; i < matrix.dim(); ++i) matrix.row(row)[i] = next_number(random);
  }
}

/// Numbers where filters are, zeros in the lanes beside them.
TextCnn random_network(std::mt19937& random, const CnnShape& shape) {
  TextCnn network;
  network.shape = shape;
  network.embedding = Matrix(shape.rows(), shape.dim);
  fill(random, network.embedding);
  network.taps = Matrix(shape.columns(), shape.dim);
  for (std::size_t column = 0; column < shape.columns(); ++column) {
    if (column % shape.lanes() >= shape.filters) continue;
    for (std::size_t i = 0; i < shape.dim; ++i) network.taps.row(column)[i] = next_number(random);
  }
  network.bias.assign(shape.features(), 0.0F);
  network.output = Matrix(shape.labels, shape.features());
  for (std::size_t feature = 0; feature < shape.features(); ++feature) {
    if (feature % shape.lanes() >= shape.filters) continue;
    network.bias[feature] = next_number(random);
    for (std::size_t label = 0; label < shape.labels; ++label) {
      network.output.row(label)[feature] = next_number(random);
    }
  }
  network.output_bias.assign(shape.labels, 0.0F);
  for (float& bias : network.output_bias) bias = next_number(random);
  return network;
}

Vocabulary numbered(const std::string& prefix, std::size_t size) {
  std::vector<Vocabulary::Entry> entries;
  for (std::size_t i = 0; i < size; ++i) {
    entries.push_back({prefix + std::to_string(i), 7 * (size - i)});
  }
  return Vocabulary::from_counts(entries);
}

CnnModel random_cnn(std::mt19937& random, const CnnShape& shape) {
  CnnModel model;
  model.network = random_network(random, shape);
  model.words = numbered("최악", shape.words);
  model.labels = numbered("긍정", shape.labels);
  model.multi_label = random() % 2 == 0;
  model.tokenizer = restore_tokenizer("characters", "");
  model.options_json = R"({"filters":3,"note":"스토리 😀"})";
  model.corpus_sha256 = std::string(64, 'c');
  model.seed = std::uint64_t{random()} << 32 | random();
  model.epochs_done = static_cast<std::uint32_t>(random());
  return model;
}

void expect_same(const Matrix& a, const Matrix& b) {
  ASSERT_EQ(a.rows(), b.rows());
  ASSERT_EQ(a.dim(), b.dim());
  for (std::size_t row = 0; row < a.rows(); ++row) {
    EXPECT_EQ(std::memcmp(a.row(row), b.row(row), a.stride() * sizeof(float)), 0) << "row " << row;
  }
}

void expect_same(const Vocabulary& a, const Vocabulary& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::uint32_t id = 0; id < a.size(); ++id) {
    EXPECT_EQ(a.key(id), b.key(id));
    EXPECT_EQ(a.count(id), b.count(id));
  }
}

void expect_same(const CnnModel& a, const CnnModel& b) {
  EXPECT_EQ(a.network.shape, b.network.shape);
  expect_same(a.network.embedding, b.network.embedding);
  expect_same(a.network.taps, b.network.taps);
  EXPECT_EQ(a.network.bias, b.network.bias);
  expect_same(a.network.output, b.network.output);
  EXPECT_EQ(a.network.output_bias, b.network.output_bias);
  expect_same(a.words, b.words);
  expect_same(a.labels, b.labels);
  EXPECT_EQ(a.multi_label, b.multi_label);
  EXPECT_EQ(a.tokenizer->name(), b.tokenizer->name());
  EXPECT_EQ(a.tokenizer->model_bytes(), b.tokenizer->model_bytes());
  EXPECT_EQ(a.options_json, b.options_json);
  EXPECT_EQ(a.corpus_sha256, b.corpus_sha256);
  EXPECT_EQ(a.seed, b.seed);
  EXPECT_EQ(a.epochs_done, b.epochs_done);
}

CnnShape shape_of(std::size_t words, std::size_t dim, std::size_t labels, std::size_t filters,
                  std::vector<std::uint32_t> widths) {
  return {.words = words, .dim = dim, .labels = labels, .filters = filters, .widths = widths};
}

TEST(CnnFile, BringsModelsBack) {
  const TemporaryFolder folder;
  const std::string path = folder.file("cnn.h5");
  std::mt19937 random(1);
  const std::vector<std::vector<std::uint32_t>> widths = {{1}, {2, 3, 4, 5}, {1, 10}, {64}, {3}};
  for (int round = 0; round < 20; ++round) {
    const CnnModel model = random_cnn(
        random, shape_of(1 + random() % 300, 1 + random() % 60, 1 + random() % 5, 1 + random() % 40,
                         widths[static_cast<std::size_t>(round) % 5]));
    save_cnn(model, path);
    expect_same(model, load_cnn(path));
  }
  EXPECT_EQ(folder.entries(), 1U);
}

TEST(CnnFile, IsTheSameFileForTheSameModel) {
  const TemporaryFolder folder;
  std::mt19937 random(2);
  save_cnn(random_cnn(random, shape_of(50, 9, 3, 5, {2, 3})), folder.file("a.h5"));
  save_cnn(load_cnn(folder.file("a.h5")), folder.file("b.h5"));
  EXPECT_EQ(read_file(folder.file("a.h5")), read_file(folder.file("b.h5")));
}

TEST(CnnFile, StoresFiltersWithoutLanes) {
  const TemporaryFolder folder;
  std::mt19937 random(3);
  const CnnModel model = random_cnn(random, shape_of(4, 2, 2, 3, {2, 3}));
  save_cnn(model, folder.file("cnn.h5"));
  const H5::H5File file(folder.file("cnn.h5"), H5F_ACC_RDONLY);

  std::vector<float> weight(3 * 3 * 2);
  file.openDataSet("/convolutions/3/weight").read(weight.data(), H5::PredType::NATIVE_FLOAT);
  // Filter 1, tap 2 of width 3 is row 1 * 3 + 2; in memory behind two taps of width 2 and two of 3.
  EXPECT_EQ(weight[(1 * 3 + 2) * 2 + 1], model.network.taps.row((2 + 2) * 16 + 1)[1]);
  std::vector<float> output(2 * 6);
  file.openDataSet("/output/weight").read(output.data(), H5::PredType::NATIVE_FLOAT);
  EXPECT_EQ(output[6 + 3 + 2], model.network.output.row(1)[16 + 2]);
}

TEST(CnnFile, RefusesNumbersThatAreNotFinite) {
  const TemporaryFolder folder;
  const std::string path = folder.file("cnn.h5");
  write_file(path, "an old file");
  const auto error_with = [&](auto damage) {
    std::mt19937 random(4);
    CnnModel model = random_cnn(random, shape_of(4, 2, 2, 3, {2, 3}));
    damage(model.network);
    return message_of<Error>([&] { save_cnn(model, path); });
  };
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const float infinity = -std::numeric_limits<float>::infinity();
  const std::string cannot = "cannot write " + path + ": ";
  EXPECT_EQ(error_with([&](auto& network) { network.embedding.row(0)[1] = nan; }),
            cannot + "the vector of padding is not finite");
  EXPECT_EQ(error_with([&](auto& network) { network.embedding.row(1)[1] = nan; }),
            cannot + "the vector of unknown words is not finite");
  EXPECT_EQ(error_with([&](auto& network) { network.embedding.row(3)[0] = infinity; }),
            cannot + "the vector of '최악1' is not finite");
  EXPECT_EQ(error_with([&](auto& network) { network.taps.row(16 * 4 + 2)[0] = nan; }),
            cannot + "a filter of width 3 is not finite");
  EXPECT_EQ(error_with([&](auto& network) { network.bias[2] = infinity; }),
            cannot + "a filter of width 2 is not finite");
  EXPECT_EQ(error_with([&](auto& network) { network.output.row(1)[16] = nan; }),
            cannot + "the output of '긍정1' is not finite");
  EXPECT_EQ(error_with([&](auto& network) { network.output_bias[0] = nan; }),
            cannot + "the bias of the output is not finite");
  EXPECT_EQ(read_file(path), "an old file");
  EXPECT_EQ(folder.entries(), 1U);
}

TEST(CnnFile, RefusesPartsThatDoNotBelongTogether) {
  const TemporaryFolder folder;
  const auto save = [&](auto damage) {
    std::mt19937 random(5);
    CnnModel model = random_cnn(random, shape_of(4, 2, 2, 3, {2, 3}));
    damage(model);
    save_cnn(model, folder.file("cnn.h5"));
  };
  EXPECT_THROW(save([](auto& model) { model.tokenizer = nullptr; }), std::invalid_argument);
  EXPECT_THROW(save([](auto& model) { model.options_json = "7"; }), std::invalid_argument);
  EXPECT_THROW(save([](auto& model) { model.words = numbered("a", 5); }), std::invalid_argument);
  EXPECT_THROW(save([](auto& model) { model.labels = numbered("a", 1); }), std::invalid_argument);
  EXPECT_THROW(save([](auto& model) { model.network.bias.pop_back(); }), std::invalid_argument);
  EXPECT_THROW(save([](auto& model) { model.network.taps = Matrix(80, 3); }),
               std::invalid_argument);
  EXPECT_THROW(save([](auto& model) {
                 model.network.shape.widths = {3, 2};
               }),
               std::invalid_argument);
  EXPECT_THROW(save([](auto& model) { model.network.shape.widths = {}; }), std::invalid_argument);
  EXPECT_EQ(folder.entries(), 0U);
}

class DamagedCnnFile : public DamagedHdf5File {
 protected:
  DamagedCnnFile() : DamagedHdf5File("cnn.h5", [](const std::string& path) { load_cnn(path); }) {
    std::mt19937 random(11);
    model_ = random_cnn(random, shape_of(40, 10, 3, 5, {2, 3}));
    model_.multi_label = false;
    save_cnn(model_, path_);
    whole_ = read_file(path_);
  }

  CnnModel model_;
};

TEST_F(DamagedCnnFile, IsNamedWhenNoClassifier) {
  write_file(path_, "스토리 최악\n배우 최고\n");
  EXPECT_EQ(load_error(), "cannot open " + path_ + ": not an HDF5 file, as t2v models are");
  EXPECT_EQ(message_of<Error>([&] { load_cnn(folder_.file("none.h5")); }),
            "cannot open " + folder_.file("none.h5") + ": No such file or directory");
  EXPECT_EQ(error_after([](auto& file) { file.removeAttr("format"); }),
            at("format: not a t2v-attribute classifier, expected 'target2vec-cnn'"));
}

TEST_F(DamagedCnnFile, IsToldFromAModelOfVectors) {
  EmbeddingModel vectors;
  vectors.vectors = {Matrix(1, 2), Matrix(1, 2), Matrix(0, 2)};
  vectors.words = numbered("a", 1);
  vectors.tokenizer = restore_tokenizer("whitespace", "");
  const std::string other = folder_.file("t2v.h5");
  save_embedding(vectors, other);
  EXPECT_EQ(message_of<Error>([&] { load_cnn(other); }),
            other +
                ": format: a t2v model, not a t2v-attribute classifier, expected "
                "'target2vec-cnn'");
  EXPECT_EQ(message_of<Error>([&] { load_embedding(path_); }),
            at("format: a t2v-attribute classifier, not a t2v model, expected 'target2vec'"));
}

TEST_F(DamagedCnnFile, IsRefusedWhereverItIsCutShort) {
  cut_short([&] { load_cnn(path_); });
}

TEST_F(DamagedCnnFile, IsRefusedOrWholeWhateverBitIsFlipped) {
  flip_bits([&] { expect_same(model_, load_cnn(path_)); });
}

TEST_F(DamagedCnnFile, IsRefusedByVersionAndEnd) {
  EXPECT_THAT(error_after([](auto& file) { set(file, "format_version", 3); }),
              AllOf(StartsWith(at("format_version: is 3 (written by t2v-attribute ")),
                    HasSubstr("this program reads up to 2")));
  EXPECT_EQ(error_after([](auto& file) { set(file, "complete", 0); }),
            at("complete: the file was not written to its end"));
}

TEST_F(DamagedCnnFile, IsRefusedByShape) {
  EXPECT_EQ(error_after([](auto& file) { set(file, "dim", 4097); }),
            at("dim: is 4097, expected 1 to 4096"));
  EXPECT_EQ(error_after([](auto& file) { set(file, "dim", 11); }),
            at("/embedding: has 10 columns, expected 11 as dim says"));
  EXPECT_EQ(error_after([](auto& file) { set(file, "filters", 0); }),
            at("filters: is 0, expected 1 to 4096"));
  EXPECT_EQ(error_after([](auto& file) { set(file, "filters", 4000000000); }),
            at("filters: is 4000000000, expected 1 to 4096"));
  EXPECT_EQ(error_after([](auto& file) { set(file, "filters", 6); }),
            at("/convolutions/2/weight: has 10 rows, expected 12 as filters and width say"));
  EXPECT_EQ(error_after([](auto& file) {
              reshape(file, "/embedding", {40, 10});
            }),
            at("/embedding: has 40 rows, expected 42 as words, padding and unknown words need"));
  EXPECT_EQ(error_after([](auto& file) {
              reshape(file, "/convolutions/3/bias", {1, 6});
            }),
            at("/convolutions/3/bias: has 6 columns, expected 5 as filters says"));
  EXPECT_EQ(error_after([](auto& file) { file.unlink("/convolutions/3"); }),
            at("/output/weight: has 10 columns, expected 5 as filters and widths say"));
  EXPECT_EQ(error_after([](auto& file) { file.createGroup("/convolutions/7up"); }),
            at("/convolutions: holds '7up', expected widths from 1 to 64"));
  EXPECT_EQ(error_after([](auto& file) { file.createGroup("/convolutions/65"); }),
            at("/convolutions: holds '65', expected widths from 1 to 64"));
  EXPECT_EQ(error_after([](auto& file) {
              file.unlink("/convolutions");
              file.createGroup("/convolutions");
            }),
            at("/convolutions: holds no widths"));
  EXPECT_EQ(error_after([](auto& file) {
              reshape(file, "/output/bias", {1, 2});
            }),
            at("/output/bias: has 2 columns, expected 3 as there are labels"));
  EXPECT_THAT(error_after([](auto& file) { file.unlink("/output"); }),
              StartsWith(at("/output/weight: cannot be read (")));
}

TEST_F(DamagedCnnFile, IsRefusedBeforeMemoryIsTaken) {
  EXPECT_EQ(error_after([](H5::H5File& file) {
              file.unlink("/embedding");
              const hsize_t shape[] = {hsize_t{1} << 40, 10};
              file.createDataSet("/embedding", H5::PredType::IEEE_F32LE, H5::DataSpace(2, shape));
            }),
            at("/embedding: claims more data than the file holds"));
}

TEST_F(DamagedCnnFile, IsRefusedWhenValuesWereChanged) {
  const std::string changed =
      at("numbers_sha256: does not hold: weights or multi_label were changed");
  EXPECT_EQ(error_after([](auto& file) { set(file, "multi_label", 1); }), changed);
  EXPECT_EQ(error_after([](auto& file) { set(file, "multi_label", 2); }),
            at("multi_label: is 2, expected 0 to 1"));
  EXPECT_EQ(error_after([](auto& file) { reshape(file, "/output/bias", {1, 3}); }), changed);
  EXPECT_EQ(error_after([](auto& file) { set(file, "seed", 1); }),
            at("strings_sha256: does not hold: words, labels, tokenizer or options were changed"));
  EXPECT_EQ(
      error_after([](H5::H5File& file) {
        const std::vector<float> bad(5, std::numeric_limits<float>::infinity());
        file.openDataSet("/convolutions/2/bias").write(bad.data(), H5::PredType::NATIVE_FLOAT);
      }),
      at("/convolutions/2/bias: row 0 is not finite"));
}

}  // namespace
}  // namespace t2v
