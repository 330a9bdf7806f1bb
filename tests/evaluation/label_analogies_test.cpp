#include "evaluation/label_analogies.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "query/neighbors.h"
#include "query/small_model.h"

namespace t2v {
namespace {

using ::testing::ElementsAre;
using testing::error_of;
using ::testing::HasSubstr;
using testing::keys;
using testing::small_model;
using ::testing::StartsWith;

std::vector<LabelAnalogy> read(const std::string& text) {
  return read_label_analogies(TextFile::from_string(text, "cases.tsv"));
}

EmbeddingModel film_model() {
  return small_model({{"최악", 50, {-3, 4}},
                      {"최고", 40, {3, 4}},
                      {"영화", 30, {0, 1}},
                      {"노잼", 20, {-4, 1}},
                      {"꿀잼", 10, {4, 1}}},
                     {{"부정", 2, {-4, 0}}, {"긍정", 1, {2, 0}}});
}

TEST(LabelAnalogies, ReadsRowsInNormalForm) {
  // 최악 in decomposed form; answers separated by spaces and tabs; a byte order mark and CRLF.
  const auto rows = read(
      "\uFEFF\u110E\u116C\u110B\u1161\u11A8\t부정\t긍정\t최고  "
      "으뜸\t베스트\r\n\r\n노잼\t부정\t긍정\t"
      "꿀잼\r\n");
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].query, "최악");
  EXPECT_EQ(rows[0].from, "부정");
  EXPECT_EQ(rows[0].to, "긍정");
  EXPECT_THAT(rows[0].accepted, ElementsAre("최고", "으뜸", "베스트"));
  EXPECT_EQ(rows[1].place, "cases.tsv:3");
}

TEST(LabelAnalogies, BadRowsAreErrorsWithTheirPlace) {
  for (const char* row : {"최악 부정 긍정 최고", "최악\t부정\t긍정", "최악\t부정\t긍정\t ",
                          "\t부정\t긍정\t최고", "최악\t\t긍정\t최고"}) {
    EXPECT_THAT(error_of([&] { read("노잼\t부정\t긍정\t꿀잼\n" + std::string(row) + "\n"); }),
                StartsWith("cases.tsv:2: expected query"))
        << row;
  }
  EXPECT_THAT(error_of([] { read("\n\n"); }), HasSubstr("cases.tsv: no label analogies"));
}

TEST(LabelAnalogies, ScoresRanksOverTheRowsThatCanBeAsked) {
  const auto rows = read(
      "최악\t부정\t긍정\t으뜸 최고\n"  // (3,4): 최고 1, 영화 0.8, 꿀잼 0.776
      "노잼\t부정\t긍정\t최고\n"       // (2,1): 꿀잼 at 0.976, 최고 at 0.894
      "노잼\t부정\t긍정\t허니잼\n"     // no accepted answer is known: a miss
      "졸작\t부정\t긍정\t명작\n");     // not known: not asked
  const LabelAnalogyReport report =
      evaluate_label_analogies(film_model(), rows, by_analogy({AnalogyMethod::kAdd, 0}));
  ASSERT_EQ(report.results.size(), 4U);
  EXPECT_EQ(report.results[0].rank, 1U);
  EXPECT_THAT(keys(report.results[0].first), ElementsAre("최고", "영화", "꿀잼", "노잼"));
  EXPECT_EQ(report.results[1].rank, 2U);
  EXPECT_TRUE(report.results[2].asked);
  EXPECT_EQ(report.results[2].rank, std::nullopt);
  EXPECT_FALSE(report.results[3].asked);

  EXPECT_EQ(report.asked, 3U);
  EXPECT_DOUBLE_EQ(report.coverage, 0.75);
  EXPECT_DOUBLE_EQ(report.hit_at_1, 1.0 / 3);
  EXPECT_DOUBLE_EQ(report.hit_at_10, 2.0 / 3);
  EXPECT_DOUBLE_EQ(report.mean_reciprocal_rank, 0.5);
}

TEST(LabelAnalogies, RanksBeyondTheTenthAreMissesButCountInTheReciprocalRank) {
  // Twelve words turn away from the query's direction step by step; the last is accepted.
  std::vector<testing::Key> words{{"질문", 100, {1, 0}}};
  for (int i = 1; i <= 12; ++i)
    words.push_back({"답" + std::to_string(i), 50, {10, static_cast<float>(i)}});
  const EmbeddingModel model = small_model(words, {{"가", 1, {1, 0}}, {"나", 1, {1, 0}}});
  const auto report = evaluate_label_analogies(model, read("질문\t가\t나\t답12\n"),
                                               by_analogy({AnalogyMethod::kAdd, 0}));
  EXPECT_EQ(report.results[0].rank, 12U);
  EXPECT_EQ(report.results[0].first.size(), 10U);
  EXPECT_DOUBLE_EQ(report.hit_at_10, 0);
  EXPECT_DOUBLE_EQ(report.mean_reciprocal_rank, 1.0 / 12);
}

TEST(LabelAnalogies, WaysToAskGetTheQueryAsAWordAndTheLabels) {
  // A label that is a word too stays the label.
  EmbeddingModel model = film_model();
  model.labels = testing::vocabulary_of({{"영화", 2, {}}, {"긍정", 1, {}}});
  std::vector<LabelQuestion> asked;
  const LabelQuery query = [&](const EmbeddingModel&, const LabelQuestion& question,
                               const AnswerLimits& limits) {
    asked.push_back(question);
    EXPECT_EQ(limits.top, 5U) << "all words, for the rank";
    return std::vector<Answer>{{2, "영화", 1, 1}, {1, "최고", 0.5, 1}};
  };
  const auto report = evaluate_label_analogies(model, read("노잼\t영화\t긍정\t최고\n"), query);
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_EQ(asked[0].query, 3U);
  EXPECT_EQ(asked[0].from, 0U);
  EXPECT_EQ(asked[0].to, 1U);
  EXPECT_EQ(report.results[0].rank, 2U);
}

TEST(LabelAnalogies, NeighborsAreAskedUnderTheSecondLabel) {
  const EmbeddingModel model = film_model();
  for (const double weight : {0.0, 0.5, 1000.0}) {
    const WordQuery query{{{TermKind::kWord, 3, 1}}, {{1}, weight}, {10, 0}};
    const auto report =
        evaluate_label_analogies(model, read("노잼\t부정\t긍정\t꿀잼\n"), by_neighbors(weight));
    EXPECT_EQ(keys(report.results[0].first), keys(neighbors(model, query)));
  }
}

TEST(LabelAnalogies, UnknownLabelNamesThePlace) {
  EXPECT_THAT(error_of([] {
                evaluate_label_analogies(film_model(), read("최악\t나쁨\t긍정\t최고\n"),
                                         by_analogy({AnalogyMethod::kAdd, 0}));
              }),
              StartsWith("cases.tsv:1: '나쁨' is no label of this model"));
}

}  // namespace
}  // namespace t2v
