#include "attribution/subset_kernel.h"

#include <gtest/gtest.h>

#include <hwy/targets.h>
#include <stdexcept>

#include "attribution/perturbation.h"
#include "attribution/small_network.h"
#include "instruction_sets.h"

namespace t2v {
namespace {

class SubsetKernel : public testing::EveryInstructionSet {};

TEST_P(SubsetKernel, IsMaxOverTimeOfEveryText) {
  // Widths up to 7: those with a loop of their own and one without.
  const auto classifier = random_network({.widths = {1, 2, 3, 4, 5, 7}, .filters = 33});
  const CnnShape& shape = classifier->shape();
  PerturbedBatch batch;
  std::vector<ForwardPass> passes;
  for (const std::size_t tokens : {0U, 1U, 6U, 7U, 8U, 40U}) {
    passes.push_back(classifier->forward(random_rows(*classifier, tokens, 9)));
    const auto& responses = passes.back().responses;
    batch.responses.insert(batch.responses.end(), responses.begin(), responses.end());
    batch.begins.push_back(batch.responses.size());
  }
  std::vector<float> activation(batch.texts() * shape.features(), -1.0F);
  max_over_time_of_all(shape, batch, classifier->model().network.bias, activation);
  for (std::size_t text = 0; text < passes.size(); ++text) {
    for (std::size_t f = 0; f < shape.features(); ++f) {
      EXPECT_NEAR(activation[text * shape.features() + f], passes[text].activation[f], 1e-5);
    }
  }
}

TEST_P(SubsetKernel, TextsWithWordsDeletedAnswerAsIfNeverThere) {
  for (const bool multi_label : {false, true}) {
    const auto classifier = random_network({.multi_label = multi_label});
    const std::vector<std::uint32_t> rows = random_rows(*classifier, 12, 3);
    const ForwardPass pass = classifier->forward(rows);
    // More texts than go into one batch.
    std::vector<std::vector<std::uint32_t>> kept;
    for (std::uint32_t mask = 0; mask < 4096; mask += 13) {
      kept.emplace_back();
      for (std::uint32_t token = 0; token < 12; ++token) {
        if ((mask >> token & 1U) != 0) kept.back().push_back(token);
      }
    }
    for (const OutputKind output : {OutputKind::kLogit, OutputKind::kProbability}) {
      const Target target{1, output};
      const auto outputs = PerturbedPass(*classifier, pass, target).outputs(kept);
      ASSERT_EQ(outputs.size(), kept.size());
      for (std::size_t text = 0; text < kept.size(); ++text) {
        std::vector<std::uint32_t> left;
        for (const std::uint32_t token : kept[text]) left.push_back(rows[token]);
        const ForwardPass expected = classifier->forward(left);
        EXPECT_NEAR(outputs[text], output_of(*classifier, expected.logits, target), 1e-5);
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(AllInstructionSets, SubsetKernel,
                         ::testing::ValuesIn(testing::instruction_sets()),
                         testing::instruction_set_name);

TEST(PerturbedPass, RefusesTokensBehindTheText) {
  const auto classifier = paper_network();
  const ForwardPass pass = forward(*classifier, "a");
  const std::vector<std::vector<std::uint32_t>> kept{{1}};
  EXPECT_THROW(PerturbedPass(*classifier, pass, {}).outputs(kept), std::invalid_argument);
}

}  // namespace
}  // namespace t2v
