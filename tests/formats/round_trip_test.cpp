#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "formats/format_detection.h"
#include "formats/imported_model.h"
#include "formats/read_text.h"
#include "formats/vector_writer.h"
#include "model/random_model.h"
#include "model/temporary_folder.h"
#include "text/normalize.h"

namespace t2v {
namespace {

/// A model is written in a format and read again.
class RoundTrip : public ::testing::TestWithParam<VectorFormat> {
 protected:
  static void expect_same_bits(const Matrix& a, const Matrix& b) {
    ASSERT_EQ(a.rows(), b.rows());
    ASSERT_EQ(a.dim(), b.dim());
    for (std::size_t row = 0; row < a.rows(); ++row) {
      ASSERT_TRUE(std::ranges::equal(a.vector(row), b.vector(row))) << row;
    }
  }

  static void expect_same_keys(const Vocabulary& imported, const Vocabulary& keys) {
    ASSERT_EQ(imported.size(), keys.size());
    for (std::uint32_t id = 0; id < keys.size(); ++id) {
      EXPECT_EQ(imported.key(id), normalize(keys.key(id)).text);
    }
  }
};

TEST_P(RoundTrip, KeepsKeysAndEveryBitOfTheVectors) {
  const TemporaryFolder folder;
  std::mt19937 random(7);
  EmbeddingModel model = random_model(random, 1000, 20, 13);
  // Floats of all magnitudes.
  for (std::size_t row = 0; row < model.vectors.word_input.rows(); ++row) {
    for (std::size_t i = 0; i < 13; ++i) {
      model.vectors.word_input.row(row)[i] *= std::pow(10.0F, static_cast<float>(row % 70) - 35);
    }
  }
  const VectorSelection selection{.keys = ExportedKeys::kBoth, .label_prefix = "__label__"};
  const std::string path = folder.file("vectors");
  write_vectors(SelectedVectors(model, selection), GetParam(), {path, ""});

  const TextFile file = TextFile::open(path);
  const VectorFormat detected = detect_vector_format(file);
  EXPECT_EQ(detected, GetParam() == VectorFormat::kVec ? VectorFormat::kWord2vec : GetParam());
  const EmbeddingModel imported =
      imported_model(read_vectors(file, GetParam()),
                     {.label_prefix = "__label__", .tokenizer = model.tokenizer}, file.name());
  expect_same_keys(imported.words, model.words);
  expect_same_keys(imported.labels, model.labels);
  expect_same_bits(imported.vectors.word_input, model.vectors.word_input);
  expect_same_bits(imported.vectors.label_input, model.vectors.label_input);
}

INSTANTIATE_TEST_SUITE_P(Formats, RoundTrip,
                         ::testing::Values(VectorFormat::kWord2vec, VectorFormat::kWord2vecBinary,
                                           VectorFormat::kVec, VectorFormat::kGlove),
                         [](const auto& format) {
                           std::string name(name_of(format.param));
                           std::erase(name, '-');
                           return name;
                         });

}  // namespace
}  // namespace t2v
