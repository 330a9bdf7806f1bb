#include "model/verification.h"

#include <H5Cpp.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "model/damaged_hdf5_file.h"
#include "model/embedding_file.h"
#include "model/encoded_corpus_file.h"
#include "model/random_model.h"
#include "model/temporary_folder.h"
#include "text/error.h"

namespace t2v {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::MatchesRegex;
using ::testing::SizeIs;

class Verification : public ::testing::Test {
 protected:
  Verification() : path_(folder_.file("model.h5")) {
    std::mt19937 random(21);
    model_ = random_model(random, 2000, 3, 150);  // the vectors are in two chunks
    save_embedding(model_, path_);
    whole_ = read_file(path_);
  }

  /// The damaged parts, as "PART: WHERE".
  std::vector<std::string> damage(const std::string& bytes) const {
    write_file(path_, bytes);
    std::vector<std::string> damaged;
    for (const PartState& part : verify_file(path_).parts) {
      if (!part.is_whole()) damaged.push_back(part.part + ": " + part.damage);
    }
    return damaged;
  }

  /// With a bit flipped where `needle` lies in the file.
  std::vector<std::string> damage_at(std::string_view needle, std::size_t offset = 0) const {
    std::string bytes = whole_;
    const std::size_t place = bytes.find(needle);
    EXPECT_NE(place, std::string::npos);
    bytes[place + offset] = static_cast<char>(bytes[place + offset] ^ 4);
    return damage(bytes);
  }

  static std::string_view row_bytes(const Matrix& matrix, std::size_t row) {
    return {reinterpret_cast<const char*>(matrix.row(row)), matrix.dim() * sizeof(float)};
  }

  /// As files of version 3 are: without a seal.
  void make_old() {
    {
      const H5::H5File file(path_, H5F_ACC_RDWR);
      const std::uint32_t version = 3;
      file.openAttribute("format_version").write(H5::PredType::NATIVE_UINT32, &version);
    }
    whole_ = read_file(path_);
  }

  TemporaryFolder folder_;
  std::string path_;
  std::string whole_;
  EmbeddingModel model_;
};

TEST_F(Verification, NamesAllPartsOfAWholeFile) {
  const FileState file = verify_file(path_);
  EXPECT_TRUE(file.is_whole());
  std::vector<std::string> parts;
  for (const PartState& part : file.parts) parts.push_back(part.part);
  EXPECT_THAT(parts, IsSupersetOf({"HDF5 structure", "attribute options", "attribute dim",
                                   "attribute complete", "attribute vectors_sha256", "/words/key",
                                   "/words/text", "/words/input", "/words/output", "/labels/input",
                                   "/word_labels/label", "/tokenizer/name", "seal"}));
  std::ranges::sort(parts);
  EXPECT_EQ(std::ranges::adjacent_find(parts), parts.end()) << "each once";
}

TEST_F(Verification, NamesTheDamagedRows) {
  EXPECT_THAT(damage_at(row_bytes(model_.vectors.word_output, 7)),
              ElementsAre("/words/output: rows 0 to 1746"));
  EXPECT_THAT(damage_at(row_bytes(model_.vectors.word_input, 1999)),
              ElementsAre("/words/input: rows 1747 to 1999"));
  std::string bytes = whole_;
  for (const std::size_t row : {7U, 1800U}) {
    bytes[bytes.find(row_bytes(model_.vectors.word_input, row))] ^= 1;
  }
  bytes[bytes.find(row_bytes(model_.vectors.label_input, 1))] ^= 1;
  EXPECT_THAT(damage(bytes), ElementsAre(MatchesRegex("/labels/input: bytes .*"),
                                         "/words/input: rows 0 to 1746, rows 1747 to 1999"));
}

TEST_F(Verification, NamesTheDamagedAttribute) {
  EXPECT_THAT(damage_at(model_.options_json, 9),
              ElementsAre(MatchesRegex("attribute options: bytes [0-9]+ to [0-9]+")));
  EXPECT_THAT(damage_at(model_.corpus_sha256), ElementsAre(HasSubstr("attribute corpus_sha256")));
}

TEST_F(Verification, NamesTheStructureAndTheSeal) {
  std::string bytes = whole_;
  bytes[9] ^= 1;  // of HDF5's superblock
  EXPECT_THAT(damage(bytes), ElementsAre(HasSubstr("HDF5 structure: bytes 0 to ")));
  bytes = whole_;
  bytes[bytes.size() - 70] ^= 1;
  EXPECT_THAT(damage(bytes), ElementsAre("seal: cut off, or not as written"));
  bytes = whole_;
  bytes[bytes.size() - 1] ^= 1;
  bytes[bytes.find(row_bytes(model_.vectors.word_output, 7))] ^= 1;
  EXPECT_THAT(damage(bytes),
              ElementsAre("/words/output: rows 0 to 1746", "seal: cut off, or not as written"));
}

TEST_F(Verification, FindsWhatWasCutOffOrPutBehind) {
  EXPECT_THAT(damage(whole_.substr(0, whole_.size() - 1)),
              ElementsAre("seal: cut off, or not as written"));
  EXPECT_THAT(damage(whole_ + "x"), ElementsAre("seal: cut off, or not as written"));
  EXPECT_THAT(damage(whole_.substr(0, whole_.size() / 2)),
              ElementsAre(HasSubstr("HDF5 structure: damaged or cut short (truncated file")));
  EXPECT_THAT(damage("스토리 최악\n"),
              ElementsAre("HDF5 structure: not an HDF5 file, as t2v models are"));
}

TEST_F(Verification, ReadsOlderFiles) {
  make_old();
  EXPECT_THAT(damage(whole_), IsEmpty());
  EXPECT_THAT(damage_at(row_bytes(model_.vectors.word_output, 7)),
              ElementsAre("/words/output: rows 0 to 1746"));
  EXPECT_THAT(damage_at(model_.options_json, 9), ElementsAre(HasSubstr("HDF5 structure: ")));
  EXPECT_THAT(damage(whole_ + "x"), ElementsAre("HDF5 structure: bytes behind its end"));
}

TEST_F(Verification, KnowsCachesOfEncodedCorpora) {
  EncodedCorpus encoded;
  encoded.tokenizer = restore_tokenizer("whitespace", "");
  encoded.corpus.words = Vocabulary::from_ordered({{"최악", 2}});
  encoded.corpus.document_offsets.push_back(0);
  save_encoded_corpus(path_, "identity", encoded.corpus, *encoded.tokenizer);
  whole_ = read_file(path_);
  EXPECT_THAT(damage(whole_), IsEmpty());
  EXPECT_THAT(verify_file(path_).parts, SizeIs(1));
  EXPECT_THAT(damage_at("최악"), ElementsAre("encoded corpus: its checksum does not hold"));
  EXPECT_THAT(damage(whole_.substr(0, 20)), SizeIs(1));
}

TEST_F(Verification, NeedsAFile) {
  EXPECT_THAT(message_of<Error>([&] { verify_file(folder_.file("none.h5")); }),
              HasSubstr("No such file"));
  EXPECT_NE(message_of<Error>([&] { verify_file(folder_.path()); }), "");
}

}  // namespace
}  // namespace t2v
