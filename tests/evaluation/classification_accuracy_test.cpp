#include "evaluation/classification_accuracy.h"

#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <cmath>
#include <string>
#include <vector>

#include "evaluation/heldout_loss.h"
#include "query/small_model.h"
#include "text/tokenizer.h"

namespace t2v {
namespace {

using testing::error_of;

constexpr double kRounding = 1e-6;

/// A document of one word has log n_l + 2 <v_l, u_w>: "최고" makes 긍정 e^2 times more probable,
/// "노잼" 부정. 긍정 has twice the documents of 부정, film:1 more than both.
EmbeddingModel opinions() {
  EmbeddingModel model =
      testing::small_model({{"최고", 9, {1}, {1}}, {"노잼", 8, {1}, {-1}}},
                           {{"film:1", 9, {0}}, {"긍정", 4, {1}}, {"부정", 2, {0}}});
  model.tokenizer = make_tokenizer({}, {});
  return model;
}

ClassificationAccuracy measure(const std::vector<std::uint32_t>& choices, const std::string& corpus,
                               const std::string& labels) {
  const EmbeddingModel model = opinions();
  const TextFile file = TextFile::from_string(labels, "labels.txt");
  return measure_classification(DocumentClassifier(model, choices), model,
                                encode_with_vocabulary(TextFile::from_string(corpus, "corpus.txt"),
                                                       *model.tokenizer, model.words),
                                known_labels(read_labels(file), model).of_document);
}

/// Of 긍정 for a document of 최고 and one of 노잼.
const double kWith = 4 * std::exp(2) / (4 * std::exp(2) + 2);
const double kAgainst = 4 * std::exp(-2) / (4 * std::exp(-2) + 2);

TEST(ClassificationAccuracy, ByHand) {
  // Right, wrong, right, without a known word wrong.
  const auto found = measure({1, 2}, "최고\n노잼\n노잼\n모름\n", "긍정\n긍정\n부정\n부정\n");
  EXPECT_EQ(found.documents, 4U);
  EXPECT_EQ(found.accuracy, 0.5);
  EXPECT_EQ(found.majority, 0.5);
  EXPECT_NEAR(
      found.log_loss,
      -(std::log(kWith) + std::log(kAgainst) + std::log(1 - kAgainst) + std::log(2.0 / 6)) / 4,
      kRounding);
}

TEST(ClassificationAccuracy, UnlabelledDocumentsDoNotCount) {
  // Neither do labels that the model does not know or that are not to be chosen from.
  const auto found = measure({1, 2}, "최고\n최고\n노잼\n노잼\n", "긍정\n\nfilm:1\n슬픔\n");
  EXPECT_EQ(found.documents, 1U);
  EXPECT_EQ(found.accuracy, 1);
  EXPECT_EQ(found.majority, 1);
  EXPECT_NEAR(found.log_loss, -std::log(kWith), kRounding);
}

TEST(ClassificationAccuracy, AnyOfSeveralLabelsIsRight) {
  const auto found = measure({1, 2}, "노잼\n노잼\n노잼\n", "긍정 부정\nfilm:1 부정\n긍정 슬픔\n");
  EXPECT_EQ(found.documents, 3U);
  EXPECT_NEAR(found.accuracy, 2.0 / 3, kRounding);
  EXPECT_NEAR(found.majority, 2.0 / 3, kRounding);
  EXPECT_NEAR(found.log_loss, -(std::log(1 - kAgainst) + std::log(kAgainst)) / 3, kRounding)
      << "both labels together are certain";
}

TEST(ClassificationAccuracy, TheMajorityIsThatOfTrainingAmongTheChoices) {
  // film:1 has the most documents of all three, 부정 the most held-out ones.
  const std::string corpus = "최고\n최고\n노잼\n";
  const std::string labels = "film:1 부정\n부정\n부정\n";
  EXPECT_NEAR(measure({0, 1, 2}, corpus, labels).majority, 1.0 / 3, kRounding);
  EXPECT_EQ(measure({2, 1}, corpus, labels).majority, 0);
  EXPECT_EQ(measure({2, 0}, corpus, labels).majority, 1.0 / 3);
}

TEST(ClassificationAccuracy, NeedsALabelledDocument) {
  EXPECT_EQ(error_of([] {
              measure({1, 2}, "최고\n노잼\n", "\nfilm:1\n");
            }),
            "no held-out document has a label to choose from, expected labels that the model "
            "knows");
}

TEST(ClassificationAccuracy, DoesNotDependOnThreads) {
  std::string corpus;
  std::string labels;
  for (int document = 0; document < 3000; ++document) {
    for (int i = 0; i <= document % 7; ++i) corpus += (document * i) % 3 == 0 ? "최고 " : "노잼 ";
    corpus += "\n";
    labels += document % 5 < 2 ? "긍정\n" : "부정\n";
  }
  const auto with_threads = [&](std::size_t threads) {
    const tbb::global_control control(tbb::global_control::max_allowed_parallelism, threads);
    return measure({1, 2}, corpus, labels).log_loss;
  };
  const double one = with_threads(1);
  EXPECT_GT(one, 0);
  EXPECT_EQ(with_threads(4), one);
}

}  // namespace
}  // namespace t2v
