#include "classifier/cnn_gradient.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "embedding/random.h"

namespace t2v {
namespace {

const CnnShape kShape{.words = 6, .dim = 3, .labels = 3, .filters = 4, .widths = {2, 3}};

CnnCorpus small_corpus(bool multi_label) {
  CnnCorpus corpus;
  corpus.offsets = {0};
  const std::vector<std::vector<std::uint32_t>> documents{{2, 3, 4, 2}, {5}, {7, 6, 3, 3, 1}, {}};
  const std::vector<std::vector<std::uint32_t>> labels{{0}, {2}, {1}, {2}};
  for (std::size_t i = 0; i < documents.size(); ++i) {
    corpus.rows.insert(corpus.rows.end(), documents[i].begin(), documents[i].end());
    corpus.offsets.push_back(corpus.rows.size());
    std::vector<std::uint32_t> own = labels[i];
    if (multi_label && i == 0) own = {0, 1};
    if (multi_label && i == 1) own = {};
    corpus.labels.append(own);
  }
  return corpus;
}

/// The network and its loss by the definition, in double and without any of the code under test.
double reference_loss(const TextCnn& network, const CnnCorpus& corpus, bool multi_label,
                      const std::vector<float>& weights) {
  const CnnShape& shape = network.shape;
  double total = 0;
  for (std::size_t document = 0; document < corpus.documents(); ++document) {
    std::vector<std::uint32_t> rows(corpus.document(document).begin(),
                                    corpus.document(document).end());
    rows.resize(std::max<std::size_t>(rows.size(), shape.widest()), kPaddingRow);
    std::vector<double> logits(network.output_bias.begin(), network.output_bias.end());
    for (std::size_t w = 0; w < shape.widths.size(); ++w) {
      for (std::size_t f = 0; f < shape.filters; ++f) {
        double best = -1e300;
        for (std::size_t i = 0; i + shape.widths[w] <= rows.size(); ++i) {
          double sum = network.bias[shape.feature(w) + f];
          for (std::size_t k = 0; k < shape.widths[w]; ++k)
            for (std::size_t d = 0; d < shape.dim; ++d)
              sum += static_cast<double>(network.taps.row(shape.column(w, k) + f)[d]) *
                     network.embedding.row(rows[i + k])[d];
          best = std::max(best, sum);
        }
        for (std::size_t l = 0; l < shape.labels; ++l)
          logits[l] += std::max(best, 0.0) * network.output.row(l)[shape.feature(w) + f];
      }
    }
    const auto labels = corpus.labels[document];
    const double share = labels.empty() ? 0 : 1.0 / static_cast<double>(labels.size());
    double weight = labels.empty() ? 1 : 0;
    for (const std::uint32_t label : labels) weight += share * weights[label];
    double loss = 0;
    double normalizer = 0;
    for (const double logit : logits) {
      normalizer += std::exp(logit);
      if (multi_label) loss += std::log(1 + std::exp(logit));
    }
    for (const std::uint32_t label : labels)
      loss += multi_label ? -logits[label] : share * (std::log(normalizer) - logits[label]);
    total += weight * loss;
  }
  return total;
}

class CnnGradientTest : public ::testing::TestWithParam<bool> {
 protected:
  CnnGradientTest() : network(initial_text_cnn(kShape, 4)), corpus(small_corpus(GetParam())) {
    Random random(8);
    for (std::size_t row = 0; row < kShape.rows(); ++row)
      for (std::size_t d = 0; d < kShape.dim; ++d)
        network.embedding.row(row)[d] = random.uniform() - 0.5F;
    for (std::size_t w = 0; w < 2; ++w)
      for (std::size_t f = 0; f < kShape.filters; ++f)
        network.bias[kShape.feature(w) + f] = 0.2F * random.uniform();
    options = {.multi_label = GetParam(), .label_weights = weights};
  }

  /// Central difference of the loss by one number.
  double slope(float& number) {
    constexpr float kStep = 1.0F / 4096;
    const float kept = number;
    number = kept + kStep;
    const double above = reference_loss(network, corpus, GetParam(), weights);
    number = kept - kStep;
    const double below = reference_loss(network, corpus, GetParam(), weights);
    number = kept;
    return (above - below) / (2.0 * kStep);
  }

  TextCnn network;
  CnnCorpus corpus;
  std::vector<float> weights{1.0F, 2.0F, 0.5F};
  std::vector<std::uint32_t> documents{0, 1, 2, 3};
  CnnLossOptions options;
};

TEST_P(CnnGradientTest, LossIsThatOfTheDefinition) {
  CnnGradientPass pass(kShape);
  const double loss = pass.run(network, PackedTaps(network.taps), corpus, documents, options).loss;
  EXPECT_NEAR(loss, reference_loss(network, corpus, GetParam(), weights), 1e-5);
}

TEST_P(CnnGradientTest, GradientsAreFiniteDifferences) {
  CnnGradientPass pass(kShape);
  const CnnGradient& gradient =
      pass.run(network, PackedTaps(network.taps), corpus, documents, options);
  constexpr double kTolerance = 2e-4;
  for (std::size_t i = 0; i < gradient.rows.size(); ++i) {
    for (std::size_t d = 0; d < kShape.dim; ++d) {
      EXPECT_NEAR(gradient.embedding[i * network.embedding.stride() + d],
                  slope(network.embedding.row(gradient.rows[i])[d]), kTolerance);
    }
  }
  for (std::size_t column = 0; column < kShape.columns(); ++column) {
    if (column % kShape.lanes() >= kShape.filters) continue;
    for (std::size_t d = 0; d < kShape.dim; ++d)
      EXPECT_NEAR(gradient.taps.row(column)[d], slope(network.taps.row(column)[d]), kTolerance);
  }
  for (std::size_t w = 0; w < 2; ++w) {
    for (std::size_t f = 0; f < kShape.filters; ++f) {
      const std::size_t feature = kShape.feature(w) + f;
      EXPECT_NEAR(gradient.bias[feature], slope(network.bias[feature]), kTolerance);
      for (std::size_t l = 0; l < kShape.labels; ++l)
        EXPECT_NEAR(gradient.output.row(l)[feature], slope(network.output.row(l)[feature]),
                    kTolerance);
    }
  }
  for (std::size_t l = 0; l < kShape.labels; ++l)
    EXPECT_NEAR(gradient.output_bias[l], slope(network.output_bias[l]), kTolerance);
}

TEST_P(CnnGradientTest, RowsAreThoseThatOccurAndLanesStayZero) {
  CnnGradientPass pass(kShape);
  const PackedTaps taps(network.taps);
  pass.run(network, taps, corpus, documents, options);
  const std::vector<std::uint32_t> first{0};
  const CnnGradient& gradient = pass.run(network, taps, corpus, first, options);
  EXPECT_EQ(gradient.rows, (std::vector<std::uint32_t>{2, 3, 4}));
  EXPECT_EQ(gradient.taps.row(kShape.filters)[0], 0.0F);
  EXPECT_EQ(gradient.bias[kShape.filters], 0.0F);
}

TEST_P(CnnGradientTest, PredictsWithoutDropout) {
  CnnGradientPass pass(kShape);
  CnnLossOptions dropping = options;
  dropping.dropout = 0.9;
  std::vector<double> probabilities(4 * 3);
  const double loss = pass.predict(network, PackedTaps(network.taps), corpus, documents, dropping,
                                   probabilities.data());
  EXPECT_NEAR(loss, reference_loss(network, corpus, GetParam(), weights), 1e-5);
  if (!GetParam()) {
    for (int i = 0; i < 4; ++i)
      EXPECT_NEAR(probabilities[3 * i] + probabilities[3 * i + 1] + probabilities[3 * i + 2], 1,
                  1e-12);
  }
}

TEST_P(CnnGradientTest, DropoutKeepsItsShareAndScalesTheRest) {
  // With the output's bias alone left to learn from, nothing depends on dropout.
  CnnGradientPass pass(kShape);
  const PackedTaps taps(network.taps);
  CnnLossOptions dropping = options;
  dropping.dropout = 0.5;
  double sum = 0;
  constexpr int kRuns = 4000;
  for (int seed = 0; seed < kRuns; ++seed) {
    dropping.seed = static_cast<std::uint64_t>(seed);
    const std::vector<std::uint32_t> one{2};
    const CnnGradient& gradient = pass.run(network, taps, corpus, one, dropping);
    // A feature that is dropped leaves no trace; d loss / d output = slope * h * kept.
    sum += gradient.output.row(0)[0] / gradient.output_bias[0];
  }
  const std::vector<std::uint32_t> one{2};
  const CnnGradient& whole = pass.run(network, taps, corpus, one, options);
  const double expected = whole.output.row(0)[0] / whole.output_bias[0];
  ASSERT_GT(expected, 0.01);
  EXPECT_NEAR(sum / kRuns, expected, 4 * expected / std::sqrt(kRuns));
}

INSTANTIATE_TEST_SUITE_P(Losses, CnnGradientTest, ::testing::Values(false, true),
                         [](const auto& test) { return test.param ? "Sigmoid" : "Softmax"; });

}  // namespace
}  // namespace t2v
