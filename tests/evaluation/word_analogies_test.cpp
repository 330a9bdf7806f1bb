#include "evaluation/word_analogies.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "query/small_model.h"

namespace t2v {
namespace {

using ::testing::ElementsAre;
using testing::error_of;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::vector<AnalogySection> read(const std::string& text) {
  return read_word_analogies(TextFile::from_string(text, "questions.txt"));
}

TEST(WordAnalogies, AreReadBySection) {
  const auto sections = read(
      ": capitals of countries \r\n서울 한국  도쿄 일본\r\n\r\n:gram1\nbig bigger\tsmall "
      "smaller\n: none\n");
  ASSERT_EQ(sections.size(), 3U);
  EXPECT_EQ(sections[0].name, "capitals of countries");
  ASSERT_EQ(sections[0].analogies.size(), 1U);
  EXPECT_THAT(sections[0].analogies[0], ElementsAre("서울", "한국", "도쿄", "일본"));
  EXPECT_EQ(sections[1].name, "gram1");
  EXPECT_THAT(sections[1].analogies[0], ElementsAre("big", "bigger", "small", "smaller"));
  EXPECT_TRUE(sections[2].analogies.empty());
}

TEST(WordAnalogies, BadLinesAreErrorsWithTheirPlace) {
  EXPECT_THAT(error_of([] { read("\na b c d\n"); }),
              StartsWith("questions.txt:2: expected a section"));
  EXPECT_THAT(error_of([] { read(": s\na b c\n"); }),
              StartsWith("questions.txt:2: 3 words, expected four"));
  EXPECT_THAT(error_of([] { read(": s\na b c d e\n"); }),
              StartsWith("questions.txt:2: 5 words, expected four"));
  EXPECT_THAT(error_of([] { read(": s\na b c d\n: \n"); }),
              StartsWith("questions.txt:3: a section without a name"));
  EXPECT_THAT(error_of([] { read(": s\n"); }), HasSubstr("questions.txt: no word analogies in it"));
}

TEST(WordAnalogies, AreCountedBySectionAndKind) {
  const EmbeddingModel model = testing::small_model({{"man", 9, {1, 0, 0}},
                                                     {"woman", 8, {1, 1, 0}},
                                                     {"king", 7, {1, 0, 1}},
                                                     {"queen", 6, {1, 1, 1}}},
                                                    {});
  const auto report = evaluate_word_analogies(model, read(": family\n"
                                                          "man woman king queen\n"
                                                          "man king woman queen\n"
                                                          "man woman king prince\n"
                                                          ": gram1\n"
                                                          "man woman king man\n"
                                                          ": syn1\n"
                                                          "a b c d\n"));
  ASSERT_EQ(report.sections.size(), 3U);
  const WordAnalogyTally& family = report.sections[0];
  EXPECT_EQ(family.name, "family");
  EXPECT_EQ(family.analogies, 3U);
  EXPECT_EQ(family.asked, 2U);
  EXPECT_DOUBLE_EQ(family.coverage(), 2.0 / 3);
  EXPECT_DOUBLE_EQ(family.added_hit_at_1(), 1);
  EXPECT_DOUBLE_EQ(family.multiplied_hit_at_1(), 1);

  EXPECT_EQ(report.sections[1].asked, 1U);
  EXPECT_EQ(report.sections[1].added_right, 0U) << "words of the question are no answers";
  EXPECT_EQ(report.sections[2].asked, 0U);
  EXPECT_TRUE(std::isnan(report.sections[2].added_hit_at_1()));

  EXPECT_EQ(report.semantic.analogies, 3U);
  EXPECT_EQ(report.syntactic.analogies, 2U);
  EXPECT_EQ(report.syntactic.asked, 1U);
  EXPECT_EQ(report.all.analogies, 5U);
  EXPECT_EQ(report.all.asked, 3U);
  EXPECT_DOUBLE_EQ(report.all.multiplied_hit_at_1(), 2.0 / 3);
}

TEST(WordAnalogies, KeepToTheMostFrequentWordsAndSpellings) {
  const EmbeddingModel model = testing::small_model({{"man", 9, {1, 0, 0}},
                                                     {"woman", 8, {1, 1, 0}},
                                                     {"king", 7, {1, 0, 1}},
                                                     {"queen", 6, {1, 1, 1}},
                                                     {"Queen", 5, {1, 1, 1.1F}}},
                                                    {});
  const auto sections = read(": family\nMAN Woman king QUEEN\n");
  EXPECT_EQ(evaluate_word_analogies(model, sections).all.asked, 0U);
  const auto report = evaluate_word_analogies(model, sections, {.ignore_case = true});
  EXPECT_EQ(report.all.added_right, 1U) << "Queen, which is no better, is not an answer";
  EXPECT_EQ(
      evaluate_word_analogies(model, sections, {.most_frequent = 3, .ignore_case = true}).all.asked,
      0U);
}

}  // namespace
}  // namespace t2v
