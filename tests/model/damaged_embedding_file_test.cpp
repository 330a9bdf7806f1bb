#include <H5Cpp.h>
#include <gmock/gmock.h>

#include <limits>
#include <random>
#include <string>
#include <vector>

#include "model/damaged_hdf5_file.h"
#include "model/embedding_file.h"
#include "model/hdf5_writer.h"
#include "model/random_model.h"
#include "model/temporary_folder.h"
#include "text/error.h"

namespace t2v {
namespace {

using ::testing::EndsWith;
using ::testing::MatchesRegex;
using ::testing::StartsWith;

class DamagedEmbeddingFile : public DamagedHdf5File {
 protected:
  DamagedEmbeddingFile()
      : DamagedHdf5File("model.h5", [](const std::string& path) { load_embedding(path); }) {
    std::mt19937 random(11);
    model_ = random_model(random, 40, 3, 10);
    model_.tokenizer = restore_tokenizer("unicode", "");
    save_embedding(model_, path_);
    whole_ = read_file(path_);
  }

  using DamagedHdf5File::set;
  static void set(H5::H5File& file, const std::string& attribute, const std::string& text) {
    file.removeAttr(attribute);
    const H5::StrType type(H5::PredType::C_S1, text.size());
    file.createAttribute(attribute, type, H5::DataSpace(H5S_SCALAR)).write(type, text.data());
  }

  EmbeddingModel model_;
};

TEST_F(DamagedEmbeddingFile, IsNamedWhenNoModel) {
  write_file(path_, "스토리 최악\n배우 최고\n");
  EXPECT_EQ(load_error(), "cannot open " + path_ + ": not an HDF5 file, as t2v models are");
  EXPECT_EQ(message_of<Error>([&] { load_embedding(folder_.path()); }),
            "cannot open " + folder_.path() + ": it is a directory");
  EXPECT_EQ(message_of<Error>([&] { load_embedding(folder_.file("none.h5")); }),
            "cannot open " + folder_.file("none.h5") + ": No such file or directory");
  { const H5::H5File other(path_, H5F_ACC_TRUNC); }
  EXPECT_EQ(load_error(),
            "cannot open " + path_ + ": an HDF5 file of another program, not a t2v model");
  ReplacementFile replacement(path_);
  Hdf5Writer empty(replacement);
  empty.close();
  replacement.commit();
  EXPECT_EQ(load_error(), at("format: not a t2v model, expected 'target2vec'"));
}

TEST_F(DamagedEmbeddingFile, IsRefusedWhereverItIsCutShort) {
  cut_short([&] { load_embedding(path_); });
  write_file(path_, whole_.substr(0, whole_.size() / 2));
  EXPECT_THAT(load_error(),
              StartsWith("cannot open " + path_ + ": damaged or cut short (truncated file"));
  write_file(path_, whole_.substr(0, whole_.size() - 1));
  EXPECT_THAT(load_error(), MatchesRegex("cannot open .*: damaged or cut short \\(what stands "
                                         "behind byte [0-9]+ is no whole seal\\)"));
  write_file(path_, whole_ + "x");
  EXPECT_THAT(load_error(), EndsWith("is no whole seal)"));
}

TEST_F(DamagedEmbeddingFile, IsRefusedWithoutItsSeal) {
  { const H5::H5File file(path_, H5F_ACC_RDWR); }  // as other programs change it
  EXPECT_LT(read_file(path_).size(), whole_.size());
  EXPECT_EQ(load_error(), at("seal: is missing: cut off, or another program changed the file"));
}

TEST_F(DamagedEmbeddingFile, IsRefusedOrWholeWhateverBitIsFlipped) {
  flip_bits([&] { expect_same(model_, load_embedding(path_)); });
}

TEST_F(DamagedEmbeddingFile, NamesTheAttributeThatIsDamaged) {
  std::string damaged = whole_;
  damaged[damaged.find(model_.options_json) + 3] ^= 1;
  write_file(path_, damaged);
  EXPECT_THAT(load_error(), MatchesRegex(".*: attribute options: is damaged \\(bytes .*\\)"));
}

TEST_F(DamagedEmbeddingFile, NamesTheDatasetWhoseChecksumFails) {
  const std::string row(reinterpret_cast<const char*>(model_.vectors.word_output.row(7)), 40);
  std::string damaged = whole_;
  const std::size_t place = damaged.find(row);
  ASSERT_NE(place, std::string::npos);
  damaged[place + 5] ^= 1;
  write_file(path_, damaged);
  EXPECT_EQ(load_error(), at("/words/output: cannot be read (data error detected by Fletcher32 "
                             "checksum)"));
}

TEST_F(DamagedEmbeddingFile, IsRefusedByFormatVersionAndEnd) {
  EXPECT_EQ(error_after([](auto& file) { set(file, "format", "word2vec"); }),
            at("format: not a t2v model, expected 'target2vec'"));
  EXPECT_EQ(error_after([](auto& file) {
              set(file, "format_version", 6);
              set(file, "writer", "t2v 9.8.7");
            }),
            at("format_version: is 6 (written by t2v 9.8.7), this program reads up to 5"));
  EXPECT_EQ(error_after([](auto& file) { set(file, "format_version", 0); }),
            at("format_version: is 0, expected at least 1"));
  EXPECT_EQ(error_after([](auto& file) { set(file, "complete", 0); }),
            at("complete: the file was not written to its end"));
  EXPECT_EQ(error_after([](auto& file) { file.removeAttr("complete"); }),
            at("complete: the file was not written to its end"));
}

TEST_F(DamagedEmbeddingFile, IsRefusedByShape) {
  EXPECT_EQ(error_after([](auto& file) { set(file, "dim", 0); }),
            at("dim: is 0, expected 1 to 4096"));
  EXPECT_EQ(error_after([](auto& file) { set(file, "dim", 4097); }),
            at("dim: is 4097, expected 1 to 4096"));
  EXPECT_EQ(error_after([](auto& file) { set(file, "dim", 11); }),
            at("/words/input: has 10 columns, expected 11 as dim says"));
  EXPECT_EQ(error_after([](auto& file) {
              reshape(file, "/words/output", {40, 9});
            }),
            at("/words/output: has 9 columns, expected 10 as dim says"));
  EXPECT_EQ(error_after([](auto& file) {
              reshape(file, "/words/input", {39, 10});
            }),
            at("/words/input: has 39 rows, expected 40 as the counts have"));
  EXPECT_EQ(error_after([](auto& file) {
              reshape(file, "/labels/input", {0, 10});
            }),
            at("/labels/input: has 0 rows, expected 3 as the counts have"));
  EXPECT_EQ(error_after([](auto& file) { reshape(file, "/words/count", {41}); }),
            at("/words/key: has 40 rows, expected 41 as the counts have"));
  EXPECT_EQ(error_after([](auto& file) { reshape(file, "/labels/count", {4}); }),
            at("/labels/key: has 3 rows, expected 4 as the counts have"));
  EXPECT_EQ(error_after([](auto& file) { reshape(file, "/words/input", {400}); }),
            at("/words/input: 2 dimension(s) were expected"));
  EXPECT_EQ(error_after([](auto& file) {
              reshape(file, "/words/key", {0});
              reshape(file, "/words/count", {0});
            }),
            at("/words: holds no words"));
  EXPECT_THAT(error_after([](auto& file) { file.unlink("/labels"); }),
              StartsWith(at("/labels/key: cannot be read (")));
}

TEST_F(DamagedEmbeddingFile, IsRefusedByItsValues) {
  EXPECT_EQ(error_after([](H5::H5File& file) {
              const hsize_t row[] = {12, 3};
              const hsize_t one[] = {1, 1};
              const float bad = std::numeric_limits<float>::infinity();
              const H5::DataSet vectors = file.openDataSet("/words/output");
              H5::DataSpace space = vectors.getSpace();
              space.selectHyperslab(H5S_SELECT_SET, one, row);
              vectors.write(&bad, H5::PredType::NATIVE_FLOAT, H5::DataSpace(2, one), space);
            }),
            at("/words/output: row 12 is not finite"));
  EXPECT_EQ(error_after([](auto& file) { reshape(file, "/words/key", {40}); }),
            at("/words/key: an empty key, expected at least one character"));
  EXPECT_EQ(error_after([](auto& file) { set(file, "options", "none"); }),
            at("options: a JSON object was expected"));
  EXPECT_EQ(error_after([](auto& file) { set(file, "options", R"({"a":[[[[1]]]]})"); }),
            at("options: a JSON object was expected"));
  EXPECT_EQ(error_after([](auto& file) {
              file.removeAttr("epochs_done");
              const std::uint64_t large = std::uint64_t{1} << 32;
              file.createAttribute("epochs_done", H5::PredType::STD_U64LE,
                                   H5::DataSpace(H5S_SCALAR))
                  .write(H5::PredType::NATIVE_UINT64, &large);
            }),
            at("epochs_done: is out of range"));
}

TEST_F(DamagedEmbeddingFile, IsRefusedByItsWordLabelCounts) {
  EXPECT_THAT(error_after([](auto& file) { file.unlink("/word_labels"); }),
              StartsWith(at("/word_labels/offset: cannot be read (")));
  EXPECT_THAT(error_after([](auto& file) { file.unlink("/words/documents"); }),
              StartsWith(at("/words/documents: cannot be read (")));
  EXPECT_EQ(error_after([](auto& file) { reshape(file, "/words/documents", {39}); }),
            at("/word_labels: 39 words, expected 40"));
  EXPECT_EQ(error_after([](auto& file) { reshape(file, "/word_labels/offset", {40}); }),
            at("/word_labels: 40 offsets, expected 41"));
  EXPECT_EQ(error_after([&](auto& file) { reshape(file, "/word_labels/offset", {41}); }),
            at("/word_labels: the last offset is 0, expected the " +
               std::to_string(model_.counts.pairs()) + " pairs"));
  EXPECT_EQ(error_after([](auto& file) { reshape(file, "/word_labels/documents", {2}); }),
            at("/word_labels: 2 numbers of documents of pairs, expected " +
               std::to_string(model_.counts.pairs())));
  EXPECT_EQ(error_after([](H5::H5File& file) {
              const H5::DataSet labels = file.openDataSet("/word_labels/label");
              std::vector<std::uint32_t> ids(labels.getSpace().getSimpleExtentNpoints(), 3);
              labels.write(ids.data(), H5::PredType::NATIVE_UINT32);
            }),
            at("/word_labels: word 0 has label 3, expected one of the 3 labels"));
}

TEST_F(DamagedEmbeddingFile, ClaimsNoNumbersThatAreTooLarge) {
  const auto grown = [](H5::H5File& file) {
    file.unlink("/words/documents");
    const std::vector<std::uint64_t> large(40, std::uint64_t{1} << 40);
    const hsize_t shape[] = {40};
    file.createDataSet("/words/documents", H5::PredType::STD_U64LE, H5::DataSpace(1, shape))
        .write(large.data(), H5::PredType::NATIVE_UINT64);
  };
  // Every word occurs less than 2^32 times here.
  model_.words = Vocabulary::from_ordered([&] {
    std::vector<Vocabulary::Entry> entries = model_.words.entries();
    for (auto& entry : entries) entry.count = 1000;
    return entries;
  }());
  save_embedding(model_, path_);
  whole_ = read_file(path_);
  EXPECT_EQ(error_after(grown),
            at("/word_labels: word 0 is in 4294967295 documents, but occurs 1000 times only"));
}

TEST_F(DamagedEmbeddingFile, IsRefusedWhenStringsWereChanged) {
  const std::string changed =
      at("strings_sha256: does not hold: words, labels, tokenizer or options were changed");
  const auto with_first_count = [](const std::string& name) {
    return [name](H5::H5File& file) {
      const H5::DataSet counts = file.openDataSet(name);
      const hsize_t first[] = {0};
      const hsize_t one[] = {1};
      const std::uint64_t count = 1;
      H5::DataSpace space = counts.getSpace();
      space.selectHyperslab(H5S_SELECT_SET, one, first);
      counts.write(&count, H5::PredType::NATIVE_UINT64, H5::DataSpace(1, one), space);
    };
  };
  EXPECT_EQ(error_after(with_first_count("/words/count")), changed);
  EXPECT_EQ(error_after(with_first_count("/labels/count")), changed);
  EXPECT_EQ(error_after([](auto& file) { set(file, "seed", 1); }), changed);
  EXPECT_EQ(error_after([](auto& file) { set(file, "epochs_done", 1); }), changed);
  EXPECT_EQ(error_after([](auto& file) { set(file, "options", R"({"dim":10})"); }), changed);
  EXPECT_EQ(error_after([](auto& file) { set(file, "corpus_sha256", "0123"); }), changed);
  EXPECT_EQ(error_after([](H5::H5File& file) {
              const H5::DataSet name = file.openDataSet("/tokenizer/name");
              name.write(std::string("unicorn"), name.getDataType());
            }),
            changed);
  EXPECT_EQ(error_after([](auto& file) { reshape(file, "/tokenizer/model", {5}); }), changed);
}

TEST_F(DamagedEmbeddingFile, NamesATokenizerItDoesNotKnow) {
  class Unknown : public Tokenizer {
   public:
    std::string_view name() const override { return "morphemes"; }
    void tokenize(std::string_view, std::vector<std::string_view>& tokens) const override {
      tokens.clear();
    }
  };
  model_.tokenizer = std::make_shared<Unknown>();
  save_embedding(model_, path_);
  EXPECT_THAT(load_error(), StartsWith(at("/tokenizer: tokenizer 'morphemes'")));
}

}  // namespace
}  // namespace t2v
