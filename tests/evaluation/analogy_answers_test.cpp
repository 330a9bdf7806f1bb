#include "evaluation/analogy_answers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tbb/task_arena.h>

#include <cmath>
#include <functional>
#include <numeric>
#include <random>
#include <vector>

namespace t2v {
namespace {

using ::testing::ElementsAre;

Matrix matrix_of(const std::vector<std::vector<float>>& rows) {
  Matrix matrix(rows.size(), rows.front().size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    std::copy(rows[i].begin(), rows[i].end(), matrix.row(i));
  return matrix;
}

std::vector<std::uint32_t> first(std::size_t count) {
  std::vector<std::uint32_t> rows(count);
  std::iota(rows.begin(), rows.end(), 0U);
  return rows;
}

double cosine(const Matrix& vectors, std::size_t a, std::size_t b) {
  double dot = 0;
  double square_a = 0;
  double square_b = 0;
  for (std::size_t i = 0; i < vectors.dim(); ++i) {
    dot += static_cast<double>(vectors.row(a)[i]) * vectors.row(b)[i];
    square_a += static_cast<double>(vectors.row(a)[i]) * vectors.row(a)[i];
    square_b += static_cast<double>(vectors.row(b)[i]) * vectors.row(b)[i];
  }
  return dot / std::sqrt(square_a * square_b);
}

/// The best row but those of the question, one after the other.
std::uint32_t plainly_best(const Matrix& vectors, const AnalogyQuestion& question,
                           const std::function<double(double a, double b, double c)>& score) {
  std::uint32_t best = kNoAnswer;
  double highest = -1e9;
  for (std::uint32_t row = 0; row < vectors.rows(); ++row) {
    if (row == question.a || row == question.b || row == question.c) continue;
    const double value = score(cosine(vectors, question.a, row), cosine(vectors, question.b, row),
                               cosine(vectors, question.c, row));
    if (value > highest) {
      highest = value;
      best = row;
    }
  }
  return best;
}

TEST(AnalogyAnswers, AddedAndMultipliedScoresDiffer) {
  // Of the cosines with a, b and c, row 3 has -0.6, 0.8, 0: sum 1.4, quotient 0.9 * 0.5 / 0.201 =
  // 2.24. Row 4 has -0.98, 0.1, 0.1: sum 1.18, quotient 0.55 * 0.55 / 0.011 = 27.5.
  const Matrix vectors = matrix_of(
      {{3, 0, 0, 0}, {0, 2, 0, 0}, {0, 0, 1, 0}, {-6, 8, 0, 0}, {-0.98F, 0.1F, 0.1F, 0.14F}});
  const std::vector<AnalogyQuestion> questions{{0, 1, 2}};
  const AnalogyAnswers answers = answer_analogies(vectors, first(5), questions);
  EXPECT_THAT(answers.added, ElementsAre(3));
  EXPECT_THAT(answers.multiplied, ElementsAre(4));
}

TEST(AnalogyAnswers, AreAmongTheCandidatesAndCountedInThem) {
  const Matrix vectors =
      matrix_of({{1, 1, 1}, {1, 0, 0}, {1, 1, 0}, {1, 0, 1}, {1, 1, 0.9F}, {-1, 0, 0}});
  const std::vector<AnalogyQuestion> questions{{0, 1, 2}};
  const std::vector<std::uint32_t> candidates{1, 2, 3, 5, 4};
  const AnalogyAnswers answers = answer_analogies(vectors, candidates, questions);
  EXPECT_THAT(answers.added, ElementsAre(4)) << "row 4, as row 0 is no candidate";
}

TEST(AnalogyAnswers, OfEqualCandidatesTheFirst) {
  const Matrix vectors = matrix_of({{1, 0}, {0, 1}, {1, 1}, {-1, 2}, {-2, 4}, {-1, 2}});
  const AnalogyAnswers answers =
      answer_analogies(vectors, first(6), std::vector<AnalogyQuestion>{{0, 1, 2}});
  EXPECT_THAT(answers.added, ElementsAre(3));
  EXPECT_THAT(answers.multiplied, ElementsAre(3));
}

TEST(AnalogyAnswers, NoneWhereAllCandidatesStandInTheQuestion) {
  const Matrix vectors = matrix_of({{1, 0}, {0, 1}, {1, 1}});
  const AnalogyAnswers answers =
      answer_analogies(vectors, first(3), std::vector<AnalogyQuestion>{{0, 1, 2}, {0, 1, 1}});
  EXPECT_THAT(answers.added, ElementsAre(kNoAnswer, 2));
  EXPECT_THAT(answers.multiplied, ElementsAre(kNoAnswer, 2));
  EXPECT_TRUE(answer_analogies(vectors, first(3), {}).added.empty());
}

TEST(AnalogyAnswers, AreThoseOfAPlainSearchOverManyBlocks) {
  constexpr std::size_t kRows = 3000;
  constexpr std::size_t kDim = 17;
  std::mt19937 random(7);
  std::normal_distribution<float> normal;
  Matrix vectors(kRows, kDim);
  for (std::size_t row = 0; row < kRows; ++row)
    for (std::size_t i = 0; i < kDim; ++i) vectors.row(row)[i] = normal(random);
  std::vector<AnalogyQuestion> questions;
  for (int i = 0; i < 40; ++i) {
    questions.push_back({static_cast<std::uint32_t>(random() % kRows),
                         static_cast<std::uint32_t>(random() % kRows),
                         static_cast<std::uint32_t>(random() % kRows)});
  }

  const AnalogyAnswers answers = answer_analogies(vectors, first(kRows), questions);
  for (std::size_t i = 0; i < questions.size(); ++i) {
    EXPECT_EQ(answers.added[i],
              plainly_best(vectors, questions[i],
                           [](double a, double b, double c) { return b - a + c; }));
    EXPECT_EQ(answers.multiplied[i],
              plainly_best(vectors, questions[i], [](double a, double b, double c) {
                return (b + 1) / 2 * (c + 1) / 2 / ((a + 1) / 2 + 0.001);
              }));
  }

  tbb::task_arena alone(1);
  alone.execute([&] {
    const AnalogyAnswers again = answer_analogies(vectors, first(kRows), questions);
    EXPECT_EQ(again.added, answers.added);
    EXPECT_EQ(again.multiplied, answers.multiplied);
  });
}

}  // namespace
}  // namespace t2v
