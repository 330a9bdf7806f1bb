#include "query/word_search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include <algorithm>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "query/analogy.h"
#include "query/contexts.h"
#include "query/counterpart.h"
#include "query/neighbors.h"
#include "query/reliability.h"
#include "query/small_model.h"

namespace t2v {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::keys;

/// A model with counts, of small whole numbers so that many scores are equal.
EmbeddingModel random_model(std::mt19937& random, std::size_t words, std::size_t dim) {
  std::vector<testing::Key> word_keys;
  const auto vector = [&] {
    std::vector<float> values(dim);
    for (float& value : values) value = static_cast<float>(static_cast<int>(random() % 5) - 2);
    return values;
  };
  for (std::size_t id = 0; id < words; ++id) {
    word_keys.push_back({"w" + std::to_string(id), 100'000 / (id + 1) + 5, vector(), vector()});
  }
  EmbeddingModel model = testing::small_model(
      word_keys, {{"a", 5000, vector()}, {"b", 4000, vector()}, {"c", 3000, vector()}});
  for (Matrix* matrix : {&model.vectors.word_input, &model.vectors.word_output}) {
    std::fill_n(matrix->row(words / 2), dim, 0.0F);  // a vector of zeros
  }
  std::vector<std::vector<LabelDocuments>> pairs(words);
  for (auto& of_word : pairs) {
    for (std::uint32_t label = 0; label < 3; ++label) {
      if (random() % 4 > 0)
        of_word.push_back({label, 1 + static_cast<std::uint32_t>(random() % 99)});
    }
  }
  model.counts = testing::counts_of(pairs, model.labels);
  return model;
}

/// Every word's score, sorted: what a search must find.
template <typename Score>
std::vector<Answer> sorted_all(const EmbeddingModel& model, const AnswerLimits& limits,
                               const std::vector<std::uint32_t>& excluded, Score score) {
  std::vector<ScoredRow> all;
  for (std::uint32_t id = 0; id < model.words.size(); ++id) {
    if (model.words.count(id) < limits.min_count) continue;
    if (std::ranges::find(excluded, id) != excluded.end()) continue;
    all.push_back({id, score(id)});
  }
  std::ranges::sort(all, better);
  all.resize(std::min(all.size(), limits.top));
  std::vector<Answer> answers;
  answers.reserve(all.size());
  for (const auto& [id, value] : all)
    answers.push_back({id, std::string(model.words.key(id)), value, model.words.count(id)});
  return answers;
}

void expect_same(const std::vector<Answer>& found, const std::vector<Answer>& expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    ASSERT_EQ(found[i].id, expected[i].id) << "place " << i;
    ASSERT_EQ(found[i].key, expected[i].key);
    ASSERT_EQ(found[i].score, expected[i].score);
    ASSERT_EQ(found[i].count, expected[i].count);
  }
}

struct Shape {
  std::size_t words;
  std::size_t dim;
};
const std::vector<Shape> kShapes{{1, 3}, {5, 1}, {31, 2}, {32, 8}, {33, 17}, {1025, 4}, {4321, 20}};
const std::vector<AnswerLimits> kLimits{{10, 0}, {1, 500}, {0, 0}, {100'000, 0}};

TEST(WordSearch, FindsWhatLookingAtEveryWordFinds) {
  std::mt19937 random(9);
  for (const auto& [words, dim] : kShapes) {
    const EmbeddingModel model = random_model(random, words, dim);
    const std::vector<Term> terms{{TermKind::kWord, 0, 1}, {TermKind::kLabel, 1, 1}};
    std::vector<float> sum(dim);
    try {
      sum = sum_of_terms(terms, model);
    } catch (const Error&) {
      continue;  // they cancel each other out
    }
    for (const AnswerLimits& limits : kLimits) {
      for (const LabelCondition& condition :
           {LabelCondition{}, LabelCondition{{0}, 1.15}, LabelCondition{{0, 2}, -3}}) {
        const RowSimilarity cosine(model.vectors.word_input, unit_vector(sum));
        const LabelConditionScore lean(condition, model, model.vectors.word_input);
        expect_same(neighbors(model, {terms, condition, limits}),
                    sorted_all(model, limits, {0},
                               [&](std::uint32_t id) { return cosine(id) + lean(id); }));
      }
    }
  }
}

TEST(WordSearch, FindsCounterpartsAsLookingAtEveryWordDoes) {
  std::mt19937 random(10);
  for (const auto& [words, dim] : kShapes) {
    if (words < 5 || dim < 4) continue;
    const EmbeddingModel model = random_model(random, words, dim);
    const std::vector<Term> terms{
        {TermKind::kWord, 3, 1}, {TermKind::kLabel, 0, -1}, {TermKind::kLabel, 1, 1}};
    const CounterpartScore score(model, terms);
    const RowSimilarity along(model.vectors.word_input, score.left_sides()[0]);
    const RowSimilarity likeness(model.vectors.word_input, score.left_sides()[1]);
    for (const AnswerLimits& limits : kLimits) {
      for (const double prior : {0.0, 50.0}) {
        const auto expected = sorted_all(model, limits, {3}, [&](std::uint32_t id) {
          return score(id, along(id), likeness(id)) *
                 static_cast<float>(reliability(model.words.count(id), prior));
        });
        expect_same(analogy(model, terms, limits, {AnalogyMethod::kCounterpart, prior}), expected);
      }
    }
  }
}

std::vector<WordQuestion> many_questions(const EmbeddingModel& model, const LabelCondition& label) {
  std::vector<WordQuestion> questions;
  for (std::uint32_t word = 0; word < 150; ++word) {
    const std::vector<Term> terms{{TermKind::kWord, word, 1}, {TermKind::kWord, word + 1, 0.5F}};
    questions.push_back(word_question(model, {terms, label, {}}, model.vectors.word_input));
    questions.push_back(analogy_question(model, terms, {AnalogyMethod::kMultiply, 50}));
  }
  return questions;
}

TEST(WordSearch, ManyQuestionsHaveTheAnswersOfEachAlone) {
  std::mt19937 random(11);
  const EmbeddingModel model = random_model(random, 3000, 20);
  const auto questions = many_questions(model, {{1}, 1});
  const auto together = best_words(model.words, model.vectors.word_input, questions, {7, 30});
  ASSERT_EQ(together.size(), questions.size());
  for (std::size_t i = 0; i < questions.size(); ++i) {
    expect_same(
        together[i],
        best_words(model.words, model.vectors.word_input, {&questions[i], 1}, {7, 30}).front());
  }
  EXPECT_THAT(best_words(model.words, model.vectors.word_input, {}, {7, 30}), IsEmpty());
}

TEST(WordSearch, DoesNotDependOnTheNumberOfThreads) {
  std::mt19937 random(12);
  const EmbeddingModel model = random_model(random, 20'000, 6);
  const auto questions = many_questions(model, {{2}, 2});
  std::vector<std::vector<std::vector<Answer>>> answers;
  for (const std::size_t threads : {1, 2, 5}) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
    answers.push_back(best_words(model.words, model.vectors.word_input, questions, {20, 0}));
  }
  for (std::size_t i = 0; i < questions.size(); ++i) {
    expect_same(answers[1][i], answers[0][i]);
    expect_same(answers[2][i], answers[0][i]);
  }
}

TEST(WordSearch, MoreLeftSidesThanAPassTakesAreOneQuestion) {
  std::mt19937 random(13);
  const EmbeddingModel model = random_model(random, 200, 12);
  std::vector<Term> terms;
  for (std::uint32_t word = 0; word < 80; ++word) terms.push_back({TermKind::kWord, word, 1});
  const auto answers = analogy(model, terms, {3, 0}, {AnalogyMethod::kMultiply, 0});
  std::vector<RowSimilarity> cosines;
  for (std::uint32_t word = 0; word < 80; ++word) {
    cosines.emplace_back(model.vectors.word_input,
                         unit_vector(model.vectors.word_input.vector(word)));
  }
  std::vector<std::uint32_t> excluded(80);
  for (std::uint32_t word = 0; word < 80; ++word) excluded[word] = word;
  expect_same(answers, sorted_all(model, {3, 0}, excluded, [&](std::uint32_t id) {
                float score = 1;
                for (const RowSimilarity& cosine : cosines) score *= (cosine(id) + 1) / 2;
                return score;
              }));
}

TEST(WordSearch, VectorsThatAreNoNumbersAreNoAnswers) {
  EmbeddingModel model =
      testing::small_model({{"가", 3, {1, 0}}, {"나", 2, {1, 1}}, {"다", 1, {1, 2}}}, {});
  model.vectors.word_input.row(1)[0] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_THAT(keys(neighbors(model, {{{TermKind::kWord, 0, 1}}, {}, {5, 0}})), ElementsAre("다"));
}

}  // namespace
}  // namespace t2v
