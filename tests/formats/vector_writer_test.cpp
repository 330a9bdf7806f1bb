#include "formats/vector_writer.h"

#include <gtest/gtest.h>

#include "formats/read_text.h"
#include "model/temporary_folder.h"
#include "query/small_model.h"

namespace t2v {
namespace {

using namespace std::string_literals;
using testing::small_model;

struct Written {
  std::string vectors;
  std::string keys;
};

class VectorWriterTest : public ::testing::Test {
 protected:
  /// What is written of a word with a number of every kind, and of a label.
  Written write(VectorFormat format, ExportedKeys keys = ExportedKeys::kBoth,
                const EmbeddingModel& model = film_model()) {
    const SelectedVectors vectors(model, {.keys = keys,
                                          .label_prefix = "#",
                                          .replace_white_space = ends_keys_at_white_space(format)});
    const std::string path = folder_.file("vectors");
    const VectorFiles files{path, key_file_beside(path, format)};
    write_vectors(vectors, format, files);
    return {read_file(path), files.keys.empty() ? "" : read_file(files.keys)};
  }

  static EmbeddingModel film_model() {
    return small_model({{"최악", 5, {1, -0.1F, 1e-5F}}}, {{"old boy", 2, {16777216, 0, 0.5F}}});
  }

  TemporaryFolder folder_;
};

TEST_F(VectorWriterTest, Text) {
  EXPECT_EQ(write(VectorFormat::kWord2vec).vectors,
            "2 3\n최악 1 -0.1 1e-05\n#old_boy 16777216 0 0.5\n");
  EXPECT_EQ(write(VectorFormat::kVec).vectors,
            "2 3\n최악 1 -0.1 1e-05 \n#old_boy 16777216 0 0.5 \n");
  EXPECT_EQ(write(VectorFormat::kGlove).vectors, "최악 1 -0.1 1e-05\n#old_boy 16777216 0 0.5\n");
}

TEST_F(VectorWriterTest, Word2vecBinary) {
  EXPECT_EQ(write(VectorFormat::kWord2vecBinary).vectors,
            "2 3\n최악 \x00\x00\x80\x3f\xcd\xcc\xcc\xbd\xac\xc5\x27\x37\n"
            "#old_boy \x00\x00\x80\x4b\x00\x00\x00\x00\x00\x00\x00\x3f\n"s);
}

TEST_F(VectorWriterTest, Npy) {
  const Written written = write(VectorFormat::kNpy);
  const std::string description =
      "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }" + std::string(58, ' ') + "\n";
  ASSERT_EQ(description.size(), 118U);  // 128 with magic, version and length
  EXPECT_EQ(written.vectors, "\x93NUMPY\x01\x00\x76\x00"s + description +
                                 "\x00\x00\x80\x3f\xcd\xcc\xcc\xbd\xac\xc5\x27\x37"
                                 "\x00\x00\x80\x4b\x00\x00\x00\x00\x00\x00\x00\x3f"s);
  EXPECT_EQ(written.keys, "최악\n#old boy\n");
}

TEST_F(VectorWriterTest, Projector) {
  const Written both = write(VectorFormat::kProjector);
  EXPECT_EQ(both.vectors, "1\t-0.1\t1e-05\n16777216\t0\t0.5\n");
  EXPECT_EQ(both.keys, "key\ttype\tcount\n최악\tword\t5\n#old boy\tlabel\t2\n");
  EXPECT_EQ(write(VectorFormat::kProjector, ExportedKeys::kWords).keys, "key\tcount\n최악\t5\n");
  // One column has no heading.
  const EmbeddingModel imported = small_model({{"최악", 0, {1, 2, 3}}}, {});
  EXPECT_EQ(write(VectorFormat::kProjector, ExportedKeys::kWords, imported).keys, "최악\n");
}

TEST_F(VectorWriterTest, Tsv) {
  EXPECT_EQ(write(VectorFormat::kTsv).vectors,
            "key\ttype\tcount\tx1\tx2\tx3\n최악\tword\t5\t1\t-0.1\t1e-05\n"
            "#old boy\tlabel\t2\t16777216\t0\t0.5\n");
}

TEST_F(VectorWriterTest, FilesOfKeysAreNamedAfterTheVectors) {
  EXPECT_EQ(key_file_beside("a/v.npy", VectorFormat::kNpy), "a/v.keys");
  EXPECT_EQ(key_file_beside("a/v", VectorFormat::kNpy), "a/v.keys");
  EXPECT_EQ(key_file_beside("v.tsv", VectorFormat::kProjector), "v.metadata.tsv");
  EXPECT_EQ(key_file_beside("v.vec", VectorFormat::kVec), "");
}

TEST_F(VectorWriterTest, AFileStaysWhereItCannotBeReplaced) {
  write_file(folder_.file("v.npy"), "old");
  const EmbeddingModel model = film_model();
  const SelectedVectors vectors(model, {});
  const std::string missing = folder_.file("none/v.keys");
  const std::string error = error_of([&] {
    write_vectors(vectors, VectorFormat::kNpy, {folder_.file("v.npy"), missing});
  });
  EXPECT_EQ(error, "cannot write " + missing + ": there is no folder " + folder_.file("none"));
  EXPECT_EQ(read_file(folder_.file("v.npy")), "old");
}

}  // namespace
}  // namespace t2v
