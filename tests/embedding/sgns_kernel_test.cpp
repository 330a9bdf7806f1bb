#include "embedding/sgns_kernel.h"

#include <gtest/gtest.h>

#include <hwy/targets.h>
#include <cmath>
#include <vector>

#include "embedding/matrix.h"
#include "embedding/random.h"
#include "instruction_sets.h"

namespace t2v {
namespace {

void fill(Matrix& matrix, float scale, Random& random) {
  for (std::size_t row = 0; row < matrix.rows(); ++row) {
    for (std::size_t i = 0; i < matrix.dim(); ++i) {
      matrix.row(row)[i] = scale * (random.uniform() - 0.5F);
    }
  }
}

SgnsBlock all_rows(Matrix& in, Matrix& out, const std::vector<float>& weights) {
  SgnsBlock block;
  for (std::size_t i = 0; i < in.rows(); ++i) block.inputs.push_back(in.row(i));
  for (std::size_t k = 0; k < out.rows(); ++k) block.outputs.push_back(out.row(k));
  block.weights = weights;
  block.word_inputs = in.rows();
  return block;
}

/// The objective the kernel climbs, in double precision.
double objective(const Matrix& in, const Matrix& out, const std::vector<float>& weights) {
  double sum = 0;
  for (std::size_t i = 0; i < in.rows(); ++i) {
    for (std::size_t k = 0; k < out.rows(); ++k) {
      double logit = 0;
      for (std::size_t at = 0; at < in.dim(); ++at) {
        logit += static_cast<double>(in.row(i)[at]) * out.row(k)[at];
      }
      sum -= weights[i] * std::log1p(std::exp(k == 0 ? -logit : logit));
    }
  }
  return sum;
}

/// The joint objective: the first words of `in` predict with labels, the other rows, added.
double joint_objective(const Matrix& in, const Matrix& out, std::size_t words,
                       const std::vector<float>& shares) {
  const std::size_t labels = in.rows() - words;
  double sum = 0;
  for (std::size_t i = 0; i < words; ++i) {
    for (std::size_t k = 0; k < out.rows(); ++k) {
      double logit = 0;
      for (std::size_t at = 0; at < in.dim(); ++at) {
        double x = in.row(i)[at];
        for (std::size_t e = 0; e < labels; ++e) {
          x += static_cast<double>(shares[i * labels + e]) * in.row(words + e)[at];
        }
        logit += x * out.row(k)[at];
      }
      sum -= std::log1p(std::exp(k == 0 ? -logit : logit));
    }
  }
  return sum;
}

double difference(Matrix& moved, std::size_t row, std::size_t at, const auto& value) {
  constexpr float kStep = 1e-2F;
  const float kept = moved.row(row)[at];
  moved.row(row)[at] = kept + kStep;
  const double above = value();
  moved.row(row)[at] = kept - kStep;
  const double below = value();
  moved.row(row)[at] = kept;
  return (above - below) / (2.0 * kStep);
}

class SgnsKernel : public testing::EveryInstructionSet {};

TEST_P(SgnsKernel, MovesOneInputAndOneOutputByHand) {
  Matrix in(1, 2);
  Matrix out(1, 2);
  in.row(0)[0] = 2.0F;
  out.row(0)[0] = 0.5F;
  out.row(0)[1] = 1.0F;
  SgnsWorkspace workspace;
  // Logit 1, sigmoid 0.7310586, gradient 0.1 * 3 * 0.2689414 = 0.08068243.
  const TrainingLoss loss = sgns_update(all_rows(in, out, {3.0F}), 2, 0.1F, workspace, true);
  EXPECT_NEAR(loss.words.mean(), 0.3132617, 1e-6);
  EXPECT_EQ(loss.labels.pairs, 0U);
  EXPECT_NEAR(in.row(0)[0], 2.0 + 0.08068243 * 0.5, 1e-6);
  EXPECT_NEAR(in.row(0)[1], 0.08068243, 1e-6);
  EXPECT_NEAR(out.row(0)[0], 0.5 + 0.08068243 * 2.0, 1e-6);
  EXPECT_NEAR(out.row(0)[1], 1.0, 1e-6);
}

TEST_P(SgnsKernel, StepIsTheGradientByFiniteDifferences) {
  Random random(3);
  for (const std::size_t dim : {1U, 7U, 8U, 33U, 100U}) {
    for (const std::size_t inputs : {1U, 2U, 5U}) {
      for (std::size_t outputs = 1; outputs <= 6; ++outputs) {
        Matrix in(inputs, dim);
        Matrix out(outputs, dim);
        fill(in, 1.0F, random);
        fill(out, 1.0F, random);
        std::vector<float> weights;
        for (std::size_t i = 0; i < inputs; ++i) weights.push_back(0.5F + static_cast<float>(i));
        const Matrix old_in = in;
        const Matrix old_out = out;
        Matrix probe_in = in;
        Matrix probe_out = out;
        const auto value = [&] { return objective(probe_in, probe_out, weights); };
        SgnsWorkspace workspace;
        constexpr float kRate = 1.0F / 1024;
        sgns_update(all_rows(in, out, weights), dim, kRate, workspace, false);
        const std::size_t at = dim / 2;
        for (std::size_t i = 0; i < inputs; ++i) {
          EXPECT_NEAR((in.row(i)[at] - old_in.row(i)[at]) / kRate,
                      difference(probe_in, i, at, value), 2e-3);
        }
        for (std::size_t k = 0; k < outputs; ++k) {
          EXPECT_NEAR((out.row(k)[at] - old_out.row(k)[at]) / kRate,
                      difference(probe_out, k, at, value), 2e-3);
        }
        for (std::size_t i = dim; i < in.stride(); ++i) EXPECT_EQ(in.row(0)[i], 0.0F);
      }
    }
  }
}

TEST_P(SgnsKernel, MovesAWordWithItsLabelByHand) {
  Matrix in(2, 1);
  Matrix out(1, 1);
  in.row(0)[0] = 0.5F;
  in.row(1)[0] = 0.25F;
  out.row(0)[0] = 1.0F;
  SgnsBlock block = all_rows(in, out, {1.0F, 3.0F});
  block.word_inputs = 1;
  block.label_shares = {2.0F};
  SgnsWorkspace workspace;
  // Logit 0.5 + 2 * 0.25 = 1, gradient 0.1 * 0.2689414 = 0.02689414.
  const TrainingLoss loss = sgns_update(block, 1, 0.1F, workspace, true);
  EXPECT_NEAR(loss.words.mean(), 0.3132617, 1e-6);
  EXPECT_EQ(loss.words.pairs, 1U);
  EXPECT_EQ(loss.labels.pairs, 0U);
  EXPECT_NEAR(in.row(0)[0], 0.5 + 0.02689414, 1e-6);
  EXPECT_NEAR(in.row(1)[0], 0.25 + 3 * 2 * 0.02689414, 1e-6)
      << "share 2, steps three times as long";
  EXPECT_NEAR(out.row(0)[0], 1.0 + 0.02689414 * 1.0, 1e-6);
}

TEST_P(SgnsKernel, JointStepIsTheGradientByFiniteDifferences) {
  Random random(7);
  for (const std::size_t dim : {1U, 9U, 100U}) {
    for (const std::size_t words : {1U, 4U}) {
      for (const std::size_t labels : {1U, 2U, 3U}) {
        for (std::size_t outputs = 1; outputs <= 6; ++outputs) {
          Matrix in(words + labels, dim);
          Matrix out(outputs, dim);
          fill(in, 1.0F, random);
          fill(out, 1.0F, random);
          std::vector<float> shares(words * labels);
          for (float& share : shares) share = random.uniform();
          std::vector<float> weights(words, 1.0F);
          for (std::size_t e = 0; e < labels; ++e) weights.push_back(0.5F + static_cast<float>(e));
          const Matrix old_in = in;
          const Matrix old_out = out;
          Matrix probe_in = in;
          Matrix probe_out = out;
          const auto value = [&] { return joint_objective(probe_in, probe_out, words, shares); };
          SgnsBlock block = all_rows(in, out, weights);
          block.word_inputs = words;
          block.label_shares = shares;
          SgnsWorkspace workspace;
          constexpr float kRate = 1.0F / 1024;
          const TrainingLoss loss = sgns_update(block, dim, kRate, workspace, true);
          EXPECT_NEAR(loss.words.sum, -value(), 1e-4);
          const std::size_t at = dim / 2;
          for (std::size_t i = 0; i < words + labels; ++i) {
            EXPECT_NEAR((in.row(i)[at] - old_in.row(i)[at]) / kRate / weights[i],
                        difference(probe_in, i, at, value), 3e-3);
          }
          for (std::size_t k = 0; k < outputs; ++k) {
            EXPECT_NEAR((out.row(k)[at] - old_out.row(k)[at]) / kRate,
                        difference(probe_out, k, at, value), 3e-3);
          }
        }
      }
    }
  }
}

TEST_P(SgnsKernel, SharesThatAreAlikeForAllWordsNeedNotBeRepeated) {
  Random random(8);
  for (const std::size_t labels : {1U, 2U, 3U}) {
    constexpr std::size_t kWords = 5;
    Matrix in(kWords + 1 + labels, 20);  // words, a document, labels
    Matrix out(6, 20);
    fill(in, 1.0F, random);
    fill(out, 1.0F, random);
    Matrix other_in = in;
    Matrix other_out = out;
    const std::vector<float> weights(in.rows(), 0.5F);
    SgnsBlock once = all_rows(in, out, weights);
    SgnsBlock repeated = all_rows(other_in, other_out, weights);
    for (SgnsBlock* const block : {&once, &repeated}) {
      block->word_inputs = kWords;
      block->document_inputs = 1;
    }
    for (std::size_t e = 0; e < labels; ++e) once.label_shares.push_back(random.uniform());
    for (std::size_t i = 0; i < kWords; ++i) {
      repeated.label_shares.insert(repeated.label_shares.end(), once.label_shares.begin(),
                                   once.label_shares.end());
    }
    SgnsWorkspace workspace;
    const TrainingLoss loss = sgns_update(once, 20, 0.1F, workspace, true);
    const TrainingLoss other_loss = sgns_update(repeated, 20, 0.1F, workspace, true);
    EXPECT_NEAR(loss.words.sum, other_loss.words.sum, 1e-4);
    EXPECT_NEAR(loss.documents.sum, other_loss.documents.sum, 1e-5);
    for (std::size_t at = 0; at < 20; ++at) {
      for (std::size_t i = 0; i < in.rows(); ++i) {
        EXPECT_NEAR(in.row(i)[at], other_in.row(i)[at], 1e-6);
      }
      for (std::size_t k = 0; k < 6; ++k) EXPECT_NEAR(out.row(k)[at], other_out.row(k)[at], 1e-6);
    }
  }
}

TEST_P(SgnsKernel, MoreThanSixOutputsAreTakenSixAtATime) {
  Random random(4);
  Matrix in(3, 20);
  Matrix out(9, 20);
  fill(in, 1.0F, random);
  fill(out, 1.0F, random);
  Matrix tiled_in = in;
  Matrix tiled_out = out;
  const std::vector<float> weights{1.0F, 2.0F, 1.0F};
  SgnsWorkspace workspace;
  const TrainingLoss loss = sgns_update(all_rows(in, out, weights), 20, 0.5F, workspace, true);

  SgnsBlock block = all_rows(tiled_in, tiled_out, weights);
  SgnsBlock first = block;
  first.outputs.resize(6);
  double tiled_loss = sgns_update(first, 20, 0.5F, workspace, true).words.sum;
  // The second tile holds noise alone; its step by the formula, from the inputs already moved.
  const Matrix after_first = tiled_in;
  for (std::size_t k = 6; k < 9; ++k) {
    for (std::size_t i = 0; i < 3; ++i) {
      double logit = 0;
      for (std::size_t at = 0; at < 20; ++at) {
        logit += static_cast<double>(after_first.row(i)[at]) * tiled_out.row(k)[at];
      }
      const double g = 0.5 * weights[i] * (0.0 - 1.0 / (1.0 + std::exp(-logit)));
      tiled_loss += std::log1p(std::exp(logit));
      for (std::size_t at = 0; at < 20; ++at) {
        tiled_in.row(i)[at] += static_cast<float>(g) * tiled_out.row(k)[at];
      }
    }
  }
  EXPECT_NEAR(loss.words.sum, tiled_loss, 1e-4);
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t at = 0; at < 20; ++at) {
      EXPECT_NEAR(in.row(i)[at], tiled_in.row(i)[at], 1e-5);
    }
  }
}

TEST_P(SgnsKernel, ARowMayComeTwice) {
  Matrix in(1, 4);
  Matrix out(2, 4);
  in.row(0)[0] = 1.0F;
  out.row(0)[0] = 1.0F;
  SgnsBlock block;
  block.inputs = {in.row(0), in.row(0)};
  block.weights = {1.0F, 1.0F};
  block.outputs = {out.row(0), out.row(1), out.row(1)};
  block.word_inputs = 2;
  SgnsWorkspace workspace;
  sgns_update(block, 4, 0.01F, workspace, false);
  // Input: twice 0.01 * (1 - s(1)); the zero output rows pull nothing.
  EXPECT_NEAR(in.row(0)[0], 1.0 + 2 * 0.01 * 0.2689414, 1e-6);
  // Noise row: two inputs, two draws, 0.01 * -0.5 each (inputs move a little in between).
  EXPECT_NEAR(out.row(1)[0], -4 * 0.005, 1e-4);
}

TEST_P(SgnsKernel, TellsTheLossOfLabelsApart) {
  Matrix in(2, 1);
  Matrix out(1, 1);
  in.row(0)[0] = 1.0F;
  in.row(1)[0] = -1.0F;
  out.row(0)[0] = 1.0F;
  SgnsBlock block = all_rows(in, out, {1.0F, 5.0F});
  block.word_inputs = 1;
  SgnsWorkspace workspace;
  const TrainingLoss loss = sgns_update(block, 1, 0.1F, workspace, true);
  EXPECT_EQ(loss.words.pairs, 1U);
  EXPECT_EQ(loss.labels.pairs, 1U);
  EXPECT_NEAR(loss.words.sum, 0.3132617, 1e-6);
  EXPECT_NEAR(loss.labels.sum, 1.3132617, 1e-6);
}

TEST_P(SgnsKernel, DocumentsPredictForThemselvesBesideJointLabels) {
  Matrix in(3, 1);  // a word, a document, a label
  Matrix out(1, 1);
  in.row(0)[0] = 0.5F;
  in.row(1)[0] = -1.0F;
  in.row(2)[0] = 0.25F;
  out.row(0)[0] = 1.0F;
  SgnsBlock block = all_rows(in, out, {1.0F, 4.0F, 3.0F});
  block.word_inputs = 1;
  block.document_inputs = 1;
  block.label_shares = {2.0F};
  SgnsWorkspace workspace;
  // Word with label: logit 1, gradient 0.1 * 0.2689414; document: logit -1, 0.1 * 4 * 0.7310586.
  const TrainingLoss loss = sgns_update(block, 1, 0.1F, workspace, true);
  EXPECT_NEAR(loss.words.sum, 0.3132617, 1e-6);
  EXPECT_NEAR(loss.documents.sum, 1.3132617, 1e-6);
  EXPECT_EQ(loss.documents.pairs, 1U);
  EXPECT_EQ(loss.labels.pairs, 0U);
  EXPECT_NEAR(in.row(0)[0], 0.5 + 0.02689414, 1e-6);
  EXPECT_NEAR(in.row(1)[0], -1.0 + 0.29242344, 1e-6);
  EXPECT_NEAR(in.row(2)[0], 0.25 + 3 * 2 * 0.02689414, 1e-6);
  EXPECT_NEAR(out.row(0)[0], 1.0 + 0.02689414 - 0.29242344, 1e-6);
}

TEST_P(SgnsKernel, SaturatedPairsAreClippedNotSkipped) {
  Matrix in(1, 1);
  Matrix out(2, 1);
  in.row(0)[0] = 100.0F;
  out.row(0)[0] = 100.0F;  // logit 10,000 for the positive: nothing left to learn
  out.row(1)[0] = 10.0F;   // logit 1,000 for noise: the full gradient
  SgnsWorkspace workspace;
  sgns_update(all_rows(in, out, {1.0F}), 1, 0.01F, workspace, false);
  EXPECT_NEAR(out.row(0)[0], 100.0F, 1e-4);
  EXPECT_NEAR(out.row(1)[0], 10.0F - 1.0F, 1e-4);
  EXPECT_NEAR(in.row(0)[0], 100.0F - 0.1F, 1e-4);
}

TEST(SumOfSquares, CountsEveryRowOfABlock) {
  Matrix in(2, 3);
  Matrix out(1, 3);
  in.row(0)[0] = 3;
  in.row(1)[2] = -4;
  out.row(0)[1] = 2;
  const SgnsBlock block = all_rows(in, out, {1.0F, 1.0F});
  EXPECT_EQ(sum_of_squares(block, 3), 9.0F + 16.0F + 4.0F);
  out.row(0)[0] = std::nanf("");
  EXPECT_TRUE(std::isnan(sum_of_squares(block, 3)));
}

INSTANTIATE_TEST_SUITE_P(AllInstructionSets, SgnsKernel,
                         ::testing::ValuesIn(testing::instruction_sets()),
                         testing::instruction_set_name);

}  // namespace
}  // namespace t2v
