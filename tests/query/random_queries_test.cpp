#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "model/opened_model.h"
#include "model/random_model.h"
#include "model/temporary_folder.h"
#include "query/analogy.h"
#include "query/contexts.h"
#include "query/counterpart.h"
#include "query/neighbors.h"
#include "query/plain_scores.h"
#include "query/reliability.h"
#include "text/error.h"

// Random queries of random models, against scores in double precision of all words.

namespace t2v {
namespace {

/// What single precision may add to a score of about 1.
constexpr double kRounding = 2e-4;

using Score = std::function<double(std::uint32_t word)>;

/// That `answers` are the best by `score`, but for words that it cannot tell apart.
void expect_best(const std::vector<Answer>& answers, const EmbeddingModel& model,
                 const std::vector<Term>& terms, const AnswerLimits& limits, const Score& score) {
  const std::vector<std::uint32_t> asked = ids_of_kind(terms, TermKind::kWord);
  std::set<std::uint32_t> found;
  double before = std::numeric_limits<double>::infinity();
  for (const Answer& answer : answers) {
    ASSERT_LT(answer.id, model.words.size());
    EXPECT_TRUE(found.insert(answer.id).second) << "twice";
    EXPECT_EQ(answer.key, model.words.key(answer.id));
    EXPECT_EQ(answer.count, model.words.count(answer.id));
    EXPECT_LE(answer.score, before);
    const double expected = score(answer.id);
    EXPECT_NEAR(answer.score, expected, kRounding * std::max(1.0, std::abs(expected)));
    before = answer.score;
  }
  std::size_t eligible = 0;
  for (std::uint32_t word = 0; word < model.words.size(); ++word) {
    const bool may_answer = model.words.count(word) >= limits.min_count &&
                            std::ranges::find(asked, word) == asked.end();
    eligible += may_answer;
    EXPECT_TRUE(may_answer || !found.contains(word)) << word;
    if (!may_answer || found.contains(word) || limits.top == 0) continue;
    EXPECT_LE(score(word), before + kRounding * std::max(1.0, std::abs(before))) << word;
  }
  EXPECT_EQ(answers.size(), std::min(limits.top, eligible));
}

void expect_same(const std::vector<Answer>& a, const std::vector<Answer>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].id, b[i].id);
    EXPECT_EQ(a[i].score, b[i].score);
  }
}

/// A random model, in memory and in its file, and random questions.
class RandomQueries : public ::testing::TestWithParam<unsigned> {
 protected:
  RandomQueries() : random_(GetParam()), model_(make_model()), plain_(model_) {
    save_embedding(model_, folder_.file("model.h5"));
    opened_.emplace(folder_.file("model.h5"));
  }

  EmbeddingModel make_model() {
    constexpr std::array<std::size_t, 4> kWords{1, 9, 70, 600};
    constexpr std::array<std::size_t, 5> kDims{1, 2, 17, 64, 100};
    EmbeddingModel model =
        random_model(random_, kWords[random_() % 4], random_() % 6, kDims[random_() % 5]);
    if (random_() % 3 == 0) model.counts = {};
    return model;
  }

  std::vector<Term> random_terms() {
    std::vector<Term> terms;
    for (std::size_t count = 1 + random_() % 4; count > 0; --count) {
      const bool is_label = !model_.labels.empty() && random_() % 2 == 0;
      const std::uint32_t keys = (is_label ? model_.labels : model_.words).size();
      terms.push_back({is_label ? TermKind::kLabel : TermKind::kWord,
                       static_cast<std::uint32_t>(random_() % keys),
                       random_() % 3 == 0 ? -1.0F : 1.0F});
    }
    return terms;
  }

  LabelCondition random_condition() {
    LabelCondition condition{{}, static_cast<double>(random_() % 40) / 10 - 1};
    for (std::uint32_t label = 0; label < model_.labels.size(); ++label) {
      if (random_() % 3 == 0) condition.labels.push_back(label);
    }
    return condition;
  }

  AnswerLimits random_limits() {
    constexpr std::array<std::size_t, 5> kTops{0, 1, 3, 10, 10'000};
    const std::uint64_t some_count =
        model_.words.count(static_cast<std::uint32_t>(random_() % model_.words.size()));
    return {kTops[random_() % kTops.size()], random_() % 3 == 0 ? some_count : 0};
  }

  std::mt19937 random_;
  EmbeddingModel model_;
  testing::PlainScores plain_;
  TemporaryFolder folder_;
  std::optional<OpenedModel> opened_;
};

TEST_P(RandomQueries, NeighborsAndContextsAreTheBestWords) {
  for (int round = 0; round < 8; ++round) {
    const WordQuery query{random_terms(), random_condition(), random_limits()};
    try {
      sum_of_terms(query.terms, model_);
    } catch (const Error&) {
      continue;  // they cancel each other out
    }
    const auto score_by = [&](const Matrix& rows) {
      return [&, rows = &rows](std::uint32_t word) {
        return plain_.conditioned(query.terms, query.condition, *rows, word);
      };
    };
    const std::vector<Answer> near = neighbors(model_, query);
    expect_best(near, model_, query.terms, query.limits, score_by(model_.vectors.word_input));
    expect_same(near, neighbors(opened_->view(), query));
    const std::vector<Answer> around = contexts(model_, query);
    expect_best(around, model_, query.terms, query.limits, score_by(model_.vectors.word_output));
    expect_same(around, contexts(opened_->view(), query));
  }
}

TEST_P(RandomQueries, AnalogiesAreTheBestWords) {
  for (int round = 0; round < 12; ++round) {
    const std::vector<Term> terms = random_terms();
    const AnswerLimits limits = random_limits();
    const auto method = static_cast<AnalogyMethod>(round % 3);
    const AnalogyOptions options{method, random_() % 2 == 0 ? 0.0 : kDefaultPriorCount};
    std::vector<Answer> answers;
    try {
      answers = analogy(model_, terms, limits, options);
    } catch (const Error&) {
      continue;
    }
    const bool counterpart = method == AnalogyMethod::kCounterpart && CounterpartScore::fits(terms);
    expect_best(answers, model_, terms, limits, [&](std::uint32_t word) {
      const double score = method == AnalogyMethod::kMultiply ? plain_.multiplied(terms, word)
                           : counterpart                      ? plain_.counterpart(terms, word)
                                                              : plain_.added(terms, word);
      const auto count = static_cast<double>(model_.words.count(word));
      const double prior = options.prior_count;
      return score * (prior > 0 ? std::sqrt(count / (count + prior)) : 1);
    });
    expect_same(answers, analogy(opened_->view(), terms, limits, options));
  }
}

TEST_P(RandomQueries, ManyAtOnceHaveTheAnswersOfEachAlone) {
  const AnswerLimits limits = random_limits();
  std::vector<WordQuestion> questions;
  std::vector<std::vector<Answer>> alone;
  for (int i = 0; i < 20; ++i) {
    const WordQuery query{random_terms(), random_condition(), limits};
    try {
      questions.push_back(word_question(model_, query, model_.vectors.word_input));
    } catch (const Error&) {
      continue;
    }
    alone.push_back(neighbors(model_, query));
  }
  const auto together = best_words(model_.words, model_.vectors.word_input, questions, limits);
  ASSERT_EQ(together.size(), alone.size());
  for (std::size_t i = 0; i < alone.size(); ++i) expect_same(together[i], alone[i]);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomQueries, ::testing::Range(1U, 13U));

}  // namespace
}  // namespace t2v
