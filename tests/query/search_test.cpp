#include "query/search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <vector>

#include "query/small_model.h"

namespace t2v {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::keys;

std::vector<std::uint32_t> rows_of(const std::vector<ScoredRow>& best) {
  std::vector<std::uint32_t> rows;
  for (const ScoredRow& row : best) rows.push_back(row.row);
  return rows;
}

TEST(Search, AgreesWithAFullSortThoughScoresRepeat) {
  constexpr std::uint32_t kRows = 20000;
  std::mt19937 random(7);
  std::vector<float> scores(kRows);
  for (float& score : scores) score = static_cast<float>(random() % 97);
  std::vector<std::uint32_t> sorted(kRows);
  for (std::uint32_t row = 0; row < kRows; ++row) sorted[row] = row;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&](auto a, auto b) { return scores[a] > scores[b]; });
  for (const std::size_t most : {1, 10, 300, 5000}) {
    const auto best = best_rows(kRows, most, [&](std::uint32_t row) { return scores[row]; });
    EXPECT_EQ(rows_of(best),
              std::vector(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(most)));
  }
}

TEST(Search, GivesAllRowsWhenThereAreFewer) {
  const auto score = [](std::uint32_t row) { return static_cast<float>(row); };
  EXPECT_THAT(rows_of(best_rows(3, 10, score)), ElementsAre(2, 1, 0));
  EXPECT_THAT(best_rows(3, 0, score), IsEmpty());
  EXPECT_THAT(best_rows(0, 10, score), IsEmpty());
}

TEST(Search, RowsWithoutAScoreAreNoAnswers) {
  const auto score = [](std::uint32_t row) -> std::optional<float> {
    if (row == 0) return std::nullopt;
    if (row == 1) return std::numeric_limits<float>::quiet_NaN();
    return static_cast<float>(row);
  };
  EXPECT_THAT(rows_of(best_rows(4, 4, score)), ElementsAre(3, 2));
}

TEST(Search, AnswersKeepWithinTheLimits) {
  const Vocabulary words =
      Vocabulary::from_ordered({{"가", 50}, {"나", 40}, {"다", 30}, {"라", 5}});
  const std::vector<std::uint32_t> excluded{1};
  const auto score = [](std::uint32_t id) { return static_cast<float>(id) / 4; };

  const auto all = best_answers(words, {10, 0}, excluded, score);
  EXPECT_THAT(keys(all), ElementsAre("라", "다", "가"));
  EXPECT_EQ(all[0].id, 3U);
  EXPECT_EQ(all[0].count, 5U);
  EXPECT_DOUBLE_EQ(all[0].score, 0.75);
  EXPECT_THAT(keys(best_answers(words, {10, 6}, excluded, score)), ElementsAre("다", "가"));
  EXPECT_THAT(keys(best_answers(words, {1, 6}, excluded, score)), ElementsAre("다"));
}

}  // namespace
}  // namespace t2v
