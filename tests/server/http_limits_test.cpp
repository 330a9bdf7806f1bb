#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include "server/http_server.h"
#include "server/raw_client.h"
#include "server/served.h"

namespace t2v {
namespace {

using namespace std::chrono_literals;
using testing::body_of;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::raw_answer;
using testing::RawClient;
using testing::status_of;

TEST(HttpLimits, RefusesHugeBodiesWithoutReadingThem) {
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

TEST(HttpLimits, RefusesMalformedAndEndlessRequests) {
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

TEST(HttpLimits, CutsOffSlowSenders) {
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

TEST(HttpLimits, CutsOffThoseWhoDoNotReadTheirAnswers) {
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

TEST(HttpLimits, ComputesOnlySoManyAnswersAtOnce) {
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

TEST(HttpLimits, HasConnectionsWaitAndRefusesTheRest) {
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

TEST(HttpLimits, TakesThreadsFromIdleConnectionsForThoseWhoWait) {
  const Served served({.idle_time = 10min, .connections = 1});
  const RawClient idle(served.port());
  ASSERT_TRUE(idle.is_connected());
  EXPECT_EQ(status_of(served.ask("GET", "/echo")), 200);
  EXPECT_TRUE(idle.is_closed());
}

}  // namespace
}  // namespace t2v
