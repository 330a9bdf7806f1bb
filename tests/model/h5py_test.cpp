#include <gmock/gmock.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "model/embedding_file.h"
#include "model/random_model.h"
#include "model/temporary_folder.h"

namespace t2v {
namespace {

constexpr const char* kPython = "/usr/bin/python3";  // the one Debian's python3-h5py belongs to

class H5py : public ::testing::TestWithParam<std::size_t> {};

TEST_P(H5py, ReadsTheFile) {
  if (std::system((std::string(kPython) + " -c 'import h5py' 2>/dev/null").c_str()) != 0) {
    GTEST_SKIP() << kPython << " has no h5py";
  }
  const TemporaryFolder folder;
  std::mt19937 random(13);
  const std::size_t labels = GetParam();
  const EmbeddingModel model = random_model(random, 60, labels, 7);
  save_embedding(model, folder.file("model.h5"));
  const std::string command = std::string(kPython) + " " + READ_WITH_H5PY + " " +
                              folder.file("model.h5") + " > " + folder.file("read.json");
  ASSERT_EQ(std::system(command.c_str()), 0);

  const auto read = nlohmann::json::parse(read_file(folder.file("read.json")));
  EXPECT_EQ(read["format"], "target2vec");
  EXPECT_EQ(read["format_version"], 4);
  EXPECT_EQ(read["dim"], 7);
  EXPECT_EQ(read["complete"], 1);
  EXPECT_EQ(read["shapes"], nlohmann::json({{60, 7}, {60, 7}, {labels, 7}}));
  std::vector<std::string> words;
  for (const Vocabulary::Entry& entry : model.words.entries()) words.push_back(entry.key);
  EXPECT_EQ(read["words"], words);
  const auto first = model.vectors.word_input.vector(0);
  EXPECT_EQ(read["first_input"].get<std::vector<float>>(),
            std::vector<float>(first.begin(), first.end()));
  const WordLabelArrays counts = model.counts.arrays();
  EXPECT_EQ(read["word_documents"], counts.word_documents);
  EXPECT_EQ(read["word_labels"], nlohmann::json({counts.offsets, counts.labels, counts.documents}));
  EXPECT_TRUE(read["strings_agree"].get<bool>());
  EXPECT_TRUE(read["vectors_agree"].get<bool>());
}

INSTANTIATE_TEST_SUITE_P(Labels, H5py, ::testing::Values(0, 3));

}  // namespace
}  // namespace t2v
