#include "evaluation/word_similarity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "query/small_model.h"

namespace t2v {

bool operator==(const WordPair& a, const WordPair& b) {
  return a.first == b.first && a.second == b.second && a.score == b.score;
}

namespace {

using ::testing::ElementsAre;
using testing::error_of;
using ::testing::HasSubstr;
using ::testing::StartsWith;

std::vector<WordPair> read(const std::string& text) {
  return read_word_pairs(TextFile::from_string(text, "pairs.txt"));
}

TEST(WordPairs, AreReadFromTheLayoutOfWordSim) {
  // 사랑 in decomposed form; a byte order mark, CRLF and further columns.
  EXPECT_THAT(read("\uFEFFWord 1,Word 2,Human (mean)\r\n"
                   "\u1109\u1161\u1105\u1161\u11BC,섹스,6.77,9\r\n\r\ntiger, tiger ,10\r\n"),
              ElementsAre(WordPair{"사랑", "섹스", 6.77}, WordPair{"tiger", "tiger", 10}));
}

TEST(WordPairs, AreReadFromTheLayoutOfSimLex) {
  EXPECT_THAT(read("word1\tword2\tPOS\tSimLex999\tconc(w1)\n"
                   "old\tnew\tA\t1.58\t2.72\nsmart\tintelligent\tA\t9.2\t1.75\n"),
              ElementsAre(WordPair{"old", "new", 1.58}, WordPair{"smart", "intelligent", 9.2}));
}

TEST(WordPairs, AreReadWithoutAHeadingAndSeparatedBySpaces) {
  EXPECT_THAT(read("# people's scores\nsun  sunlight 50\n#,\nmoon sun -1.5e1\n"),
              ElementsAre(WordPair{"sun", "sunlight", 50}, WordPair{"moon", "sun", -15}));
}

TEST(WordPairs, OneSeparatorHoldsForTheWholeFile) {
  EXPECT_THAT(read("a,b\tc\t1\nd\te\t2\n"),
              ElementsAre(WordPair{"a,b", "c", 1}, WordPair{"d", "e", 2}));
}

TEST(WordPairs, BadLinesAreErrorsWithTheirPlace) {
  EXPECT_THAT(error_of([] { read("a\tb\t1\na\tb\n"); }),
              StartsWith("pairs.txt:2: expected two words and a score"));
  EXPECT_THAT(error_of([] { read("a\tb\t1\n\tb\t1\n"); }), StartsWith("pairs.txt:2: expected two"));
  EXPECT_THAT(error_of([] { read("\n#\na,b,1\na,b,high\n"); }),
              StartsWith("pairs.txt:4: the score is 'high', expected a number"));
  EXPECT_THAT(error_of([] { read("a b\n"); }), StartsWith("pairs.txt:1: expected two words"));
  for (const char* number : {"nan", "inf", "1e999", "", "1,5"})
    EXPECT_THAT(error_of([&] { read("a\tb\t1\na\tb\t" + std::string(number) + "\n"); }),
                StartsWith("pairs.txt:2: the score is '" + std::string(number)));
  // SimLex999 names a column that this line does not have.
  EXPECT_THAT(error_of([] { read("w1\tw2\tPOS\tSimLex999\nold\tnew\tA\n"); }),
              StartsWith("pairs.txt:2: expected two words and a score"));
}

TEST(WordPairs, OfAFileWithoutPairsAreAnError) {
  for (const char* text : {"", "# nothing\n\n", "Word 1,Word 2,Human\n"})
    EXPECT_THAT(error_of([&] { read(text); }), HasSubstr("pairs.txt: no word pairs in it")) << text;
}

TEST(WordSimilarity, ComparesOrdersOverKnownPairs) {
  const EmbeddingModel model = testing::small_model(
      {{"동", 9, {1, 0}}, {"남동", 8, {2, -2}}, {"북", 7, {0, 5}}, {"서", 6, {-3, 0}}}, {});
  // Cosines 0.707, 0, -1, and people's order 2, 3, 1; two pairs have words that are not known.
  const std::vector<WordPair> pairs{
      {"동", "남동", 5}, {"동", "북", 6}, {"남", "북", 10}, {"서", "동", 1}, {"동", "동쪽", 0}};
  const WordSimilarityReport report = evaluate_word_similarity(model, pairs);
  EXPECT_EQ(report.pairs, 5U);
  EXPECT_EQ(report.known, 3U);
  EXPECT_DOUBLE_EQ(report.coverage, 0.6);
  EXPECT_DOUBLE_EQ(report.spearman, 0.5);

  const WordSimilarityReport frequent =
      evaluate_word_similarity(model, pairs, {.most_frequent = 2});
  EXPECT_EQ(frequent.known, 1U);
  EXPECT_TRUE(std::isnan(frequent.spearman));
}

TEST(WordSimilarity, PutsNoWordsTogether) {
  EmbeddingModel model = testing::small_model({{"비", 9, {1, 0}}, {"옷", 8, {0, 1}}}, {});
  TokenizerOptions characters;
  characters.name = "characters";
  model.tokenizer = make_tokenizer(characters, {});
  EXPECT_EQ(evaluate_word_similarity(model, {{"비옷", "비", 8}}).known, 0U);
}

}  // namespace
}  // namespace t2v
