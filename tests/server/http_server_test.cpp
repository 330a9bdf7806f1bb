#include "server/http_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "server/json_answer.h"
#include "server/raw_client.h"
#include "server/request_error.h"

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

/// A server of a few routes, in a thread of its own.
class Served {
 public:
  explicit Served(HttpLimits limits = {})
      : server_({"127.0.0.1", 0, limits}, routes(), failure_answer) {
    port_ = server_.bind();
    serving_ = std::async(std::launch::async, [this] { server_.run(); });
  }
  ~Served() { stop(); }
  Served(const Served&) = delete;
  Served& operator=(const Served&) = delete;

  int port() const { return port_; }
  void stop() {
    server_.stop();
    if (serving_.valid()) serving_.get();
  }

  /// Lets requests to /wait go on.
  void open_gate() { gate_.set_value(); }
  /// Requests that are at the gate.
  int waiting() const { return waiting_; }

  /// The answer to one request on a connection of its own.
  std::string ask(const std::string& method, const std::string& target,
                  const std::string& headers = "", const std::string& body = "") const {
    return raw_answer(port_, method + " " + target +
                                 " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers +
                                 "\r\n" + body);
  }

 private:
  std::vector<HttpRoute> routes() {
    const auto echo = [](const HttpRequest& request) -> HttpAnswer {
      std::string text = request.body;
      for (const auto& [name, value] : request.parameters) text += name + "=" + value + ";";
      return {.content_type = "text/plain", .body = text};
    };
    const auto wait = [this](const HttpRequest&) -> HttpAnswer {
      ++waiting_;
      opened_.wait();
      return {.body = "\"waited\""};
    };
    const auto fail = [](const HttpRequest& request) -> HttpAnswer {
      if (request.parameters.contains("error")) throw Error("mend it");
      if (request.parameters.contains("status")) throw RequestError(404, "not here");
      throw std::runtime_error("our fault");
    };
    return {{"GET", "/echo", echo},
            {"POST", "/post", echo},
            {"GET", "/wait", wait, true},
            {"GET", "/fail", fail, true}};
  }

  std::promise<void> gate_;
  std::shared_future<void> opened_ = gate_.get_future().share();
  std::atomic<int> waiting_ = 0;
  HttpServer server_;
  int port_ = 0;
  std::future<void> serving_;
};

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

TEST(HttpServer, RefusesHugeBodiesWithoutReadingThem) {
  const Served served({.body_bytes = 1000});
  EXPECT_EQ(body_of(served.ask("POST", "/post",
                               "Content-Type: application/json\r\nContent-Length: 1000\r\n",
                               std::string(1000, ' '))),
            std::string(1000, ' '));
  const std::string huge =
      served.ask("POST", "/post", "Content-Type: application/json\r\nContent-Length: 5000000\r\n",
                 std::string(5'000'000, ' '));
  EXPECT_EQ(status_of(huge), 413);
  EXPECT_EQ(body_of(huge), R"({"error":"a body of 5000000 bytes, expected at most 1000"})");
  EXPECT_EQ(status_of(served.ask("POST", "/post",
                                 "Content-Type: application/json\r\n"
                                 "Content-Length: 99999999999999999999999\r\n")),
            413);
}

TEST(HttpServer, RefusesMalformedAndEndlessRequests) {
  const Served served({.head_bytes = 16'000, .request_time = 5000ms});
  const auto status = [&](const std::string& request) {
    return status_of(raw_answer(served.port(), request));
  };
  EXPECT_EQ(status("GET\r\n\r\n"), 400);
  EXPECT_EQ(status("GET /echo HTTP/9.9\r\nHost: localhost\r\n\r\n"), 400);
  EXPECT_EQ(status("BREW /echo HTTP/1.1\r\nHost: localhost\r\n\r\n"), 400);
  EXPECT_EQ(status(std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n", 13)), 400);
  EXPECT_EQ(status("GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: localhost\r\n\r\n"), 414);
  std::string headers;
  for (int i = 0; i < 20'000; ++i) headers += "X-Header-" + std::to_string(i) + ": x\r\n";
  EXPECT_EQ(status("GET /echo HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n"), 400);
  EXPECT_EQ(status("GET /echo HTTP/1.1\r\nHost: localhost\r\nX: " + std::string(200'000, 'x')),
            400);
  // An endless line without any end.
  EXPECT_EQ(status(std::string(1'000'000, 'x')), 0);
  // The others are served as ever.
  EXPECT_EQ(status_of(served.ask("GET", "/echo")), 200);
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

TEST(HttpServer, CutsOffSlowSenders) {
  const Served served({.request_time = 300ms, .idle_time = 300ms});
  const RawClient silent(served.port());
  EXPECT_TRUE(silent.is_closed());
  // A byte now and then does not buy more time.
  const RawClient slow(served.port());
  const auto begin = std::chrono::steady_clock::now();
  const std::string request = "GET /echo HTTP/1.1\r\nHost: localhost\r\nX: ";
  std::size_t sent = 0;
  while (std::chrono::steady_clock::now() - begin < 20s) {
    if (!slow.send(sent < request.size() ? request.substr(sent, 1) : "x")) break;
    ++sent;
    std::this_thread::sleep_for(20ms);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 20s);
  const RawClient half(served.port());
  ASSERT_TRUE(
      half.send("POST /post HTTP/1.1\r\nHost: localhost\r\n"
                "Content-Type: application/json\r\nContent-Length: 20\r\n\r\n{"));
  EXPECT_THAT(half.receive(), Not(HasSubstr("200 OK")));
}

TEST(HttpServer, CutsOffThoseWhoDoNotReadTheirAnswers) {
  const Served served({.answer_time = 300ms});
  const RawClient client(served.port());
  // Requests whose answers fill all buffers between both sides.
  const std::string request =
      "GET /echo?q=" + std::string(7000, 'x') + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  bool taken = true;
  for (int i = 0; i < 20'000 && taken; ++i) taken = client.send(request);
  EXPECT_FALSE(taken);
  EXPECT_EQ(status_of(served.ask("GET", "/echo")), 200);
}

TEST(HttpServer, ComputesOnlySoManyAnswersAtOnce) {
  Served served({.waiting_time = 100ms, .computations = 1});
  auto first = std::async(std::launch::async, [&] { return served.ask("GET", "/wait"); });
  while (served.waiting() == 0) std::this_thread::sleep_for(1ms);
  const std::string second = served.ask("GET", "/fail");
  EXPECT_EQ(status_of(second), 503);
  EXPECT_THAT(second, HasSubstr("too many requests"));
  // What takes no time goes on.
  EXPECT_EQ(status_of(served.ask("GET", "/echo")), 200);
  served.open_gate();
  EXPECT_EQ(body_of(first.get()), "\"waited\"");
}

TEST(HttpServer, HasConnectionsWaitAndRefusesTheRest) {
  Served served({.connections = 2, .computations = 10, .waiting = 1});
  std::vector<std::future<std::string>> served_at_once;
  for (int i = 0; i < 2; ++i) {
    served_at_once.push_back(
        std::async(std::launch::async, [&] { return served.ask("GET", "/wait"); }));
  }
  while (served.waiting() < 2) std::this_thread::sleep_for(1ms);
  auto third = std::async(std::launch::async, [&] { return served.ask("GET", "/echo"); });
  // The third may be on its way yet; refused are those behind it.
  std::string refused;
  while (status_of(refused) != 503) {
    const RawClient client(served.port());
    refused = client.receive(100ms);
  }
  EXPECT_THAT(refused, HasSubstr("too many connections"));
  served.open_gate();
  for (auto& answer : served_at_once) EXPECT_EQ(status_of(answer.get()), 200);
  const int status = status_of(third.get());
  EXPECT_TRUE(status == 200 || status == 503) << status;
}

TEST(HttpServer, TakesThreadsFromIdleConnectionsForThoseWhoWait) {
  const Served served({.idle_time = 10min, .connections = 1});
  const RawClient idle(served.port());
  ASSERT_TRUE(idle.is_connected());
  EXPECT_EQ(status_of(served.ask("GET", "/echo")), 200);
  EXPECT_TRUE(idle.is_closed());
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
