#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "commands/continued_training.h"
#include "commands/work_folder.h"
#include "model/embedding_file.h"

namespace t2v::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;
using Json = nlohmann::json;

using Arguments = std::vector<std::string>;

std::uint32_t id(const Vocabulary& keys, std::string_view key) {
  return keys.id(key).value();
}

/// Documents of a word by the names of their labels.
std::map<std::string, std::uint32_t> labels_of(const EmbeddingModel& model, std::string_view word) {
  std::map<std::string, std::uint32_t> labels;
  for (const auto& [label, documents] : model.counts.of_word(id(model.words, word))) {
    labels[std::string(model.labels.key(label))] = documents;
  }
  return labels;
}

double largest_difference(std::span<const float> a, std::span<const float> b) {
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    largest = std::max(largest, std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i])));
  }
  return largest;
}

/// How far the vectors of the old words and labels have moved, at most.
double largest_move(const EmbeddingModel& before, const EmbeddingModel& after) {
  double largest = 0;
  for (std::uint32_t word = 0; word < before.words.size(); ++word) {
    const std::uint32_t now = id(after.words, before.words.key(word));
    largest = std::max({largest,
                        largest_difference(before.vectors.word_input.vector(word),
                                           after.vectors.word_input.vector(now)),
                        largest_difference(before.vectors.word_output.vector(word),
                                           after.vectors.word_output.vector(now))});
  }
  for (std::uint32_t label = 0; label < before.labels.size(); ++label) {
    const std::uint32_t now = id(after.labels, before.labels.key(label));
    largest = std::max(largest, largest_difference(before.vectors.label_input.vector(label),
                                                   after.vectors.label_input.vector(now)));
  }
  return largest;
}

TEST_F(ContinuedTraining, NewWordsAndLabelsJoin) {
  const Outcome outcome = train({"more.txt", "more-labels.txt", "--init", "old.h5"});
  EXPECT_THAT(outcome.err, HasSubstr("going on from old.h5 with 28 words and 2 labels; 3 words and "
                                     "1 label are new; counts are of all text"));
  const EmbeddingModel old = load("old.h5");
  const EmbeddingModel model = load("t2v.h5");
  EXPECT_EQ(model.words.size(), 31U);
  EXPECT_EQ(model.words.count(id(model.words, "신작")), 60U);
  EXPECT_EQ(model.words.count(id(model.words, "영화")), 3064U);
  EXPECT_EQ(model.words.count(id(model.words, "꿀잼")), old.words.count(id(old.words, "꿀잼")));
  EXPECT_FALSE(model.words.id("드문")) << "4 times, of 5 that are asked for";
  EXPECT_THAT(lines_of(folder_.run({"labels"}).out),
              ElementsAre("긍정\t2020", "부정\t1020", "중립\t20"));
}

TEST_F(ContinuedTraining, CountsOfWordsAndLabelsAreOfAllText) {
  train({"more.txt", "more-labels.txt", "--init", "old.h5"});
  const EmbeddingModel old = load("old.h5");
  const EmbeddingModel model = load("t2v.h5");
  EXPECT_EQ(labels_of(model, "신작"),
            (std::map<std::string, std::uint32_t>{{"긍정", 20}, {"부정", 20}, {"중립", 20}}));
  EXPECT_EQ(labels_of(model, "꿀잼"), labels_of(old, "꿀잼"));
  auto expected = labels_of(old, "환불");
  expected["부정"] += 20;
  EXPECT_EQ(labels_of(model, "환불"), expected);
  EXPECT_EQ(model.counts.documents(id(model.words, "영화")), 3064U);
}

TEST_F(ContinuedTraining, BeginsWithTheVectorsOfTheModel) {
  const EmbeddingModel old = load("old.h5");
  go_on({"more.txt", "more-labels.txt", "--lr", "1e-9", "-o", "start.h5"});
  EXPECT_LT(largest_move(old, load("start.h5")), 1e-6);
  go_on({"more.txt", "more-labels.txt", "-o", "new.h5"});
  EXPECT_GT(largest_move(old, load("new.h5")), 1e-2);
}

TEST_F(ContinuedTraining, LearnsWhatIsNewAndKeepsWhatIsNot) {
  go_on({"more.txt", "more-labels.txt", "--epochs", "50", "-o", "new.h5"});
  const auto ask = [&](Arguments question) {
    for (const char* more : {"-m", "new.h5", "--top", "1"}) question.emplace_back(more);
    return folder_.run(question).out;
  };
  EXPECT_THAT(ask({"labels", "그럭저럭"}), StartsWith("중립\t"));
  EXPECT_THAT(ask({"labels", "추천"}), StartsWith("긍정\t")) << "not in the new text";
  EXPECT_THAT(ask({"labels", "실망"}), StartsWith("부정\t")) << "not in the new text";
}

TEST_F(ContinuedTraining, TellsWhatItBeganFrom) {
  const std::string old = vectors_of("old.h5");
  go_on({"more.txt", "more-labels.txt", "--epochs", "3"});
  const Json told = info("t2v.h5");
  EXPECT_EQ(told.at("options").at("init"), "old.h5");
  EXPECT_EQ(told.at("options").at("init-vectors-sha256"), old);
  EXPECT_EQ(told.at("options").at("epochs"), 3);
  EXPECT_EQ(told.at("options").at("dim"), 24);
  EXPECT_EQ(told.at("tokens"), info("old.h5").at("tokens").get<int>() + 60 + 64 + 20 * 7);
  EXPECT_NE(told.at("corpus_sha256"), info("old.h5").at("corpus_sha256"));
  EXPECT_FALSE(info("old.h5").at("options").contains("init"));
}

TEST_F(ContinuedTraining, OneThreadGivesTheSameVectorsAgain) {
  go_on({"more.txt", "more-labels.txt", "-o", "one.h5"});
  go_on({"more.txt", "more-labels.txt", "-o", "two.h5"});
  EXPECT_EQ(vectors_of("one.h5"), vectors_of("two.h5"));
  go_on({"more.txt", "more-labels.txt", "-o", "limit.h5", "--memory-limit", "100M"});
  EXPECT_EQ(vectors_of("limit.h5"), vectors_of("one.h5"));
  // A model in the place of the one it began from, which is read to its end before.
  go_on({"more.txt", "more-labels.txt", "-o", "old.h5"});
  EXPECT_EQ(vectors_of("old.h5"), vectors_of("one.h5"));
}

TEST_F(ContinuedTraining, CacheIsOfTheTextAndTheModelsWords) {
  const Arguments files{"more.txt", "more-labels.txt", "--cache", "c"};
  const auto with_cache = [&](const std::string& output) {
    Arguments arguments = files;
    arguments.insert(arguments.end(), {"-o", output});
    return go_on(arguments);
  };
  go_on({"more.txt", "more-labels.txt", "-o", "plain.h5"});
  train(files);  // not going on from any model
  EXPECT_THAT(with_cache("one.h5"), HasSubstr("c is of another text, of other options"));
  EXPECT_THAT(with_cache("two.h5"), IsEmpty());
  EXPECT_EQ(vectors_of("one.h5"), vectors_of("plain.h5"));
  EXPECT_EQ(vectors_of("two.h5"), vectors_of("plain.h5"));
  with_cache("old.h5");
  EXPECT_THAT(with_cache("new.h5"), HasSubstr("c is of another text, of other options"));
}

TEST_F(ContinuedTraining, MaxVocabDropsNoOldWord) {
  go_on({"more.txt", "--max-vocab", "29"});
  const EmbeddingModel model = load("t2v.h5");
  EXPECT_EQ(model.words.size(), 29U);
  EXPECT_TRUE(model.words.id("신작")) << "the most frequent of the new ones";
  go_on({"more.txt", "--max-vocab", "5"});
  EXPECT_EQ(load("t2v.h5").words.size(), 28U);
}

TEST_F(ContinuedTraining, LabelsMayComeLaterOrBeLeftOut) {
  train({"corpus.txt", "-o", "words.h5"});
  train({"more.txt", "more-labels.txt", "--init", "words.h5", "-o", "labelled.h5"});
  EXPECT_THAT(lines_of(folder_.run({"labels", "-m", "labelled.h5"}).out),
              ElementsAre("긍정\t20", "부정\t20", "중립\t20"));
  go_on({"more.txt", "-o", "unlabelled.h5"});
  const EmbeddingModel old = load("old.h5");
  const EmbeddingModel model = load("unlabelled.h5");
  EXPECT_THAT(lines_of(folder_.run({"labels", "-m", "unlabelled.h5"}).out),
              ElementsAre("긍정\t2000", "부정\t1000"));
  for (std::uint32_t label = 0; label < 2; ++label) {
    EXPECT_EQ(largest_difference(old.vectors.label_input.vector(label),
                                 model.vectors.label_input.vector(label)),
              0.0);
  }
}

TEST_F(ContinuedTraining, LexiconLabelsOldAndNewWords) {
  folder_.write("lexicon.tsv", "신작\t새말\n추천\t긍정\n");
  EXPECT_THAT(go_on({"more.txt", "--word-labels", "lexicon.tsv"}), IsEmpty());
  EXPECT_THAT(lines_of(folder_.run({"labels"}).out),
              ElementsAre("긍정\t2000", "부정\t1000", "새말\t0"));
}

TEST_F(ContinuedTraining, TokenizerIsTheModels) {
  train({"corpus.txt", "--tokenizer", "characters", "-o", "old.h5"});
  EXPECT_THAT(go_on({"more.txt"}), IsEmpty());
  EXPECT_EQ(info("t2v.h5").at("tokenizer"), "characters");
  EXPECT_EQ(info("t2v.h5").at("options").at("tokenizer"), "characters");
  EXPECT_TRUE(load("t2v.h5").words.id("작"));
  EXPECT_THAT(go_on({"more.txt", "--tokenizer", "characters"}), IsEmpty());
}

TEST_F(ContinuedTraining, SentencePieceModelIsNotTrainedAnew) {
  train({"corpus.txt", "--tokenizer", "sentencepiece", "--sentencepiece-vocab", "60", "-o",
         "old.h5"});
  const Outcome outcome = train({"more.txt", "--init", "old.h5", "--cache", "c"});
  EXPECT_THAT(outcome.err, Not(HasSubstr("training a SentencePiece model")));
  const EmbeddingModel old = load("old.h5");
  EXPECT_EQ(load("t2v.h5").tokenizer->model_bytes(), old.tokenizer->model_bytes());
  EXPECT_FALSE(info("t2v.h5").at("options").contains("sentencepiece-vocab"));
  const std::string vectors = vectors_of("t2v.h5");
  folder_.write("same.model", std::string(old.tokenizer->model_bytes()));
  EXPECT_THAT(go_on({"more.txt", "--tokenizer", "sentencepiece", "--sentencepiece-model",
                     "same.model", "--cache", "c"}),
              IsEmpty());
  EXPECT_EQ(vectors_of("t2v.h5"), vectors);
  // A model that comes from a file is told by that file as well.
  const Arguments from_file{"--tokenizer", "sentencepiece", "--sentencepiece-model", "same.model"};
  Arguments arguments{"corpus.txt", "-o", "old.h5"};
  arguments.insert(arguments.end(), from_file.begin(), from_file.end());
  train(arguments);
  arguments = {"more.txt"};
  arguments.insert(arguments.end(), from_file.begin(), from_file.end());
  EXPECT_THAT(go_on(arguments), IsEmpty());
}

TEST_F(ContinuedTraining, DocumentsOfTheModelAreLeftOut) {
  train({"corpus.txt", "labels.txt", "--documents", "-o", "old.h5"});
  EXPECT_THAT(go_on({"more.txt", "more-labels.txt"}),
              HasSubstr("old.h5: its vectors of 3000 documents are left out, as they belong to the "
                        "earlier text"));
  EXPECT_EQ(info("t2v.h5").at("documents"), 0);
  go_on({"more.txt", "more-labels.txt", "--documents"});
  EXPECT_EQ(info("t2v.h5").at("documents"), 64);
}

TEST_F(ContinuedTraining, SaysThatTheObjectiveIsAnother) {
  EXPECT_THAT(go_on({"more.txt", "more-labels.txt", "--objective", "independent"}),
              HasSubstr("old.h5: was trained with --objective joint, this training has --objective "
                        "independent"));
}

TEST_F(ContinuedTraining, DryRunCountsTheUnion) {
  const auto before = folder_.names();
  const Outcome outcome = train({"more.txt", "--init", "old.h5", "--dry-run"});
  EXPECT_THAT(outcome.out, HasSubstr("words\t31\n"));
  EXPECT_THAT(outcome.out, HasSubstr("documents\t64\n"));
  EXPECT_EQ(folder_.names(), before);
}

TEST_F(ContinuedTraining, ResumedFromACheckpointGivesTheSameFile) {
  go_on({"more.txt", "more-labels.txt", "-o", "whole.h5", "--checkpoint", "c.h5",
         "--checkpoint-every", "25%"});
  ASSERT_TRUE(folder_.has("c.h5"));
  const auto resume = [&](const Arguments& more) {
    Arguments arguments{"train", "more.txt", "more-labels.txt", "--resume",
                        "c.h5",  "-o",       "resumed.h5",      "--quiet"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return folder_.run(arguments);
  };
  const Outcome outcome = resume({});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_TRUE(folder_.read("resumed.h5") == folder_.read("whole.h5"));
  folder_.write("moved.h5", folder_.read("old.h5"));
  EXPECT_EQ(resume({"--init", "moved.h5"}).exit_code, 0);
  EXPECT_TRUE(folder_.read("resumed.h5") == folder_.read("whole.h5"));

  const Outcome other = resume({"--init", "whole.h5"});
  EXPECT_EQ(other.exit_code, 1);
  EXPECT_THAT(other.err_lines(), ElementsAre(HasSubstr("whole.h5: is not the model that the "
                                                       "training of c.h5 began from")));
  train({"more.txt", "more-labels.txt", "--checkpoint", "c.h5", "--checkpoint-every", "25%"});
  EXPECT_THAT(resume({"--init", "old.h5"}).err_lines(),
              ElementsAre(HasSubstr("old.h5: is not the model that the training of c.h5 began "
                                    "from")));
}

}  // namespace
}  // namespace t2v::testing
