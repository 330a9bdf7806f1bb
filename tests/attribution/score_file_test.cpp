#include "attribution/score_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "text/error.h"

namespace t2v {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Optional;
using ::testing::SizeIs;

std::vector<ScoredText> read(const std::string& text) {
  return read_scored_texts(TextFile::from_string(text, "peer.jsonl"));
}

std::string problem(const std::string& text) {
  try {
    read(text);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

TEST(ScoreFile, ReadsWhatItNeeds) {
  const auto scored = read(
      "{\"method\":\"shap\",\"id\":3,\"tokens\":[{\"text\":\"가\",\"score\":1.5},{\"score\":-2}],"
      "\"more\":[]}\n\n"
      "{\"method\":\"lime\",\"text\":\"좋 다\",\"target\":\"긍정\",\"tokens\":[]}\r\n");
  ASSERT_THAT(scored, SizeIs(2));
  EXPECT_EQ(scored[0].method, "shap");
  EXPECT_THAT(scored[0].line, Optional(3U));
  EXPECT_THAT(scored[0].scores, ElementsAre(1.5, -2));
  EXPECT_EQ(scored[0].place, "peer.jsonl:1");
  EXPECT_FALSE(scored[0].target.has_value());
  EXPECT_FALSE(scored[1].line.has_value());
  EXPECT_EQ(scored[1].text, "좋 다");
  EXPECT_THAT(scored[1].target, Optional(std::string("긍정")));
  EXPECT_EQ(scored[1].place, "peer.jsonl:3");
}

TEST(ScoreFile, NamesThePlaceOfWhatIsWrong) {
  const std::string good = "{\"method\":\"m\",\"id\":1,\"tokens\":[{\"score\":1}]}\n";
  EXPECT_EQ(problem(good), "");
  EXPECT_THAT(problem(good + "no json\n"), HasSubstr("peer.jsonl:2: no JSON object"));
  EXPECT_THAT(problem("[1]\n"), HasSubstr("peer.jsonl:1: no JSON object"));
  EXPECT_THAT(problem("{\"id\":1,\"tokens\":[]}\n"), HasSubstr("no method"));
  EXPECT_THAT(problem("{\"method\":\"m\",\"tokens\":[]}\n"), HasSubstr("neither id nor text"));
  EXPECT_THAT(problem("{\"method\":\"m\",\"id\":1}\n"), HasSubstr("no tokens"));
  EXPECT_THAT(problem("{\"method\":\"m\",\"id\":1,\"tokens\":[{\"score\":1},{}]}\n"),
              HasSubstr("token 2 has no score"));
  EXPECT_THAT(problem("{\"method\":\"m\",\"id\":1,\"tokens\":[{\"score\":\"1\"}]}\n"),
              HasSubstr("token 1 has no score"));
  EXPECT_THAT(problem("\n"), HasSubstr("peer.jsonl: no scores"));
}

class MatchScores : public ::testing::Test {
 protected:
  // The lines 2, 5 and 6 of a corpus; texts may be there twice.
  const std::vector<JudgedDocument> documents_{
      {1, "a b", {2, 3}, 0}, {4, "a b", {2, 3}, 1}, {5, "c", {4}, 1}};
  const Vocabulary labels_ = Vocabulary::from_ordered({{"bad", 1}, {"good", 1}});

  std::vector<PeerScores> match(const std::string& text) {
    return match_scores(read(text), documents_, labels_);
  }
};

TEST_F(MatchScores, ByTextOrByLine) {
  const auto peers = match(
      "{\"method\":\"m\",\"id\":6,\"tokens\":[{\"score\":9}]}\n"
      "{\"method\":\"n\",\"id\":6,\"text\":\"a b\",\"tokens\":[{\"score\":1},{\"score\":2}]}\n"
      "{\"method\":\"n\",\"id\":1,\"tokens\":[]}\n");
  ASSERT_THAT(peers, SizeIs(2));
  EXPECT_EQ(peers[0].method, "m");
  EXPECT_FALSE(peers[0].scores[0].has_value());
  EXPECT_THAT(peers[0].scores[2], Optional(ElementsAre(9)));
  EXPECT_THAT(peers[1].scores[0], Optional(ElementsAre(1, 2)));
  EXPECT_THAT(peers[1].scores[1], Optional(ElementsAre(1, 2)));
  EXPECT_FALSE(peers[1].scores[2].has_value());
}

TEST_F(MatchScores, OnlyForTheDocumentsLabel) {
  const auto peers = match(
      "{\"method\":\"m\",\"text\":\"a b\",\"target\":\"good\",\"tokens\":[{\"score\":1},"
      "{\"score\":2}]}\n");
  EXPECT_FALSE(peers[0].scores[0].has_value());
  EXPECT_TRUE(peers[0].scores[1].has_value());
}

TEST_F(MatchScores, RefusesOtherTokensAndUnknownTargets) {
  EXPECT_THROW(match("{\"method\":\"m\",\"id\":2,\"tokens\":[{\"score\":1}]}\n"), Error);
  EXPECT_THROW(
      match("{\"method\":\"m\",\"id\":6,\"target\":\"fair\",\"tokens\":[{\"score\":1}]}\n"), Error);
}

}  // namespace
}  // namespace t2v
