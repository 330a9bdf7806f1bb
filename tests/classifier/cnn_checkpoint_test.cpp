#include "classifier/cnn_checkpoint.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "classifier/cnn_file.h"
#include "classifier/cnn_training.h"
#include "embedding/random.h"
#include "model/hdf5_writer.h"
#include "model/temporary_folder.h"
#include "model/verification.h"
#include "text/error.h"

namespace t2v {
namespace {

using ::testing::HasSubstr;

constexpr std::uint32_t kWords = 30;
constexpr std::size_t kDocuments = 400;

/// Documents of five random words; those with a word of the first ten have label 1.
CnnCorpus random_corpus() {
  Random random(9);
  CnnCorpus corpus;
  corpus.offsets = {0};
  for (std::size_t document = 0; document < kDocuments; ++document) {
    std::uint32_t label = 0;
    for (int i = 0; i < 5; ++i) {
      corpus.rows.push_back(kFirstWordRow + random.below(kWords));
      if (corpus.rows.back() < kFirstWordRow + 10) label = 1;
    }
    corpus.offsets.push_back(corpus.rows.size());
    corpus.labels.append(std::vector<std::uint32_t>{label});
  }
  return corpus;
}

CnnTrainingOptions small_options() {
  CnnTrainingOptions options;
  options.dim = 6;
  options.filters = 5;
  options.widths = {1, 3};
  options.epochs = 4;
  options.batch = 64;
  options.learning_rate = 0.02;
  options.held_out = 0.25;  // 300 documents are trained on, in five batches
  options.patience = 4;
  return options;
}

TextCnn first_network() {
  return initial_text_cnn({.words = kWords, .dim = 6, .labels = 2, .filters = 5, .widths = {1, 3}},
                          3);
}

CnnModel model_of_corpus() {
  std::vector<Vocabulary::Entry> words;
  for (std::uint32_t word = 0; word < kWords; ++word) {
    words.push_back({"최악" + std::to_string(word), kWords - word});
  }
  CnnModel model;
  model.words = Vocabulary::from_ordered(std::move(words));
  model.labels = Vocabulary::from_ordered({{"부정", 5}, {"긍정", 4}});
  model.tokenizer = restore_tokenizer("unicode", "");
  model.options_json = R"({"dim":6})";
  model.corpus_sha256 = std::string(64, 'c');
  return model;
}

void expect_same(const Matrix& a, const Matrix& b) {
  ASSERT_EQ(a.rows(), b.rows());
  for (std::size_t row = 0; row < a.rows(); ++row) {
    ASSERT_TRUE(std::ranges::equal(a.vector(row), b.vector(row))) << "row " << row;
  }
}

void expect_same(const TextCnn& a, const TextCnn& b) {
  EXPECT_EQ(a.shape, b.shape);
  expect_same(a.embedding, b.embedding);
  expect_same(a.taps, b.taps);
  expect_same(a.output, b.output);
  EXPECT_EQ(a.bias, b.bias);
  EXPECT_EQ(a.output_bias, b.output_bias);
}

void expect_same(const CnnTrainingResult& a, const CnnTrainingResult& b) {
  expect_same(a.network, b.network);
  EXPECT_EQ(a.epoch, b.epoch);
  EXPECT_EQ(a.held_out, b.held_out);
}

class CnnCheckpointTest : public ::testing::Test {
 protected:
  CnnTrainingResult train(CnnTrainingControl control) const {
    return train_cnn(first_network(), corpus_, false, options_, std::move(control));
  }

  /// The state when training was asked to stop before batch number `batch` (from 0).
  CnnTrainingState stopped_before(int batch) const {
    std::optional<CnnTrainingState> kept;
    CnnTrainingControl control;
    control.stop_asked = [&batch] { return batch-- == 0; };
    control.checkpoint = [&](const CnnTrainingState& state) { kept = state; };
    EXPECT_THROW(train(std::move(control)), TrainingStopped);
    return std::move(*kept);
  }

  CnnTrainingResult gone_on_from(CnnTrainingState state) const {
    CnnTrainingControl control;
    control.start = std::move(state);
    return train(std::move(control));
  }

  CnnCorpus corpus_ = random_corpus();
  CnnTrainingOptions options_ = small_options();
};

TEST_F(CnnCheckpointTest, GoingOnEndsWhereAnUninterruptedRunEnds) {
  const CnnTrainingResult whole = train({});
  for (const int batch : {0, 1, 4, 5, 7, 15, 19}) {
    SCOPED_TRACE(batch);
    const CnnTrainingState state = stopped_before(batch);
    EXPECT_EQ(state.epoch, 1U + static_cast<std::uint32_t>(batch) / 5);
    EXPECT_EQ(state.documents, static_cast<std::uint64_t>(batch) % 5 * 64);
    expect_same(gone_on_from(state), whole);
  }
}

TEST_F(CnnCheckpointTest, TheFileBringsTheStateBack) {
  const TemporaryFolder folder;
  const CnnTrainingResult whole = train({});
  CnnModel model = model_of_corpus();
  for (const int batch : {2, 12}) {
    const CnnTrainingState state = stopped_before(batch);
    save_cnn_checkpoint(model, state, "of the labels", folder.file("c.h5"));
    EXPECT_TRUE(verify_file(folder.file("c.h5")).is_whole());
    const CnnCheckpointOrigin origin = read_cnn_checkpoint_origin(folder.file("c.h5"));
    EXPECT_EQ(origin.labels_sha256, "of the labels");
    EXPECT_EQ(origin.corpus_sha256, model.corpus_sha256);
    EXPECT_EQ(origin.options_json, model.options_json);
    EXPECT_EQ(origin.tokenizer->name(), "unicode");
    expect_same(
        gone_on_from(load_cnn_training_state(folder.file("c.h5"), model.words, model.labels)),
        whole);
    const CnnModel shown = load_cnn(folder.file("c.h5"));
    expect_same(shown.network, batch == 2 ? state.network : state.best);
    EXPECT_EQ(shown.epochs_done, state.best_epoch);
  }
}

TEST_F(CnnCheckpointTest, CheckpointsAreMadeAsOftenAsAsked) {
  std::vector<std::uint64_t> documents;
  CnnTrainingControl control;
  control.checkpoint_interval = {.seconds = 0, .share = 0.25};
  control.checkpoint = [&](const CnnTrainingState& state) {
    documents.push_back((state.epoch - 1) * 300 + state.documents);
  };
  const CnnTrainingResult with = train(std::move(control));
  // One that becomes due while the last is being written is left out.
  ASSERT_FALSE(documents.empty());
  EXPECT_EQ(documents[0], 300U);
  EXPECT_THAT(documents, ::testing::Each(::testing::AnyOf(300U, 600U, 900U)));
  expect_same(with, train({}));
}

TEST_F(CnnCheckpointTest, RefusesWhatIsNoStateOfThisTraining) {
  const CnnTrainingState state = stopped_before(7);
  const auto refused = [&](auto change) {
    CnnTrainingState changed = state;
    change(changed);
    EXPECT_EQ(message_of<Error>([&] { gone_on_from(changed); }),
              "the state to go on from is not one of this corpus and options");
  };
  refused([](auto& changed) { changed.documents = 65; });
  refused([](auto& changed) { changed.documents = 64 * 20; });
  refused([](auto& changed) { changed.epoch = 0; });
  refused([](auto& changed) { changed.best_epoch = 2; });
  refused([](auto& changed) { changed.network.shape.filters = 6; });
}

TEST_F(CnnCheckpointTest, RefusesFilesThatAreNoCheckpointOfThisCorpus) {
  const TemporaryFolder folder;
  const std::string path = folder.file("c.h5");
  CnnModel model = model_of_corpus();
  model.network = first_network();
  save_cnn(model, path);
  EXPECT_EQ(message_of<Error>([&] { read_cnn_checkpoint_origin(path); }),
            path + ": is a finished classifier, expected a checkpoint of its training");
  save_cnn_checkpoint(model, stopped_before(2), "", path);
  const auto fewer = Vocabulary::from_ordered({{"부정", 5}});
  EXPECT_THAT(message_of<Error>([&] { load_cnn_training_state(path, model.words, fewer); }),
              HasSubstr("its 2 labels are not the 1 found now"));
  EXPECT_THAT(message_of<Error>([&] { load_cnn_training_state(path, fewer, model.labels); }),
              HasSubstr("its 30 words are not the 1 found now"));
  save_cnn(model, path, [](Hdf5Writer& file) {
    file.create_group("/train_state");
    file.write_bytes("/train_state/record", "{}");
  });
  EXPECT_EQ(message_of<Error>([&] { read_cnn_checkpoint_origin(path); }),
            path + ": /train_state/record: a JSON object with the state of training was expected");
}

}  // namespace
}  // namespace t2v
