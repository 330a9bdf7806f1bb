#include "evaluation/heldout_loss.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <cmath>
#include <string>

#include "embedding/random.h"
#include "query/small_model.h"

namespace t2v {
namespace {

using ::testing::ElementsAre;
using testing::error_of;
using ::testing::HasSubstr;

constexpr const char* kOptions =
    R"("window":1,"negative":2,"subsample":0,"sampling-exponent":0.5,"label-weight":3.0)";

/// Two words, so that the noise of each is the other one; counts 16 and 4.
EmbeddingModel two_words(const std::string& objective) {
  EmbeddingModel model =
      testing::small_model({{"a", 16, {1, 0}, {0.5F, 0.25F}}, {"b", 4, {0, 2}, {-1, 0.75F}}},
                           {{"긍정", 5, {1, 1}}, {"부정", 3, {2, -1}}});
  model.tokenizer = make_tokenizer({}, {});
  model.options_json = std::string("{") + kOptions + R"(,"objective":")" + objective + "\"}";
  return model;
}

HeldoutLoss measure(const EmbeddingModel& model, const std::string& corpus,
                    const std::string& labels, std::uint64_t seed = 1) {
  const Corpus encoded = encode_with_vocabulary(TextFile::from_string(corpus, "corpus.txt"),
                                                *model.tokenizer, model.words);
  if (labels.empty()) return heldout_loss(model, encoded, {}, seed);
  const TextFile file = TextFile::from_string(labels, "labels.txt");
  return heldout_loss(model, encoded, known_labels(read_labels(file), model).of_document, seed);
}

/// -log s(there) - 2 log s(-noise)
double loss(double there, double noise) {
  return std::log1p(std::exp(-there)) + 2 * std::log1p(std::exp(noise));
}

TEST(HeldoutLoss, OfWordsByHand) {
  const HeldoutLoss found = measure(two_words("independent"), "a b\nb 모름\n", "");
  EXPECT_EQ(found.documents, 2U);
  EXPECT_EQ(found.labelled_documents, 0U);
  EXPECT_EQ(found.words.pairs, 2U);
  // <a, out a> = 0.5, <a, out b> = -1; <b, out a> = 0.5, <b, out b> = 1.5.
  EXPECT_NEAR(found.words.sum, loss(-1, 0.5) + loss(0.5, 1.5), 1e-6);
  EXPECT_EQ(found.labels.pairs, 0U);
}

TEST(HeldoutLoss, IndependentObjectiveMultipliesPredictions) {
  const HeldoutLoss found = measure(two_words("independent"), "a b\na b\n", "긍정 부정\n\n");
  EXPECT_EQ(found.words.pairs, 4U);
  EXPECT_EQ(found.labelled_documents, 1U);
  EXPECT_EQ(found.labelled_words.pairs, 2U);
  EXPECT_NEAR(found.labelled_words.sum, loss(-1, 0.5) + loss(0.5, 1.5), 1e-6);
  // <긍정, out a> = 0.75, <긍정, out b> = -0.25; <부정, out a> = 0.75, <부정, out b> = -2.75.
  EXPECT_EQ(found.labels.pairs, 2U);
  EXPECT_NEAR(found.labels.sum,
              (loss(-0.25, 0.75) + loss(-2.75, 0.75) + loss(0.75, -0.25) + loss(0.75, -2.75)) / 2,
              1e-6);
  // p: 16/20 and 4/20; q: 4/6 and 2/6, by the square roots of the counts.
  const double prior_a = std::log(0.8 / (2 * 4.0 / 6));
  const double prior_b = std::log(0.2 / (2 * 2.0 / 6));
  const double label_a = 0.75 - prior_a;
  const double label_b = -1.5 - prior_b;
  EXPECT_EQ(found.both.pairs, 2U);
  EXPECT_NEAR(found.both.sum,
              loss(-1 + label_b, 0.5 + label_a) + loss(0.5 + label_a, 1.5 + label_b), 1e-6);
}

TEST(HeldoutLoss, JointObjectiveAddsVectors) {
  const HeldoutLoss found = measure(two_words("joint"), "a b\n", "부정 긍정\n");
  // 3 * mean: (4.5, 0); with out a 2.25, with out b -4.5. Labels alone: beside them the mean over
  // 16 and 4 words, (0.8, 0.4); with out a 0.5, with out b -0.5.
  EXPECT_NEAR(found.labels.sum, loss(-4.5 - 0.5, 2.25 + 0.5) + loss(2.25 + 0.5, -4.5 - 0.5), 1e-6);
  EXPECT_NEAR(found.both.sum, loss(-1 - 4.5, 0.5 + 2.25) + loss(0.5 + 2.25, 1.5 - 4.5), 1e-6);
  // Words alone: 3 * mean over 5 and 3 documents, (4.125, 0.75); with out a 2.25, with out b
  // -3.5625.
  EXPECT_NEAR(found.words.sum, loss(-1 - 3.5625, 0.5 + 2.25) + loss(0.5 + 2.25, 1.5 - 3.5625),
              1e-6);
}

// What is common to all words may stand in their vectors or in those of labels: training cannot
// tell, nor may the loss.
TEST(HeldoutLoss, DoesNotAskWhereWhatIsCommonStands) {
  EmbeddingModel model = two_words("joint");
  const HeldoutLoss before = measure(model, "a b\n", "부정\n");
  const float label_weight = 3;
  for (std::size_t i = 0; i < 2; ++i) {
    const float common = i == 0 ? 0.75F : -1.5F;
    for (std::size_t row = 0; row < 2; ++row) {
      model.vectors.word_input.row(row)[i] += common;
      model.vectors.label_input.row(row)[i] -= common / label_weight;
    }
  }
  const HeldoutLoss after = measure(model, "a b\n", "부정\n");
  EXPECT_NEAR(after.words.sum, before.words.sum, 1e-6);
  EXPECT_NEAR(after.labels.sum, before.labels.sum, 1e-6);
  EXPECT_NEAR(after.both.sum, before.both.sum, 1e-6);
}

TEST(HeldoutLoss, LabelsUnknownToTheModelArePassedOver) {
  const TextFile file = TextFile::from_string("부정 슬픔\n\n기쁨\n", "labels.txt");
  const KnownLabels known = known_labels(read_labels(file), two_words("joint"));
  EXPECT_THAT(known.unknown, ElementsAre("기쁨", "슬픔"));
  ASSERT_EQ(known.of_document.size(), 3U);
  EXPECT_THAT(known.of_document[0], ElementsAre(1U));
  EXPECT_TRUE(known.of_document[1].empty());
  EXPECT_TRUE(known.of_document[2].empty());
}

TEST(HeldoutLoss, NeedsTwoNeighbouringWords) {
  EXPECT_THAT(error_of([] { measure(two_words("joint"), "a\nb 모름\n", "긍정\n긍정\n"); }),
              HasSubstr("no two neighbouring words of the model"));
}

TEST(HeldoutLoss, DependsOnTheSeedAloneNotOnThreads) {
  std::vector<testing::Key> words;
  words.reserve(20);
  Random random(5);
  for (int i = 0; i < 20; ++i) {
    words.push_back({"w" + std::to_string(i),
                     static_cast<std::uint64_t>(100 - i),
                     {random.uniform(), random.uniform()},
                     {random.uniform(), random.uniform()}});
  }
  EmbeddingModel model = testing::small_model(words, {{"긍정", 5, {1, 1}}});
  model.tokenizer = make_tokenizer({}, {});
  std::string corpus;
  std::string labels;
  for (int document = 0; document < 2000; ++document) {
    for (int i = 0; i < 8; ++i) corpus += "w" + std::to_string(random.below(20)) + " ";
    corpus += "\n";
    labels += document % 3 == 0 ? "\n" : "긍정\n";
  }
  const auto with_threads = [&](std::size_t threads, std::uint64_t seed) {
    const tbb::global_control control(tbb::global_control::max_allowed_parallelism, threads);
    return measure(model, corpus, labels, seed).both.sum;
  };
  const double one = with_threads(1, 1);
  EXPECT_EQ(with_threads(4, 1), one);
  EXPECT_NE(with_threads(1, 2), one);
}

}  // namespace
}  // namespace t2v
