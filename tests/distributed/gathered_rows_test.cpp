#include "distributed/gathered_rows.h"

#include <gtest/gtest.h>

#include <vector>

#include "distributed/thread_ranks.h"

namespace t2v::testing {
namespace {

/// Gathers rows that hold their number among all. @param places of each rank
void expect_in_order(const std::vector<std::vector<DocumentRange>>& places, std::size_t dim,
                     std::uint64_t total) {
  in_ranks(static_cast<unsigned>(places.size()), [&](Communicator& communicator) {
    const std::vector<DocumentRange>& here = places[communicator.rank()];
    std::uint64_t rows = 0;
    for (const DocumentRange& place : here) rows += place.count;
    Matrix own(rows, dim);
    std::size_t row = 0;
    for (const auto [first, count] : here) {
      for (std::uint64_t i = 0; i < count; ++i) {
        own.row(row++)[dim - 1] = static_cast<float>(first + i);
      }
    }
    const Matrix all = gather_rows(own, here, communicator);
    ASSERT_EQ(all.rows(), communicator.rank() == 0 ? total : 0);
    for (std::size_t i = 0; i < all.rows(); ++i) {
      ASSERT_EQ(all.row(i)[dim - 1], static_cast<float>(i));
    }
  });
}

TEST(GatheredRows, StandWhereTheirDocumentsDo) {
  expect_in_order({{{0, 2}}, {{2, 0}}, {{2, 4}}}, 3, 6);
  expect_in_order({{{0, 1}, {4, 2}, {9, 0}}, {{1, 3}, {6, 3}, {9, 1}}}, 3, 10);
  expect_in_order({{{0, 5}}}, 3, 5);
  expect_in_order({{}, {{0, 3}}}, 3, 3);
}

// 4 KiB a row, 4,096 rows a message.
TEST(GatheredRows, MoreThanAMessageHolds) {
  expect_in_order({{{0, 5}, {9'000, 10}}, {{5, 8'995}}}, 1024, 9'010);
}

}  // namespace
}  // namespace t2v::testing
