#include "query/row_similarities.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "instruction_sets.h"

namespace t2v {
namespace {

class RowSimilarities : public testing::EveryInstructionSet {};

std::vector<float> random_floats(std::mt19937& random, std::size_t count) {
  std::normal_distribution<float> normal;
  std::vector<float> values(count);
  for (float& value : values) value = normal(random);
  return values;
}

double product(const float* a, const float* b, std::size_t dim) {
  double sum = 0;
  for (std::size_t k = 0; k < dim; ++k) sum += static_cast<double>(a[k]) * b[k];
  return sum;
}

TEST_P(RowSimilarities, AreProductsByTheLengthOfTheRow) {
  // 1 * 3 + 2 * 4 = 11, 1 * 0 + 2 * -2 = -4; lengths 5 and 2.
  const std::array<float, 2> left{1, 2};
  const std::array<float, 9> rows{3, 4, 99, 0, -2, 99, 0, 0, 99};
  std::array<float, kRowsAtOnce> out{};
  row_similarities(left.data(), 1, 2, rows.data(), 3, 3, out.data());
  EXPECT_FLOAT_EQ(out[0], 11.0F / 5);
  EXPECT_FLOAT_EQ(out[1], -2);
  EXPECT_EQ(out[2], 0) << "a row of zeros";
}

TEST_P(RowSimilarities, AgreeWithSumsOneByOneForAllShapes) {
  std::mt19937 random(6);
  for (const std::size_t dim : {1, 3, 4, 7, 8, 9, 15, 16, 17, 31, 50, 100, 128, 300}) {
    for (const std::size_t count : {1, 2, 3, 4, 7}) {
      const std::size_t stride = dim + random() % 3;
      for (const std::size_t row_count : {1UL, 3UL, 4UL, 5UL, kRowsAtOnce}) {
        const auto left = random_floats(random, count * dim);
        // Nothing behind the last row may be looked at: an address sanitizer would tell.
        auto rows = random_floats(random, (row_count - 1) * stride + dim);
        std::vector<float> out(count * kRowsAtOnce);
        row_similarities(left.data(), count, dim, rows.data(), stride, row_count, out.data());
        for (std::size_t i = 0; i < count; ++i) {
          for (std::size_t r = 0; r < row_count; ++r) {
            const float* const row = rows.data() + r * stride;
            const double expected =
                product(left.data() + i * dim, row, dim) / std::sqrt(product(row, row, dim));
            ASSERT_NEAR(out[i * kRowsAtOnce + r], expected, 2e-5 * (1 + std::abs(expected)))
                << "dim " << dim << ", left " << i << " of " << count << ", row " << r;
          }
        }
      }
    }
  }
}

TEST_P(RowSimilarities, AreTheSameToTheLastBitWhateverIsBeside) {
  std::mt19937 random(7);
  for (const std::size_t dim : {2, 20, 100}) {
    const auto left = random_floats(random, 7 * dim);
    const auto rows = random_floats(random, kRowsAtOnce * dim);
    std::vector<float> all(7 * kRowsAtOnce);
    row_similarities(left.data(), 7, dim, rows.data(), dim, kRowsAtOnce, all.data());
    for (std::size_t i = 0; i < 7; ++i) {
      for (std::size_t r = 0; r < kRowsAtOnce; ++r) {
        std::array<float, kRowsAtOnce> one{};
        row_similarities(left.data() + i * dim, 1, dim, rows.data() + r * dim, dim, 1, one.data());
        ASSERT_EQ(one[0], all[i * kRowsAtOnce + r]) << dim << ' ' << i << ' ' << r;
      }
    }
  }
}

TEST_P(RowSimilarities, InnerProductsAreSums) {
  std::mt19937 random(8);
  const InnerProduct inner_product = inner_product_function();
  for (const std::size_t dim : {0, 1, 5, 16, 63, 64, 65, 100, 300}) {
    const auto a = random_floats(random, dim);
    const auto b = random_floats(random, dim);
    EXPECT_NEAR(inner_product(a.data(), b.data(), dim), product(a.data(), b.data(), dim), 1e-4);
  }
}

TEST_P(RowSimilarities, BitsTellWhichValuesAreNotLess) {
  std::array<float, kRowsAtOnce> values{};
  for (std::size_t i = 0; i < kRowsAtOnce; ++i) values[i] = static_cast<float>(i);
  EXPECT_EQ(not_less(values.data(), 30), 0xc000'0000U);
  EXPECT_EQ(not_less(values.data(), 30.5F), 0x8000'0000U);
  EXPECT_EQ(not_less(values.data(), -INFINITY), 0xffff'ffffU);
  EXPECT_EQ(not_less(values.data(), INFINITY), 0U);
  values[3] = NAN;
  values[17] = -1;
  EXPECT_EQ(not_less(values.data(), 0), 0xffff'ffffU ^ (1U << 3) ^ (1U << 17));
}

INSTANTIATE_TEST_SUITE_P(AllInstructionSets, RowSimilarities,
                         ::testing::ValuesIn(testing::instruction_sets()),
                         testing::instruction_set_name);

}  // namespace
}  // namespace t2v
