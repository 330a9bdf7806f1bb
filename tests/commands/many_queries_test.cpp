#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "commands/film_reviews.h"
#include "commands/work_folder.h"

namespace t2v::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::SizeIs;
using ::testing::StartsWith;
using Json = nlohmann::json;

using Arguments = std::vector<std::string>;

class ManyQueries : public ::testing::Test {
 protected:
  ManyQueries() { EXPECT_EQ(train_film_model(folder_).exit_code, 0); }

  Outcome ask(Arguments arguments, const Arguments& more = {}) {
    arguments.insert(arguments.end(), more.begin(), more.end());
    Outcome outcome = folder_.run(arguments);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    return outcome;
  }

  void expect_usage_error(const Arguments& arguments, const std::string& message) {
    const Outcome outcome = folder_.run(arguments);
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_THAT(outcome.err, StartsWith("t2v: " + message));
    EXPECT_THAT(outcome.err_lines(), SizeIs(1));
    EXPECT_THAT(outcome.out, IsEmpty());
  }

  WorkFolder folder_;
};

TEST_F(ManyQueries, HaveTheAnswersOfEachAlone) {
  const std::vector<Arguments> queries{
      {"최악"}, {"스토리", "연기"}, {"word:결말", "-label:부정"}, {"최고", "-부정", "+긍정"}};
  std::string file = "\xEF\xBB\xBF";
  for (const Arguments& terms : queries) {
    for (const std::string& term : terms) file.append(term).append(" \t");
    file += "\r\n\n";
  }
  folder_.write("queries.txt", file);
  for (const Arguments& command :
       {Arguments{"neighbors"}, Arguments{"contexts", "--label", "부정", "--min-count", "100"},
        Arguments{"analogy"}, Arguments{"analogy", "--mul", "-n", "3"}}) {
    std::string expected;
    for (const Arguments& terms : queries) {
      std::string query = terms[0];
      for (std::size_t i = 1; i < terms.size(); ++i) query.append(" ").append(terms[i]);
      for (const std::string& line : ask(command, terms).out_lines()) {
        expected.append(query).append("\t").append(line).append("\n");
      }
    }
    const Outcome together = ask(command, {"--queries", "queries.txt"});
    EXPECT_EQ(together.out, expected);
    EXPECT_THAT(together.err, IsEmpty());
  }
}

TEST_F(ManyQueries, MayBeQuizzesAndComeFromStandardInput) {
  Surroundings surroundings;
  surroundings.standard_input = "최악 : 부정 = ? : 긍정\n꿀잼 +부정 -긍정\n";
  const Outcome outcome =
      folder_.run({"analogy", "--queries", "-", "--top", "1", "--json"}, surroundings);
  ASSERT_THAT(outcome.out_lines(), SizeIs(2));
  const Json first = Json::parse(outcome.out_lines()[0]);
  EXPECT_EQ(first.at("query"), "최악 : 부정 = ? : 긍정");
  EXPECT_EQ(first.at("word"), "최고");
  EXPECT_GT(first.at("count"), 0);
  EXPECT_TRUE(first.at("score").is_number());
  EXPECT_EQ(Json::parse(outcome.out_lines()[1]).at("word"), "노잼");
}

TEST_F(ManyQueries, ALineThatCannotBeAnsweredIsNamedAndLeftOut) {
  folder_.write("queries.txt", "최악\n없는말\n최고\n결말 -결말\nlabel:중립\n+\n");
  const Outcome outcome = ask({"neighbors", "--queries", "queries.txt", "-n", "1"});
  EXPECT_THAT(outcome.out_lines(), ElementsAre(StartsWith("최악\t"), StartsWith("최고\t")));
  EXPECT_THAT(
      outcome.err_lines(),
      ElementsAre(
          "t2v: note: queries.txt:2: '없는말' is neither a word nor a label of this model; "
          "left out",
          "t2v: note: queries.txt:4: the terms cancel each other out: their vectors add up "
          "to zero; left out",
          "t2v: note: queries.txt:5: '중립' is no label of this model; left out",
          AllOf(StartsWith("t2v: note: queries.txt:6: '+' is no term"), EndsWith("; left out"))));
}

TEST_F(ManyQueries, ManyRemarksAreCounted) {
  std::string queries = "최악\n";
  for (int i = 0; i < 3000; ++i) queries += "없는말\n최고\n";
  folder_.write("queries.txt", queries);
  const Outcome outcome = ask({"neighbors", "--queries", "queries.txt", "-n", "1"});
  EXPECT_THAT(outcome.out_lines(), SizeIs(3001));
  EXPECT_THAT(outcome.err_lines(), SizeIs(11));
  EXPECT_EQ(outcome.err_lines().back(), "t2v: note: queries.txt: 2990 more remarks on lines");
}

TEST_F(ManyQueries, NoneAnsweredIsAFailure) {
  folder_.write("queries.txt", "없는말\n\n또없다\n");
  const Outcome outcome = folder_.run({"contexts", "--queries", "queries.txt"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.out, IsEmpty());
  EXPECT_EQ(outcome.err_lines().back(), "t2v: queries.txt: none of its 2 queries can be answered");
  folder_.write("queries.txt", "\n");
  EXPECT_THAT(ask({"contexts", "--queries", "queries.txt"}).out, IsEmpty());
  EXPECT_THAT(folder_.run({"contexts", "--queries", "nowhere.txt"}).err, HasSubstr("nowhere.txt"));
}

TEST_F(ManyQueries, AreNotMixedWithTerms) {
  folder_.write("queries.txt", "최악\n");
  expect_usage_error({"neighbors", "최고", "--queries", "queries.txt"}, "'최고' with --queries");
  expect_usage_error({"analogy"}, "");
  expect_usage_error({"neighbors", "최고", "--approximate", "--label", "부정"},
                     "--approximate with --label");
}

TEST_F(ManyQueries, AnIndexIsMadeUsedAndMadeAnew) {
  const std::string recall =
      "t2v: note: approximate: t2v.h5.neighbors.hnsw finds [0-9.]+% of the "
      "10 nearest words";
  const Arguments query{"neighbors", "최악", "--approximate"};
  const std::string exact = ask({"neighbors", "최악"}).out;
  Outcome first = ask(query);
  EXPECT_EQ(first.out, exact);
  EXPECT_THAT(first.err_lines().back(), MatchesRegex(recall));
  ASSERT_TRUE(folder_.has("t2v.h5.neighbors.hnsw"));
  const std::string index = folder_.read("t2v.h5.neighbors.hnsw");

  Outcome again = ask(query);
  EXPECT_EQ(again.out, exact);
  EXPECT_THAT(again.err_lines(), ElementsAre(MatchesRegex(recall)));
  EXPECT_EQ(folder_.read("t2v.h5.neighbors.hnsw"), index) << "it is used as it is";

  std::string damaged = index;
  damaged[damaged.size() / 2] ^= 1;
  folder_.write("t2v.h5.neighbors.hnsw", damaged.substr(0, damaged.size() - 8));
  const Outcome mended = ask(query);
  EXPECT_EQ(mended.out, exact);
  EXPECT_THAT(mended.err_lines().front(),
              AllOf(StartsWith("t2v: note: "), HasSubstr("t2v.h5.neighbors.hnsw"),
                    EndsWith("; the index is built anew")));

  EXPECT_EQ(folder_.run({"train", "corpus.txt", "labels.txt", "--quiet", "--dim", "24"}).exit_code,
            0);
  const Outcome retrained = ask(query);
  EXPECT_THAT(retrained.err_lines().front(),
              HasSubstr("it belongs to other vectors; the index is built anew"));
  EXPECT_EQ(retrained.out, ask({"neighbors", "최악"}).out);

  EXPECT_EQ(ask({"contexts", "최악", "--approximate"}).out, ask({"contexts", "최악"}).out);
  EXPECT_TRUE(folder_.has("t2v.h5.contexts.hnsw"));
}

}  // namespace
}  // namespace t2v::testing
