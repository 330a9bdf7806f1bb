#include "classifier/filter_kernel.h"

#include <gtest/gtest.h>

#include <hwy/targets.h>
#include <algorithm>
#include <vector>

#include "classifier/forward_pass.h"
#include "embedding/random.h"
#include "instruction_sets.h"

namespace t2v {
namespace {

class FilterKernel : public testing::EveryInstructionSet {};

std::vector<std::vector<float>> random_rows(std::size_t rows, std::size_t size, Random random) {
  std::vector<std::vector<float>> result(rows, std::vector<float>(size));
  for (auto& row : result)
    for (float& value : row) value = random.uniform() - 0.5F;
  return result;
}

TEST_P(FilterKernel, ResponsesAreInnerProducts) {
  for (const std::size_t dim : {1U, 7U, 100U}) {
    const CnnShape shape{.words = 1, .dim = dim, .labels = 2, .filters = 20, .widths = {1, 3}};
    const TextCnn network = initial_text_cnn(shape, 5);
    const PackedTaps taps(network.taps);
    for (std::size_t count = 1; count <= 13; ++count) {  // whole tiles of rows and remainders
      const auto rows = random_rows(count, dim, Random(count));
      std::vector<const float*> pointers;
      for (const auto& row : rows) pointers.push_back(row.data());
      std::vector<float> responses(count * shape.columns(), 9.0F);
      filter_responses(taps, pointers, responses.data());
      for (std::size_t row = 0; row < count; ++row) {
        for (std::size_t column = 0; column < shape.columns(); ++column) {
          double expected = 0;
          for (std::size_t i = 0; i < dim; ++i)
            expected += static_cast<double>(rows[row][i]) * network.taps.row(column)[i];
          ASSERT_NEAR(responses[row * shape.columns() + column], expected, 1e-5);
        }
      }
    }
  }
}

TEST_P(FilterKernel, MaximumOverTimeByHand) {
  const CnnShape shape{.words = 1, .dim = 1, .labels = 2, .filters = 1, .widths = {1, 2}};
  // Columns 0, 16, 32 are the taps; the other lanes stay zero.
  std::vector<std::vector<float>> rows(3, std::vector<float>(shape.columns()));
  const float width_1[] = {-3, 2, 2};
  const float width_2_first[] = {1, 4, 9};
  const float width_2_second[] = {9, 1, -5};
  std::vector<const float*> responses;
  for (std::size_t i = 0; i < 3; ++i) {
    rows[i][0] = width_1[i];
    rows[i][16] = width_2_first[i];
    rows[i][32] = width_2_second[i];
    responses.push_back(rows[i].data());
  }
  std::vector<float> bias(shape.features());
  bias[0] = 0.5F;
  bias[16] = -2.5F;
  std::vector<float> activation(shape.features(), -1.0F);
  std::vector<std::uint32_t> window(shape.features(), 77);
  max_over_time(shape, responses, bias.data(), activation.data(), window.data());
  EXPECT_EQ(activation[0], 2.5F);
  EXPECT_EQ(window[0], 1U) << "of equals the first";
  EXPECT_EQ(activation[16], 0.0F) << "1 + 1 and 4 - 5 are below the bias";
  EXPECT_EQ(window[16], 0U);
  EXPECT_EQ(activation[1], 0.0F) << "lanes without a filter";

  bias[16] = 1;
  max_over_time(shape, responses, bias.data(), activation.data(), nullptr);
  EXPECT_EQ(activation[16], 3.0F);
}

TEST_P(FilterKernel, AddsScaled) {
  std::vector<float> source(48, 2.0F);
  std::vector<float> target(48, 1.0F);
  source[47] = -4;
  add_scaled(0.5F, source.data(), target.data(), 48);
  EXPECT_EQ(target[0], 2.0F);
  EXPECT_EQ(target[47], -1.0F);
}

INSTANTIATE_TEST_SUITE_P(AllInstructionSets, FilterKernel,
                         ::testing::ValuesIn(hwy::SupportedAndGeneratedTargets()),
                         [](const auto& test) { return hwy::TargetName(test.param); });

}  // namespace
}  // namespace t2v
