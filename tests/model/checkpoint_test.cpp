#include "model/checkpoint.h"

#include <H5Cpp.h>
#include <gmock/gmock.h>

#include <random>
#include <string>

#include "model/embedding_file.h"
#include "model/hdf5_writer.h"
#include "model/model_header.h"
#include "model/random_model.h"
#include "model/temporary_folder.h"
#include "text/error.h"

namespace t2v {
namespace {

using ::testing::HasSubstr;

class Checkpoint : public ::testing::Test {
 protected:
  Checkpoint() {
    std::mt19937 random(7);
    model_ = random_model(random, 50, 3, 12);
    model_.options_json = R"({"dim":12,"epochs":9})";
    model_.corpus_sha256 = "c0ffee";
    model_.checkpoint = {.next_turn = (std::uint64_t{1} << 40) + 3,
                         .tokens_done = ~std::uint64_t{0},
                         .labels_sha256 = "1abe1",
                         .lexicon_sha256 = ""};
  }

  TemporaryFolder folder_;
  const std::string path_ = folder_.file("checkpoint.h5");
  EmbeddingModel model_;
};

TEST_F(Checkpoint, TellsWhereTrainingStands) {
  save_embedding(model_, path_);
  const CheckpointOrigin origin = read_checkpoint_origin(path_);
  EXPECT_EQ(origin.record.next_turn, model_.checkpoint->next_turn);
  EXPECT_EQ(origin.record.tokens_done, model_.checkpoint->tokens_done);
  EXPECT_EQ(origin.record.labels_sha256, "1abe1");
  EXPECT_EQ(origin.record.lexicon_sha256, "");
  EXPECT_EQ(origin.options_json, model_.options_json);
  EXPECT_EQ(origin.corpus_sha256, "c0ffee");
  EXPECT_EQ(origin.tokenizer->name(), model_.tokenizer->name());
  EXPECT_EQ(origin.tokenizer->model_bytes(), model_.tokenizer->model_bytes());

  const TrainingState state =
      load_training_state(path_, origin.record, model_.words, model_.labels);
  EXPECT_EQ(state.next_turn, origin.record.next_turn);
  EXPECT_EQ(state.tokens_done, origin.record.tokens_done);
  EXPECT_EQ(vectors_sha256(state.vectors), vectors_sha256(model_.vectors));
}

TEST_F(Checkpoint, OfSeveralProcessesTellsWhereEachStands) {
  model_.checkpoint->turns_of_ranks = {7, 0, std::uint64_t{1} << 50};
  save_embedding(model_, path_);
  const CheckpointOrigin origin = read_checkpoint_origin(path_);
  EXPECT_EQ(origin.record.turns_of_ranks, model_.checkpoint->turns_of_ranks);
  EXPECT_EQ(load_training_state(path_, origin.record, model_.words, model_.labels).turns_of_ranks,
            model_.checkpoint->turns_of_ranks);
}

TEST_F(Checkpoint, IsAModelLikeOthers) {
  save_embedding(model_, path_);
  expect_same(load_embedding(path_), model_);
  EXPECT_FALSE(load_embedding(path_).checkpoint.has_value());
}

TEST_F(Checkpoint, FinishedModelsAreNone) {
  model_.checkpoint.reset();
  save_embedding(model_, path_);
  EXPECT_EQ(message_of<Error>([&] { read_checkpoint_origin(path_); }),
            path_ + ": is a finished model, expected a checkpoint of its training");
  EXPECT_THAT(message_of<Error>([&] { read_checkpoint_origin(folder_.file("none.h5")); }),
              HasSubstr("none.h5"));
}

TEST_F(Checkpoint, OtherWordsOrLabelsAreRefused) {
  save_embedding(model_, path_);
  const auto load = [&](const Vocabulary& words, const Vocabulary& labels) {
    return message_of<Error>(
        [&] { load_training_state(path_, *model_.checkpoint, words, labels); });
  };
  std::vector<Vocabulary::Entry> entries = model_.words.entries();
  entries.back().count += 1;
  EXPECT_EQ(load(Vocabulary::from_ordered(entries), model_.labels),
            path_ +
                ": its 50 words are not the 50 found now in the same text, expected the "
                "version of t2v that made it");
  entries = model_.labels.entries();
  entries.pop_back();
  EXPECT_EQ(load(model_.words, Vocabulary::from_ordered(entries)),
            path_ +
                ": its 3 labels are not the 2 found now in the same text, expected the "
                "version of t2v that made it");
}

TEST_F(Checkpoint, ARecordThatIsNoneIsRefused) {
  for (
      const std::string record :
      {"", "{", "[]", R"({"next_turn":1})",
       R"({"next_turn":-1.5,"tokens_done":"2","labels_sha256":"","lexicon_sha256":""})",
       R"({"next_turn":1,"tokens_done":2,"turns_of_ranks":3,"labels_sha256":"","lexicon_sha256":""})",
       R"({"next_turn":1,"tokens_done":2,"turns_of_ranks":[-1],"labels_sha256":"","lexicon_sha256":""})"}) {
    {
      ReplacementFile replacement(path_);
      Hdf5Writer file(replacement);
      write_header(file, kEmbeddingFormat, "test", 12);
      file.create_group("/train_state");
      file.write_bytes("/train_state/record", record);
      file.write_attribute("complete", std::uint32_t{1});
      file.close();
      replacement.commit();
    }
    EXPECT_EQ(
        message_of<Error>([&] { read_checkpoint_origin(path_); }),
        path_ + ": /train_state/record: a JSON object with the state of training was expected")
        << record;
  }
}

TEST_F(Checkpoint, TheSameModelGivesTheSameBytes) {
  save_embedding(model_, path_);
  save_embedding(model_, folder_.file("again.h5"));
  EXPECT_TRUE(read_file(path_) == read_file(folder_.file("again.h5")));
  // Two writes within a second would not tell.
  const H5::H5File file(path_, H5F_ACC_RDONLY);
  for (const char* name : {"/", "/words", "/words/input", "/labels/count", "/tokenizer/name",
                           "/train_state", "/train_state/record"}) {
    H5O_info_t info = {};
    ASSERT_GE(H5Oget_info_by_name2(file.getId(), name, &info, H5O_INFO_TIME, H5P_DEFAULT), 0);
    EXPECT_EQ(info.ctime, 0) << name;
    EXPECT_EQ(info.mtime, 0) << name;
  }
}

}  // namespace
}  // namespace t2v
