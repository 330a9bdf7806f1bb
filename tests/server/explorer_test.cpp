#include "server/explorer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <exception>
#include <map>
#include <string>
#include <vector>

#include "query/small_model.h"
#include "server/json_answer.h"

namespace t2v {
namespace {

using testing::counts_of;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::small_model;
using Json = nlohmann::json;

/// Words of praise lie upwards, of blame downwards; film:1 is about music, film:2 about acting.
EmbeddingModel film_model() {
  EmbeddingModel model = small_model({{"최고", 300, {0, 3, 0}, {0, 3, 0}},
                                      {"최악", 300, {0, -3, 0}, {0, -3, 0}},
                                      {"음악", 200, {3, 1, 0}, {3, 1, 0}},
                                      {"연기", 200, {-3, -1, 0}, {-3, -1, 0}},
                                      {"영화", 100, {0, 0, 1}, {0, 0, 1}}},
                                     {{"긍정", 400, {0, 2, 0}},
                                      {"부정", 300, {0, -2, 0}},
                                      {"film:1", 100, {2, 1, 0}},
                                      {"film:2", 90, {-2, -1, 0}}});
  model.counts = counts_of({{{0, 290}, {1, 5}, {2, 5}},
                            {{0, 5}, {1, 285}, {3, 10}},
                            {{0, 110}, {1, 40}, {2, 50}},
                            {{0, 40}, {1, 110}, {3, 50}},
                            {{0, 44}, {1, 30}, {2, 10}, {3, 10}}},
                           model.labels);
  return model;
}

/// An explorer that is asked without any network in between.
class ExplorerTest : public ::testing::Test {
 protected:
  HttpAnswer answer(const std::string& path,
                    const std::multimap<std::string, std::string>& parameters = {}) {
    const std::vector<HttpRoute> routes = explorer_.routes();
    const auto route = std::ranges::find(routes, path, &HttpRoute::path);
    if (route == routes.end()) return failure_answer({404, "no such path", nullptr});
    try {
      return route->answer({parameters, ""});
    } catch (...) {
      return failure_answer({500, "", std::current_exception()});
    }
  }

  Json ask(const std::string& path,
           const std::multimap<std::string, std::string>& parameters = {}) {
    const HttpAnswer found = answer(path, parameters);
    EXPECT_EQ(found.status, 200) << path << ": " << found.body;
    EXPECT_EQ(found.content_type, "application/json");
    return Json::parse(found.body);
  }

  static std::vector<std::string> keys(const Json& results) {
    std::vector<std::string> keys;
    for (const Json& result : results) keys.push_back(result.at("key"));
    return keys;
  }

  Explorer explorer_{film_model(), {}};
};

TEST_F(ExplorerTest, TellsTheKindsOfLabels) {
  const Json model = ask("/api/model");
  EXPECT_EQ(model.at("kinds"),
            Json::parse(R"([{"kind": "", "labels": 2}, {"kind": "film", "labels": 2}])"));
  EXPECT_EQ(model.at("affinity_labels"), Json::parse(R"(["긍정", "부정"])"));
}

TEST_F(ExplorerTest, ListsLabelsByKindAndName) {
  EXPECT_THAT(keys(ask("/api/labels").at("results")),
              ElementsAre("긍정", "부정", "film:1", "film:2"));
  EXPECT_THAT(keys(ask("/api/labels", {{"kind", "film"}}).at("results")),
              ElementsAre("film:1", "film:2"));
  EXPECT_THAT(keys(ask("/api/labels", {{"kind", ":"}, {"n", "1"}}).at("results")),
              ElementsAre("긍정"));
  EXPECT_THAT(keys(ask("/api/labels", {{"like", "*:2"}}).at("results")), ElementsAre("film:2"));
  EXPECT_THAT(keys(ask("/api/labels", {{"q", "음악"}, {"kind", "film"}}).at("results")),
              ElementsAre("film:1", "film:2"));
  EXPECT_THAT(keys(ask("/api/labels", {{"q", "연기"}, {"q", "+긍정"}, {"kind", "film"}, {"n", "1"}})
                       .at("results")),
              ElementsAre("film:2"));
}

TEST_F(ExplorerTest, TellsWhatIsBlamedAndPraisedUnderALabel) {
  const Json first = ask("/api/praise", {{"label", "film:1"}});
  EXPECT_EQ(first.at("label"), "film:1");
  EXPECT_THAT(keys(first.at("praises")), ElementsAre("음악", "최고", "영화"));
  EXPECT_THAT(keys(first.at("complaints")), IsEmpty());
  const Json second = ask("/api/praise", {{"label", "label:film:2"}, {"n", "1"}});
  EXPECT_EQ(second.at("from"), "부정");
  EXPECT_THAT(keys(second.at("complaints")), ElementsAre("연기"));
  EXPECT_GT(second.at("complaints").at(0).at("affinity").at("부정"), 0);
  // The other way round complaints are praises.
  EXPECT_EQ(
      ask("/api/praise", {{"label", "film:1"}, {"from", "긍정"}, {"to", "부정"}}).at("complaints"),
      first.at("praises"));
}

TEST_F(ExplorerTest, FindsLabelsPraisedForTheCounterpart) {
  const Json found = ask("/api/counterpart", {{"word", "최악"}, {"kind", "film"}, {"n", "1"}});
  EXPECT_THAT(keys(found.at("counterpart")), ElementsAre("최고"));
  EXPECT_THAT(keys(found.at("labels")), ElementsAre("film:1"));
  // Without a kind the labels that set the tone are left out all the same.
  EXPECT_THAT(keys(ask("/api/counterpart", {{"word", "최악"}}).at("labels")),
              ElementsAre("film:1", "film:2"));
}

TEST_F(ExplorerTest, MarksTermsThatCouldBeTwoThings) {
  Explorer both(small_model({{"감독", 9, {1, 0}, {1, 0}}, {"배우", 8, {0, 1}, {0, 1}}},
                            {{"감독", 5, {0, 1}}, {"각본", 4, {2, 1}}}),
                {});
  const std::vector<HttpRoute> routes = both.routes();
  const auto route = std::ranges::find(routes, "/api/neighbors", &HttpRoute::path);
  const Json found = Json::parse(route->answer({{{"q", "감독"}, {"q", "-각본"}}, ""}).body);
  EXPECT_EQ(found.at("query"), Json::parse(R"(["word:감독", "-각본"])"));
  EXPECT_THAT(found.at("remarks").at(0), HasSubstr("taken as the word"));
}

TEST_F(ExplorerTest, ReplacesWhatIsNoUtf8) {
  const HttpAnswer found = answer("/api/neighbors", {{"q", "\xff"}});
  EXPECT_EQ(found.status, 404);
  EXPECT_THAT(Json::parse(found.body).at("error"), HasSubstr("\uFFFD"));
  EXPECT_EQ(answer("/api/map", {{"labels", "\xff"}}).status, 404);
  EXPECT_EQ(answer("/api/complete", {{"\xff", "1"}}).status, 400);
}

TEST_F(ExplorerTest, AsksForLabelsWhereAModelHasNone) {
  Explorer plain(small_model({{"영화", 9, {1, 0}, {1, 0}}, {"배우", 8, {0, 1}, {0, 1}}}, {}), {});
  const std::vector<HttpRoute> routes = plain.routes();
  const auto at = [&](const std::string& path) {
    return std::ranges::find(routes, path, &HttpRoute::path)->answer;
  };
  EXPECT_EQ(Json::parse(at("/api/model")({}).body).at("opposites"), nullptr);
  const Json found = Json::parse(at("/api/neighbors")({{{"q", "영화"}}, ""}).body);
  EXPECT_EQ(found.at("results").at(0).at("affinity"), Json::object());
  EXPECT_EQ(Json::parse(at("/api/map")({}).body).at("points").size(), 2U);
  EXPECT_THROW(at("/api/praise")({{{"label", "film:1"}}, ""}), Error);
}

}  // namespace
}  // namespace t2v
