#include "classifier/classifier.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <thread>
#include <vector>

#include "classifier/pretrained_embedding.h"

namespace t2v {
namespace {

/// Two words of one coordinate, 좋다 = 2 and 나쁘다 = -1, padding 0.5, unknown 0; one filter of
/// width 2 with taps 1 and -1, bias 0.25; logits 1 - h and 3 h.
CnnModel small_model() {
  CnnModel model;
  model.words = Vocabulary::from_ordered({{"좋다", 3}, {"나쁘다", 2}});
  model.labels = Vocabulary::from_ordered({{"부정", 1}, {"긍정", 1}});
  model.tokenizer = make_tokenizer({}, {});
  model.network = TextCnn({.words = 2, .dim = 1, .labels = 2, .filters = 1, .widths = {2}});
  TextCnn& network = model.network;
  network.embedding.row(kPaddingRow)[0] = 0.5F;
  network.embedding.row(kFirstWordRow)[0] = 2;
  network.embedding.row(kFirstWordRow + 1)[0] = -1;
  network.taps.row(0)[0] = 1;
  network.taps.row(network.shape.column(0, 1))[0] = -1;
  network.bias[0] = 0.25F;
  network.output.row(0)[0] = -1;
  network.output.row(1)[0] = 3;
  network.output_bias = {1, 0};
  return model;
}

TEST(Classifier, ForwardByHand) {
  const Classifier classifier(small_model());
  const EncodedText text = classifier.encode("나쁘다 좋다  나쁘다");
  const ForwardPass pass = classifier.forward(text.rows);
  // Windows: -1 - 2 and 2 + 1, with the bias 3.25.
  EXPECT_EQ(pass.tokens, 3U);
  EXPECT_FLOAT_EQ(pass.activation[0], 3.25F);
  EXPECT_EQ(pass.window[0], 1U);
  EXPECT_FLOAT_EQ(pass.logits[0], -2.25F);
  EXPECT_FLOAT_EQ(pass.logits[1], 9.75F);
  EXPECT_NEAR(classifier.probabilities(pass.logits)[0], 1 / (1 + std::exp(12.0)), 1e-9);
}

TEST(Classifier, ShortAndEmptyTextsArePadded) {
  const Classifier classifier(small_model());
  const ForwardPass one = classifier.forward(classifier.encode("좋다").rows);
  EXPECT_EQ(one.positions(), 2U);
  EXPECT_EQ(one.tokens, 1U);
  EXPECT_FLOAT_EQ(one.activation[0], 2 - 0.5F + 0.25F);
  const ForwardPass none = classifier.forward(classifier.encode("").rows);
  EXPECT_EQ(none.tokens, 0U);
  EXPECT_FLOAT_EQ(none.activation[0], 0.25F);
}

TEST(Classifier, KnowsUnknownWordsAndWhereWordsStand) {
  const Classifier classifier(small_model());
  const EncodedText text = classifier.encode("ㅋㅋ\n좋다");
  EXPECT_EQ(text.rows, (std::vector<std::uint32_t>{kUnknownRow, kFirstWordRow}));
  EXPECT_EQ(text.token(0), "ㅋㅋ");
  EXPECT_EQ(text.token(1), "좋다");
  EXPECT_EQ(text.spans[1].begin, 7U);
  EXPECT_EQ(text.spans[1].end, 13U);
}

TEST(Classifier, DecomposedHangulIsNormalised) {
  const Classifier classifier(small_model());
  const EncodedText text = classifier.encode("\u110c\u1169\u11c2\u1103\u1161");  // 좋다 in NFD
  EXPECT_EQ(text.text, "좋다");
  EXPECT_EQ(text.rows, (std::vector<std::uint32_t>{kFirstWordRow}));
}

TEST(Classifier, SigmoidsWhereLabelsAreIndependent) {
  CnnModel model = small_model();
  model.multi_label = true;
  const Classifier classifier(std::move(model));
  const std::vector<double> probabilities = classifier.probabilities(std::vector<float>{0, 2});
  EXPECT_DOUBLE_EQ(probabilities[0], 0.5);
  EXPECT_NEAR(probabilities[1], 1 / (1 + std::exp(-2.0)), 1e-12);
}

TEST(Classifier, ManyThreadsAskTheSameRow) {
  const Classifier classifier(small_model());
  const std::vector<std::uint32_t> rows{kFirstWordRow, kFirstWordRow + 1};
  std::vector<float> logits(8);
  {
    std::vector<std::jthread> threads;
    for (float& logit : logits)
      threads.emplace_back([&] { logit = classifier.forward(rows).logits[1]; });
  }
  for (const float logit : logits) EXPECT_FLOAT_EQ(logit, 9.75F);
}

TEST(PretrainedEmbedding, TakesKnownWordsAtTheScaleOfRandomOnes) {
  EmbeddingModel from;
  from.words = Vocabulary::from_ordered({{"나쁘다", 9}, {"영화", 5}});
  from.vectors.word_input = Matrix(2, 4);
  for (std::size_t i = 0; i < 4; ++i) {
    from.vectors.word_input.row(0)[i] = 3;
    from.vectors.word_input.row(1)[i] = i == 0 ? -3.0F : 3.0F;
  }
  const Vocabulary words = Vocabulary::from_ordered({{"좋다", 3}, {"나쁘다", 2}});
  TextCnn network({.words = 2, .dim = 4, .labels = 2, .filters = 1, .widths = {2}});
  for (std::size_t i = 0; i < 4; ++i) {
    network.embedding.row(kFirstWordRow)[i] = 0.5F;
    network.embedding.row(kFirstWordRow + 1)[i] = -0.5F;
  }
  EXPECT_EQ(take_pretrained_vectors(from, words, network), 1U);
  EXPECT_FLOAT_EQ(network.embedding.row(kFirstWordRow)[0], 0.5F);
  EXPECT_FLOAT_EQ(network.embedding.row(kFirstWordRow + 1)[3], 0.5F);
}

}  // namespace
}  // namespace t2v
