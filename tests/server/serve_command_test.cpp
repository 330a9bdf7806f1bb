#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <future>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "commands/bundled_reviews.h"
#include "commands/film_reviews.h"
#include "commands/work_folder.h"
#include "server/raw_client.h"
#include "server/running_server.h"

namespace t2v::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using Json = nlohmann::json;
using Arguments = std::vector<std::string>;

constexpr const char* kCnn = FILM_REVIEWS "/cnn.h5";

/// One server for all tests: nothing that is asked changes it.
class ServeCommand : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder = std::make_unique<WorkFolder>();
    ASSERT_EQ(train_film_model(*folder).exit_code, 0);
    server = std::make_unique<RunningServer>(*folder, Arguments{"--cnn", kCnn});
  }
  static void TearDownTestSuite() {
    server.reset();
    folder.reset();
  }

  /// The lines that the command answers with --json, as a list.
  static Json command(Arguments arguments) {
    arguments.emplace_back("--json");
    const Outcome outcome = folder->run(arguments);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    Json list = Json::array();
    for (const std::string& line : outcome.out_lines()) list.push_back(Json::parse(line));
    return list;
  }

  /// Expects results to be those of a command, whose key is called `name`.
  static void expect_same(const Json& results, const Json& expected, const std::string& name,
                          const std::string& count = "count") {
    ASSERT_EQ(results.size(), expected.size());
    for (std::size_t i = 0; i < results.size(); ++i) {
      EXPECT_EQ(results[i].at("key"), expected[i].at(name));
      if (expected[i].contains("score")) {
        EXPECT_EQ(results[i].at("score"), expected[i].at("score"));
      }
      EXPECT_EQ(results[i].at(count), expected[i].at("count"));
    }
  }

  static std::unique_ptr<WorkFolder> folder;
  static std::unique_ptr<RunningServer> server;
};

std::unique_ptr<WorkFolder> ServeCommand::folder;
std::unique_ptr<RunningServer> ServeCommand::server;

TEST_F(ServeCommand, TellsThatItIsWellAndWhatItHas) {
  EXPECT_EQ(server->get("/api/health").at("status"), "ok");
  const Json model = server->get("/api/model");
  EXPECT_EQ(model.at("name"), "t2v.h5");
  EXPECT_GT(model.at("words"), 20);
  EXPECT_EQ(model.at("labels"), 2);
  EXPECT_EQ(model.at("dim"), 24);
  EXPECT_EQ(model.at("kinds"), Json::parse(R"([{"kind": "", "labels": 2}])"));
  EXPECT_EQ(model.at("opposites"), Json::parse(R"({"from": "부정", "to": "긍정"})"));
  EXPECT_EQ(model.at("affinity_labels"), Json::parse(R"(["긍정", "부정"])"));
  EXPECT_EQ(model.at("classifier"), true);
  EXPECT_EQ(model.at("suspects"), false);
  EXPECT_EQ(model.at("default_label_weight").at("neighbors"), 1.15);
  EXPECT_EQ(model.at("methods").size(), 11U);
}

TEST_F(ServeCommand, AnswersAsTheCommandsDo) {
  expect_same(server->get("/api/neighbors", {{"q", "스토리"}}).at("results"),
              command({"neighbors", "스토리"}), "word");
  expect_same(
      server->get("/api/neighbors", {{"q", "스토리"}, {"label", "부정"}, {"n", "5"}}).at("results"),
      command({"neighbors", "스토리", "--label", "부정", "-n", "5"}), "word");
  expect_same(server
                  ->get("/api/contexts", {{"q", "스토리"},
                                          {"q", "-연기"},
                                          {"label", "부정"},
                                          {"weight", "0.5"},
                                          {"min_count", "100"}})
                  .at("results"),
              command({"contexts", "스토리", "-연기", "--label", "부정", "--label-weight", "0.5",
                       "--min-count", "100"}),
              "word");
  for (const std::string mode : {"add", "mul"}) {
    expect_same(
        server->get("/api/analogy", {{"q", "최악"}, {"q", "-부정"}, {"q", "+긍정"}, {"mode", mode}})
            .at("results"),
        command({"analogy", "최악", "-부정", "+긍정", "--" + mode}), "word");
  }
  expect_same(server->get("/api/labels").at("results"), command({"labels"}), "label", "documents");
  expect_same(server->get("/api/labels", {{"q", "최악"}}).at("results"),
              command({"labels", "최악"}), "label", "documents");
}

TEST_F(ServeCommand, TakesAnAnalogyAsASentence) {
  const Json by_terms =
      server->get("/api/analogy", {{"q", "최악"}, {"q", "-부정"}, {"q", "+긍정"}});
  EXPECT_EQ(by_terms.at("results").at(0).at("key"), "최고");
  const Json by_sentence = server->get("/api/analogy", {{"sentence", "최악 : 부정 = ? : 긍정"}});
  EXPECT_EQ(by_sentence, by_terms);
  EXPECT_EQ(by_sentence.at("query"), Json::parse(R"(["최악", "-부정", "긍정"])"));
}

TEST_F(ServeCommand, TellsHowWordsLean) {
  const Json worst = server->get("/api/neighbors", {{"q", "환불"}, {"n", "1"}, {"label", "부정"}});
  const Json& affinity = worst.at("results").at(0).at("affinity");
  EXPECT_GT(affinity.at("부정"), 0.5);
  EXPECT_LT(affinity.at("긍정"), -0.5);
}

TEST_F(ServeCommand, Completes) {
  const Json labels = server->get("/api/complete", {{"q", "긍"}}).at("completions");
  ASSERT_EQ(labels.size(), 1U);
  EXPECT_EQ(labels[0], Json::parse(R"({"key": "긍정", "type": "label", "count": 2000})"));
  const Json words = server->get("/api/complete", {{"q", "최"}, {"n", "2"}}).at("completions");
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(words[0].at("key"), "최고");
  EXPECT_EQ(words[1].at("key"), "최악");
  EXPECT_THAT(server->get("/api/complete", {{"q", "없는"}}).at("completions"), IsEmpty());
}

TEST_F(ServeCommand, LeadsFromComplaintsToTheirCounterparts) {
  const Json found = server->get("/api/counterpart", {{"word", "최악"}});
  EXPECT_EQ(found.at("counterpart").at(0).at("key"), "최고");
  EXPECT_EQ(found.at("from"), "부정");
  EXPECT_EQ(found.at("to"), "긍정");
  server->get("/api/praise", {{"label", "긍정"}, {"from", "부정"}, {"to", "긍정"}}, 400);
}

TEST_F(ServeCommand, ExplainsAsTheOtherProgramDoes) {
  const std::string text = "스토리가 정말 최고다, 추천!";
  Surroundings surroundings;
  surroundings.program = T2V_ATTRIBUTE_PROGRAM;
  for (const std::string method : {"integrated-gradients", "cam", "leave-one-out"}) {
    const Json answer = server->post("/api/explain", {{"text", text}, {"method", method}});
    const Outcome outcome =
        folder->run({"explain", "-m", kCnn, "--method", method, "--json", text}, surroundings);
    ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
    const Json expected = Json::parse(outcome.out);
    EXPECT_EQ(answer.at("text"), expected.at("text"));
    EXPECT_EQ(answer.at("predicted"), expected.at("predicted"));
    EXPECT_EQ(answer.at("target"), expected.at("target"));
    EXPECT_EQ(answer.at("delta"), expected.at("delta"));
    ASSERT_EQ(answer.at("words").size(), expected.at("tokens").size());
    for (std::size_t i = 0; i < answer.at("words").size(); ++i) {
      Json token = expected.at("tokens").at(i);
      token["text"] = token.at("token");
      token.erase("token");
      EXPECT_EQ(answer.at("words").at(i), token);
    }
    for (std::size_t i = 0; i < answer.at("classes").size(); ++i)
      EXPECT_EQ(answer.at("classes").at(i), expected.at("predictions").at(i));
  }
}

TEST_F(ServeCommand, RefusesWhatCannotBeExplained) {
  server->post("/api/explain", {{"method", "cam"}}, 400);
  server->post("/api/explain", {{"text", "좋다"}, {"method", "magic"}}, 400);
  server->post("/api/explain", {{"text", "좋다"}, {"target", "magic"}}, 400);
  std::string words;
  for (int i = 0; i < 2001; ++i) words += "영화 ";
  EXPECT_THAT(server->post("/api/explain", {{"text", words}}, 400).at("error"),
              HasSubstr("expected at most 2000"));
  server->post("/api/explain", {{"text", std::string(70'000, 'x')}}, 413);
  // White space alone is no text, but has its probabilities.
  EXPECT_THAT(server->post("/api/explain", {{"text", " "}}).at("words"), IsEmpty());
}

TEST_F(ServeCommand, DrawsMaps) {
  const Json pca = server->get("/api/map", {{"n", "8"}});
  EXPECT_EQ(pca.at("done"), true);
  EXPECT_EQ(pca.at("layout"), "pca");
  EXPECT_EQ(pca.at("points").size(), 10U);
  EXPECT_EQ(pca.at("points").at(0).at("type"), "label");
  EXPECT_TRUE(pca.at("points").at(2).at("affinity").contains("긍정"));
  EXPECT_EQ(server->get("/api/map", {{"n", "8"}}), pca);
  const RunningServer::Parameters asked{{"n", "8"}, {"layout", "tsne"}, {"labels", "부정"}};
  const Json tsne = server->get_when_ready("/api/map", asked);
  EXPECT_EQ(tsne.at("layout"), "tsne");
  EXPECT_EQ(tsne.at("points").size(), 9U);
  EXPECT_EQ(server->get("/api/map", asked), tsne);
}

TEST_F(ServeCommand, SaysWhatIsWrongInOneLine) {
  const Json unknown = server->get("/api/neighbors", {{"q", "최곱"}}, 404);
  EXPECT_THAT(unknown.at("error"), HasSubstr("'최곱' is neither a word nor a label"));
  EXPECT_EQ(unknown.at("term"), "최곱");
  EXPECT_THAT(unknown.at("suggestions"), ElementsAre("최고"));
  EXPECT_EQ(
      server->get("/api/neighbors", {{"q", "최고"}, {"label", "긍점"}}, 404).at("suggestions"),
      Json::parse(R"(["긍정", "부정"])"));
  for (const std::string path : {"neighbors", "contexts", "analogy", "praise", "counterpart"})
    server->get("/api/" + path, {}, 400);
  for (const std::string path : {"complete", "neighbors", "contexts", "analogy", "labels", "praise",
                                 "counterpart", "map", "health", "model"}) {
    EXPECT_THAT(server->get("/api/" + path, {{"unknown", "1"}}, 400).at("error"),
                HasSubstr("unknown parameter 'unknown'"));
  }
  server->get("/api/neighbors", {{"q", "최고"}, {"n", "0"}}, 400);
  server->get("/api/neighbors", {{"q", "최고"}, {"n", "1001"}}, 400);
  server->get("/api/neighbors", {{"q", "최고"}, {"weight", "nan"}}, 400);
  server->get("/api/neighbors", {{"q", "최고"}, {"q", "-최고"}}, 400);
  server->get("/api/analogy", {{"sentence", "최악 : 부정"}}, 400);
  server->get("/api/analogy", {{"sentence", "최악 : 부정 = ? : 긍정"}, {"q", "최악"}}, 400);
  server->get("/api/labels", {{"kind", "film"}}, 400);
  server->get("/api/suspects", {}, 404);
  server->get("/api", {}, 404);
  server->post("/api/neighbors", {{"q", "최고"}}, 405);
}

TEST_F(ServeCommand, FindsNothingBehindControlCharacters) {
  for (const std::string& text :
       {std::string("\0", 1), std::string("최고\0", 7), std::string("\x1b[2J"),
        std::string("../../etc/passwd"), std::string("\xff\xfe")}) {
    for (const std::string& path :
         {std::string("/api/neighbors"), std::string("/api/analogy"), std::string("/api/labels")}) {
      const std::string answer = raw_answer(server->port(), "GET " + path + "?q=" + text +
                                                                " HTTP/1.1\r\nHost: localhost\r\n" +
                                                                "Connection: close\r\n\r\n");
      EXPECT_GE(status_of(answer), 400);
      EXPECT_LT(status_of(answer), 500);
    }
  }
  const std::string answer = raw_answer(server->port(),
                                        "GET /api/neighbors?q=%EC%B5%9C%00 HTTP/1.1\r\n"
                                        "Host: localhost\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(answer, HasSubstr(R"({"error":"q has a byte of zero, expected text"})"));
  // A control character is white space, which is no part of a key.
  EXPECT_EQ(server->get("/api/neighbors", {{"q", "최고\n"}}).at("query"),
            Json::parse(R"(["최고"])"));
}

TEST_F(ServeCommand, GivesManyTheSameAnswers) {
  const std::vector<RunningServer::Parameters> questions{
      {{"q", "스토리"}, {"label", "부정"}},
      {{"q", "최고"}},
      {{"q", "연기"}, {"label", "긍정"}, {"n", "3"}}};
  std::vector<Json> expected;
  for (const auto& question : questions) expected.push_back(server->get("/api/contexts", question));
  std::vector<std::future<void>> askers;
  for (std::size_t asker = 0; asker < 16; ++asker) {
    askers.push_back(std::async(std::launch::async, [&, asker] {
      for (std::size_t i = 0; i < 20; ++i) {
        const std::size_t which = (asker + i) % questions.size();
        EXPECT_EQ(server->get("/api/contexts", questions[which]), expected[which]);
      }
    }));
  }
  for (auto& asker : askers) asker.get();
}

TEST_F(ServeCommand, ServesItsPage) {
  const std::string page =
      raw_answer(server->port(), "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(status_of(page), 200);
  EXPECT_THAT(page, HasSubstr("Content-Type: text/html; charset=utf-8"));
  EXPECT_THAT(body_of(page), HasSubstr("<!DOCTYPE html>"));
}

TEST_F(ServeCommand, StopsInPeace) {
  for (const int signal : {SIGINT, SIGTERM}) {
    RunningServer own(*folder);
    const RawClient idle(own.port());
    EXPECT_EQ(own.get("/api/health").at("status"), "ok");
    own.program().send(signal);
    const Outcome outcome = own.program().wait();
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(outcome.err_lines().size(), 1U) << outcome.err;
  }
}

TEST_F(ServeCommand, StopsInTheMiddleOfAMap) {
  RunningServer own(*folder);
  own.get("/api/map", {{"layout", "tsne"}, {"n", "1900"}}, 202);
  own.program().send(SIGTERM);
  EXPECT_EQ(own.program().wait().exit_code, 0);
}

TEST_F(ServeCommand, SaysWhyItCannotServe) {
  const auto failure = [](const Arguments& options, int exit_code) {
    Arguments arguments{"serve"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    const Outcome outcome = folder->run(arguments);
    EXPECT_EQ(outcome.exit_code, exit_code) << outcome.err;
    EXPECT_EQ(outcome.err_lines().size(), 1U) << outcome.err;
    return outcome.err;
  };
  const std::string taken = std::to_string(server->port());
  EXPECT_THAT(failure({"--port", taken}, 1),
              HasSubstr("cannot listen at 127.0.0.1:" + taken + ": the port is taken"));
  EXPECT_THAT(failure({"--host", "192.0.2.1"}, 1), HasSubstr("not an address of this machine"));
  EXPECT_THAT(failure({"-m", "none.h5"}, 1), HasSubstr("none.h5"));
  EXPECT_THAT(failure({"--cnn", "none.h5", "--port", "0"}, 1), HasSubstr("none.h5"));
  EXPECT_THAT(failure({"--suspects", "none.txt", "labels.txt", "--port", "0"}, 1),
              HasSubstr("none.txt"));
  EXPECT_THAT(failure({"--suspects", "corpus.txt"}, 2), HasSubstr("--suspects CORPUS LABELS"));
  EXPECT_THAT(failure({"corpus.txt"}, 2), HasSubstr("expected options only"));
  EXPECT_THAT(failure({"--port", "65536"}, 2), HasSubstr("--port is '65536'"));
}

TEST(ServeCommandAlone, HasNoClassifierUnlessOneIsNamed) {
  const WorkFolder folder;
  ASSERT_EQ(train_film_model(folder).exit_code, 0);
  const RunningServer server(folder);
  EXPECT_EQ(server.get("/api/model").at("classifier"), false);
  EXPECT_THAT(server.post("/api/explain", {{"text", "좋다"}}, 404).at("error"), HasSubstr("--cnn"));
}

TEST(ServeCommandAlone, LooksForSuspectsAsTheCommandDoes) {
  const WorkFolder folder;
  BundledReviews reviews = bundled_reviews(0, 400);
  std::swap(reviews.labels[0], reviews.labels[1]);
  ASSERT_EQ(train_on(folder, reviews).exit_code, 0);
  const RunningServer server(folder, {"--suspects", "corpus.txt", "labels.txt"});
  EXPECT_EQ(server.get("/api/model").at("suspects"), true);
  const Json found = server.get_when_ready("/api/suspects", {{"n", "10"}});
  const Outcome outcome =
      folder.run({"suspects", "corpus.txt", "labels.txt", "-n", "10", "--json", "--quiet"});
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  Json expected = Json::array();
  for (const std::string& line : outcome.out_lines()) expected.push_back(Json::parse(line));
  EXPECT_EQ(found.at("results"), expected);
  EXPECT_EQ(found.at("documents"), 400);
  server.get("/api/suspects", {{"n", "0"}}, 400);
}

}  // namespace
}  // namespace t2v::testing
