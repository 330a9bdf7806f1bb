#include <gmock/gmock.h>

#include <cstdint>
#include <string>

#include "model/embedding_file.h"
#include "model/opened_model.h"
#include "model/random_model.h"
#include "model/temporary_folder.h"
#include "model/verification.h"
#include "text/error.h"

namespace t2v {
namespace {

using ::testing::HasSubstr;

/// formats/version-N.h5 was written by the t2v of its time:
///   t2v train corpus.txt labels.txt --dim 2 --epochs 1 --threads 1 --min-count 1 --subsample 0
/// where corpus.txt has eight times the lines 최악 스토리 영화 (부정) and 최고 배우 영화 (긍정).
class OlderVersion : public ::testing::TestWithParam<std::uint32_t> {
 protected:
  OlderVersion()
      : path_(std::string(OLDER_FORMATS) + "/version-" + std::to_string(GetParam()) + ".h5") {}

  std::string path_;
};

TEST_P(OlderVersion, IsRead) {
  EmbeddingFileInfo info;
  const EmbeddingModel model = load_embedding(path_, &info);
  EXPECT_EQ(info.format_version, GetParam());
  EXPECT_EQ(info.vectors_sha256, vectors_sha256(model.vectors));
  ASSERT_EQ(model.words.size(), 5U);
  EXPECT_EQ(model.words.key(0), "영화");
  EXPECT_EQ(model.words.count(0), 16U);
  EXPECT_EQ(model.labels.size(), 2U);
  EXPECT_EQ(model.labels.count(*model.labels.id("부정")), 8U);
  EXPECT_EQ(model.tokenizer->name(), "whitespace");
  EXPECT_EQ(model.counts.empty(), GetParam() == 1);

  const OpenedModel opened(path_);
  EXPECT_EQ(opened.view().words.id("영화"), 0U);
  EXPECT_EQ(opened.view().word_output.vector(3)[1], model.vectors.word_output.row(3)[1]);
}

TEST_P(OlderVersion, IsVerified) {
  EXPECT_TRUE(verify_file(path_).is_whole());
  const TemporaryFolder folder;
  std::string damaged = read_file(path_);
  damaged[damaged.find("tokenizer") + 2] ^= 1;
  write_file(folder.file("old.h5"), damaged);
  EXPECT_FALSE(verify_file(folder.file("old.h5")).is_whole());
  EXPECT_THAT(message_of<Error>([&] { load_embedding(folder.file("old.h5")); }),
              HasSubstr(folder.file("old.h5")));
}

TEST_P(OlderVersion, BecomesTheNewestWhenSaved) {
  const TemporaryFolder folder;
  const EmbeddingModel model = load_embedding(path_);
  save_embedding(model, folder.file("new.h5"));
  EmbeddingFileInfo info;
  expect_same(model, load_embedding(folder.file("new.h5"), &info));
  EXPECT_EQ(info.format_version, 4U);
}

INSTANTIATE_TEST_SUITE_P(Versions, OlderVersion, ::testing::Values(1, 2, 3));

}  // namespace
}  // namespace t2v
