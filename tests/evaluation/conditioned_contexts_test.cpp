#include "evaluation/conditioned_contexts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "query/small_model.h"

namespace t2v {
namespace {

using ::testing::ElementsAre;
using testing::error_of;
using ::testing::HasSubstr;

std::vector<Answer> answers(std::vector<std::uint32_t> ids) {
  std::vector<Answer> result;
  for (const std::uint32_t id : ids) result.push_back({id, "", 0, 0});
  return result;
}

TEST(ConditionedContexts, SharesOfPolarAndTopicalAnswers) {
  // Words 1 and 2 are negative, 3 and 4 positive, 5 and 6 too weak to have a sign.
  const WordPolarity polarity{{0, -1, -0.2, 0.2, 1, 0.1, -0.05}, 10, 10};
  std::vector<WordQuery> asked;
  const ConditionedQuery query = [&](const EmbeddingModel&, const WordQuery& word_query) {
    asked.push_back(word_query);
    if (word_query.condition.labels.empty()) return answers({1, 3, 5});
    return word_query.condition.labels[0] == 7 ? answers({1, 2, 6}) : answers({4, 5});
  };
  const std::vector<std::uint32_t> aspects{0};
  const ConditionedContextsOptions options{7, 8};
  const auto score = evaluate_conditioned_query({}, aspects, polarity, query, 0.5, options);

  EXPECT_EQ(score.answers, 5U);
  EXPECT_DOUBLE_EQ(score.label_weight, 0.5);
  EXPECT_DOUBLE_EQ(score.polarity, 3.0 / 5) << "1, 2 under the negative label, 4 under the other";
  EXPECT_DOUBLE_EQ(score.topicality, 2.0 / 5) << "1 and 5";

  ASSERT_EQ(asked.size(), 3U);
  EXPECT_EQ(asked[0].limits.top, 300U);
  EXPECT_EQ(asked[1].limits.top, 20U);
  EXPECT_DOUBLE_EQ(asked[1].condition.weight, 0.5);
  EXPECT_THAT(asked[1].condition.labels, ElementsAre(7));
  EXPECT_THAT(asked[2].condition.labels, ElementsAre(8));
}

TEST(ConditionedContexts, AspectsOutsideTheVocabularyAreReported) {
  const EmbeddingModel model = testing::small_model({{"연기", 2, {1, 0}}, {"결말", 1, {0, 1}}}, {});
  const auto read = [&](const std::string& text) {
    return read_aspects(TextFile::from_string(text, "aspects.txt"), model);
  };
  const Aspects aspects = read("결말\r\n\n 스토리 \n연기");
  EXPECT_THAT(aspects.words, ElementsAre(1, 0));
  EXPECT_THAT(aspects.unknown, ElementsAre("스토리"));
  EXPECT_THAT(error_of([&] { read("스토리\n"); }), HasSubstr("aspects.txt: none of its lines"));
}

}  // namespace
}  // namespace t2v
