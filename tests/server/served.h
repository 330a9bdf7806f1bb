#pragma once

#include <atomic>
#include <future>
#include <stdexcept>
#include <string>
#include <vector>

#include "server/http_server.h"
#include "server/json_answer.h"
#include "server/raw_client.h"
#include "server/request_error.h"
#include "text/error.h"

namespace t2v {

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
    return testing::raw_answer(port_, method + " " + target +
                                          " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" +
                                          headers + "\r\n" + body);
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

}  // namespace t2v
