#include "server/http_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include "server/json_answer.h"
#include "server/raw_client.h"
#include "server/served.h"

namespace t2v {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using testing::body_of;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::raw_answer;
using testing::RawClient;
using testing::status_of;

constexpr const char* kJsonBody = "Content-Type: application/json\r\nContent-Length: 2\r\n";

TEST(HttpServer, AnswersGetHeadAndPost) {
  const Served served;
  const std::string answer = served.ask("GET", "/echo?q=%EC%B5%9C%EC%95%85&q=-%EB%B6%80&n=1+2%2B");
  EXPECT_EQ(status_of(answer), 200);
  EXPECT_EQ(body_of(answer), "n=1 2+;q=최악;q=-부;");
  const std::string head = served.ask("HEAD", "/echo?q=x");
  EXPECT_EQ(status_of(head), 200);
  EXPECT_EQ(body_of(head), "");
  EXPECT_EQ(body_of(served.ask("POST", "/post", kJsonBody, "{}")), "{}");
}

TEST(HttpServer, SendsTheHeadersThatKeepBrowsersSafe) {
  const Served served;
  for (const std::string& answer : {served.ask("GET", "/echo"), served.ask("GET", "/nowhere")}) {
    EXPECT_THAT(answer, AllOf(HasSubstr("Content-Security-Policy: default-src 'self'"),
                              HasSubstr("X-Content-Type-Options: nosniff"),
                              HasSubstr("Referrer-Policy: no-referrer"),
                              HasSubstr("Cross-Origin-Resource-Policy: same-origin")));
    EXPECT_THAT(answer, Not(HasSubstr("Access-Control")));
  }
}

TEST(HttpServer, FindsOnlyItsOwnPaths) {
  const Served served;
  for (const std::string path :
       {"/", "/Echo", "/echo/", "//echo", "/../echo", "/echo/../echo", "/%2e%2e/etc/passwd",
        "/..%2f..%2fetc/passwd", "/echo%00", "/%00", "/echo%0a", "/echo%20", "/\x01\x02", "/%ff"}) {
    const std::string answer = served.ask("GET", path);
    EXPECT_EQ(status_of(answer), 404) << path;
    EXPECT_EQ(body_of(answer), R"({"error":"no such path"})") << path;
  }
}

TEST(HttpServer, NamesTheMethodThatAPathTakes) {
  const Served served;
  for (const std::string method :
       {"DELETE", "PUT", "OPTIONS", "PATCH", "TRACE", "CONNECT", "POST"}) {
    const std::string answer = served.ask(method, "/echo");
    EXPECT_EQ(status_of(answer), 405) << method;
    EXPECT_THAT(answer, HasSubstr("Allow: GET, HEAD\r\n"));
  }
  const std::string answer = served.ask("GET", "/post");
  EXPECT_EQ(status_of(answer), 405);
  EXPECT_THAT(answer, HasSubstr("Allow: POST\r\n"));
}

TEST(HttpServer, TellsWhoseFaultAFailureIs) {
  const Served served;
  EXPECT_EQ(status_of(served.ask("GET", "/fail?error")), 400);
  EXPECT_EQ(body_of(served.ask("GET", "/fail?error")), R"({"error":"mend it"})");
  EXPECT_EQ(status_of(served.ask("GET", "/fail?status")), 404);
  EXPECT_EQ(status_of(served.ask("GET", "/fail")), 500);
  EXPECT_THAT(served.ask("GET", "/fail"), Not(HasSubstr("EXCEPTION_WHAT")));
}

TEST(HttpServer, AnswersOnlyThoseWhoNameThisMachine) {
  const Served served;
  const auto status = [&](const std::string& headers, const std::string& version = "1.1") {
    return status_of(raw_answer(served.port(), "GET /echo HTTP/" + version + "\r\n" + headers +
                                                   "Connection: close\r\n\r\n"));
  };
  for (const std::string host :
       {"localhost", "LocalHost:8080", "127.0.0.1", "127.0.0.1:80", "[::1]", "[::1]:8080"})
    EXPECT_EQ(status("Host: " + host + "\r\n"), 200) << host;
  for (const std::string host : {"evil.example", "evil.example:8080", "localhost.evil.example",
                                 "127.0.0.1.evil.example:80", "[::1", "10.0.0.1"})
    EXPECT_EQ(status("Host: " + host + "\r\n"), 403) << host;
  EXPECT_EQ(status(""), 400);
  EXPECT_EQ(status("Host: localhost\r\nHost: evil.example\r\n"), 400);
  EXPECT_EQ(status("", "1.0"), 200);
}

TEST(HttpServer, TakesJsonOfKnownLengthOnly) {
  const Served served;
  EXPECT_EQ(status_of(served.ask("POST", "/post")), 411);
  EXPECT_EQ(status_of(served.ask("POST", "/post", "Transfer-Encoding: chunked\r\n",
                                 "2\r\n{}\r\n0\r\n\r\n")),
            411);
  EXPECT_EQ(status_of(served.ask("POST", "/post", "Content-Length: 2\r\n", "{}")), 415);
  for (const std::string type :
       {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"}) {
    EXPECT_EQ(status_of(served.ask("POST", "/post",
                                   "Content-Type: " + type + "\r\nContent-Length: 2\r\n", "{}")),
              415);
  }
  EXPECT_EQ(status_of(served.ask("POST", "/post",
                                 "Content-Encoding: gzip\r\n" + std::string(kJsonBody), "{}")),
            415);
  EXPECT_EQ(status_of(served.ask("POST", "/post", "Content-Length: -2\r\n", "{}")), 400);
  EXPECT_EQ(
      status_of(served.ask("POST", "/post", "Content-Length: 2\r\nContent-Length: 3\r\n", "{}")),
      400);
  EXPECT_EQ(status_of(served.ask("GET", "/echo", "Content-Length: 2\r\n", "{}")), 400);
}

TEST(HttpServer, AnswersWholeAndPlainWhateverPartsAreAskedFor) {
  const Served served;
  std::string ranges = "Range: bytes=0-1";
  for (int i = 0; i < 1000; ++i) ranges += ",0-1";
  const std::string answer =
      served.ask("GET", "/echo?q=abcdef", ranges + "\r\nAccept-Encoding: gzip, br\r\n");
  EXPECT_EQ(status_of(answer), 200);
  EXPECT_EQ(body_of(answer), "q=abcdef;");
  EXPECT_THAT(answer, Not(HasSubstr("Content-Encoding")));
}

TEST(HttpServer, AnswersManyRequestsOnOneConnection) {
  const Served served;
  const RawClient client(served.port());
  // The second is sent before the first is answered, the third ends the connection.
  ASSERT_TRUE(
      client.send("GET /echo?q=1 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  "GET /echo?q=2 HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  "GET /echo?q=3 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  "GET /echo?q=4 HTTP/1.1\r\nHost: localhost\r\n\r\n"));
  const std::string answers = client.receive();
  EXPECT_THAT(answers, AllOf(HasSubstr("q=1;"), HasSubstr("q=2;"), HasSubstr("q=3;")));
  EXPECT_THAT(answers, Not(HasSubstr("q=4;")));
}

TEST(HttpServer, TakesNoPartOfABodyForARequest) {
  const Served served;
  const std::string hidden = "GET /echo?q=hidden HTTP/1.1\r\nHost: localhost\r\n\r\n";
  const RawClient client(served.port());
  ASSERT_TRUE(client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: " +
                          std::to_string(hidden.size()) + "\r\n\r\n" + hidden));
  const std::string answer = client.receive();
  EXPECT_EQ(status_of(answer), 405);
  EXPECT_THAT(answer, Not(HasSubstr("hidden")));
}

TEST(HttpServer, FinishesWhatItAnswersWhenItStops) {
  Served served({.computations = 10});
  std::vector<std::future<std::string>> answers;
  for (int i = 0; i < 5; ++i)
    answers.push_back(std::async(std::launch::async, [&] { return served.ask("GET", "/wait"); }));
  while (served.waiting() < 5) std::this_thread::sleep_for(1ms);
  const RawClient idle(served.port());
  auto stopping = std::async(std::launch::async, [&] { served.stop(); });
  EXPECT_TRUE(idle.is_closed());
  EXPECT_EQ(stopping.wait_for(50ms), std::future_status::timeout);
  served.open_gate();
  stopping.get();
  for (auto& answer : answers) EXPECT_EQ(body_of(answer.get()), "\"waited\"");
  EXPECT_FALSE(RawClient(served.port()).is_connected());
}

TEST(HttpServer, MayBeStoppedBeforeItRuns) {
  HttpServer server({"127.0.0.1", 0, {}}, {}, failure_answer);
  server.bind();
  server.stop();
  server.run();
  server.stop();
}

}  // namespace
}  // namespace t2v
