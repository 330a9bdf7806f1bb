#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "commands/film_reviews.h"
#include "commands/paper_classifier.h"
#include "commands/work_folder.h"

namespace t2v::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

std::string with_flipped_bit(std::string bytes, std::size_t place, int bit = 2) {
  bytes[place] = static_cast<char>(bytes[place] ^ (1 << bit));
  return bytes;
}

TEST(VerifyCommand, NamesTheDamagedPartOfAModel) {
  const WorkFolder folder;
  ASSERT_EQ(train_film_model(folder).exit_code, 0);
  const Outcome whole = folder.run({"verify", "t2v.h5"});
  EXPECT_EQ(whole.exit_code, 0) << whole.err;
  EXPECT_THAT(whole.err, IsEmpty());
  EXPECT_THAT(whole.out_lines(), Contains("t2v.h5\t/words/output\twhole\t"));
  EXPECT_THAT(whole.out_lines(), Not(Contains(HasSubstr("damaged"))));

  const std::string bytes = folder.read("t2v.h5");
  folder.write("t2v.h5", with_flipped_bit(bytes, bytes.find("\"objective\"")));
  const Outcome damaged = folder.run({"verify", "t2v.h5"});
  EXPECT_EQ(damaged.exit_code, 1);
  EXPECT_EQ(damaged.err, "t2v: not whole: t2v.h5\n");
  EXPECT_THAT(damaged.out_lines(),
              Contains(StartsWith("t2v.h5\tattribute options\tdamaged\tbytes ")));
  EXPECT_THAT(damaged.out_lines(), Contains("t2v.h5\t/words/output\twhole\t"));
}

TEST(VerifyCommand, KnowsWhatT2vAndAttributeWrite) {
  const WorkFolder folder;
  write_film_reviews(folder);
  std::vector<std::string> arguments{"train", "corpus.txt", "labels.txt", "--cache", "c"};
  for (const std::string& option : training_options()) arguments.push_back(option);
  ASSERT_EQ(folder.run(arguments).exit_code, 0);
  ASSERT_EQ(folder.run({"neighbors", "영화", "--approximate"}).exit_code, 0);
  write_paper_classifier(folder);
  ASSERT_TRUE(folder.has("t2v.h5.neighbors.hnsw"));
  const std::vector<std::string> files{"t2v.h5", "t2v.h5.neighbors.hnsw", "cnn.h5", "c"};
  std::vector<std::string> command{"verify"};
  command.insert(command.end(), files.begin(), files.end());
  const Outcome whole = folder.run(command);
  EXPECT_EQ(whole.exit_code, 0) << whole.out << whole.err;

  for (const std::string& file : files) {
    const std::string bytes = folder.read(file);
    folder.write(file, with_flipped_bit(bytes, bytes.size() * 2 / 3));
    const Outcome damaged = folder.run(command);
    EXPECT_EQ(damaged.exit_code, 1);
    EXPECT_EQ(damaged.err, "t2v: not whole: " + file + "\n");
    folder.write(file, bytes);
  }
}

TEST(VerifyCommand, GoesOnBehindAFileThatCannotBeRead) {
  const WorkFolder folder;
  write_paper_classifier(folder);
  folder.write("text", "스토리 최악\n");
  const Outcome outcome = folder.run({"verify", "none.h5", "text", "cnn.h5", "--json"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_EQ(outcome.err, "t2v: not whole: none.h5, text\n");
  const auto lines = outcome.out_lines();
  ASSERT_GT(lines.size(), 3U);
  EXPECT_EQ(nlohmann::json::parse(lines[0]),
            nlohmann::json({{"file", "none.h5"},
                            {"part", "file"},
                            {"state", "unreadable"},
                            {"where", "cannot be read: No such file or directory"}}));
  EXPECT_EQ(nlohmann::json::parse(lines[1])["where"], "not an HDF5 file, as t2v models are");
  EXPECT_EQ(
      nlohmann::json::parse(lines.back()),
      nlohmann::json({{"file", "cnn.h5"}, {"part", "seal"}, {"state", "whole"}, {"where", ""}}));
  EXPECT_EQ(folder.run({"verify"}).exit_code, 2);
}

TEST(VerifyCommand, ReadsTheFirstVersionOfClassifiers) {
  const WorkFolder folder;
  std::filesystem::copy_file(std::string(FILM_REVIEWS) + "/cnn.h5", folder.path() + "/cnn.h5");
  EXPECT_EQ(folder.run({"verify", "cnn.h5"}).exit_code, 0);
  // The name of the tokenizer has no checksum of HDF5's.
  const std::string bytes = folder.read("cnn.h5");
  folder.write("cnn.h5", with_flipped_bit(bytes, bytes.find("sentencepiece")));
  const Outcome outcome = folder.run({"verify", "cnn.h5"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.out, HasSubstr("unreadable\tstrings_sha256: does not hold"));
}

/// Commands that read `file` in every way: none may end by a signal or say more than a line.
void expect_survived(const WorkFolder& folder, const std::vector<std::string>& command,
                     const std::string& program) {
  Surroundings surroundings;
  surroundings.program = program;
  const Outcome outcome = folder.run(command, surroundings);
  EXPECT_TRUE(outcome.exit_code == 0 || outcome.exit_code == 1)
      << command[0] << " " << outcome.exit_code << " " << outcome.signal << outcome.err;
  if (outcome.exit_code == 1) {
    EXPECT_THAT(outcome.err_lines(), SizeIs(1)) << command[0];
  }
}

TEST(VerifyCommand, NoCommandStumblesOverDamage) {
  const WorkFolder folder;
  ASSERT_EQ(train_film_model(folder).exit_code, 0);
  write_paper_classifier(folder);
  const std::string model = folder.read("t2v.h5");
  const std::string cnn = folder.read("cnn.h5");
  folder.write("texts.txt", "최고 영화\n");
  std::mt19937_64 random(31);
  for (int round = 0; round < 8; ++round) {
    const auto damaged = [&](const std::string& bytes) {
      const std::size_t place = random() % bytes.size();
      return round % 4 == 3 ? bytes.substr(0, place) : with_flipped_bit(bytes, place);
    };
    folder.write("t2v.h5", damaged(model));
    folder.write("cnn.h5", damaged(cnn));
    EXPECT_EQ(folder.run({"verify", "t2v.h5"}).exit_code, 1);
    EXPECT_EQ(folder.run({"verify", "cnn.h5"}).exit_code, 1);
    for (const std::vector<std::string>& command :
         std::vector<std::vector<std::string>>{{"analogy", "최악", "-부정", "+긍정"},
                                               {"neighbors", "영화", "--label", "부정"},
                                               {"labels", "영화"},
                                               {"info"},
                                               {"classify", "--file", "texts.txt"}}) {
      expect_survived(folder, command, "");
    }
    expect_survived(folder, {"explain", "-m", "cnn.h5", "최고 영화"}, T2V_ATTRIBUTE_PROGRAM);
  }
}

}  // namespace
}  // namespace t2v::testing
