#include "query/similarity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace t2v {
namespace {

using ::testing::ElementsAre;

TEST(Similarity, UnitVectorHasLengthOneAndZeroStaysZero) {
  EXPECT_THAT(unit_vector(std::vector<float>{3, 4}), ElementsAre(0.6F, 0.8F));
  EXPECT_THAT(unit_vector(std::vector<float>{0, 0}), ElementsAre(0, 0));
}

TEST(Similarity, RowsAreMeasuredByCosine) {
  Matrix rows(3, 2);
  rows.row(0)[0] = 2;
  rows.row(1)[0] = 3;
  rows.row(1)[1] = 4;
  const std::vector<float> query{0, 5};

  const RowSimilarity cosine(rows, unit_vector(query));
  EXPECT_FLOAT_EQ(cosine(0), 0);
  EXPECT_FLOAT_EQ(cosine(1), 0.8F);
  EXPECT_FLOAT_EQ(cosine(2), 0) << "a zero row is like nothing";
}

TEST(Similarity, LongRowsThatAreNoMultipleOfARegisterCountEveryValue) {
  constexpr std::size_t kDim = 37;
  Matrix rows(1, kDim);
  std::vector<float> query(kDim);
  for (std::size_t i = 0; i < kDim; ++i) {
    rows.row(0)[i] = 1;
    query[i] = static_cast<float>(i);
  }
  EXPECT_FLOAT_EQ(RowSimilarity(rows, query)(0), 36.0F * 37 / 2 / std::sqrt(37.0F));
}

}  // namespace
}  // namespace t2v
