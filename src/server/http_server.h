#pragma once

#include <chrono>
#include <cstddef>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "text/error.h"

namespace t2v {

/// What a server bears of those that ask it.
struct HttpLimits {
  std::size_t body_bytes = std::size_t{64} << 10;
  std::size_t head_bytes = std::size_t{32} << 10;  ///< request line and headers together
  std::chrono::milliseconds request_time{10'000};  ///< from its first byte to its last
  std::chrono::milliseconds answer_time{10'000};   ///< to send the answer, from first to last byte
  std::chrono::milliseconds idle_time{15'000};     ///< of a connection between requests
  std::chrono::milliseconds waiting_time{10'000};  ///< for one of `computations`; then 503
  unsigned connections = 256;                      ///< served at once, a thread each
  unsigned computations = 2;                       ///< answers that are computed at once
  unsigned waiting = 512;  ///< connections that wait for a thread; further ones get 503
};

struct HttpOptions {
  std::string host = "127.0.0.1";  ///< name or address of the interface to listen at
  unsigned port = 8080;            ///< 0: any free one
  HttpLimits limits;
};

struct HttpRequest {
  std::multimap<std::string, std::string> parameters;  ///< of the query, decoded
  std::string body;                                    ///< of a POST
};

struct HttpAnswer {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
};

/// What is answered at a path.
struct HttpRoute {
  std::string method;  ///< "GET", which also answers HEAD, or "POST"
  std::string path;    ///< the whole path, such as "/api/health"
  /// Called from many threads at once. What it throws becomes an answer by `failure`.
  std::function<HttpAnswer(const HttpRequest& request)> answer;
  bool computes = false;  ///< whether it takes the processor for long: one of `computations`
};

/// The answer where a request fails: with what was thrown, or, where nothing was, with a status and
/// a line that says why.
struct HttpFailure {
  int status = 500;
  std::string message;
  std::exception_ptr cause;  ///< may be null
};

/// Serves routes over HTTP/1.1, to programs and browsers that may be slow, broken or hostile: each
/// connection has a thread, the number of threads is bounded, and so are sizes and times. Where it
/// listens at a loopback address only, it answers only requests that name such a host: a page from
/// elsewhere could otherwise have its own name resolve to this address and read the answers (DNS
/// rebinding). Requests with a body must be JSON, so that pages from elsewhere cannot send any
/// without asking first.
class HttpServer {
 public:
  /// @param failure what is answered where a request fails; called from many threads at once
  HttpServer(const HttpOptions& options, std::vector<HttpRoute> routes,
             std::function<HttpAnswer(const HttpFailure& failure)> failure);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// Takes the port. From here on connections are queued. @returns the port
  /// @throws Error where the host is none of this machine, or the port is taken or not permitted
  int bind();

  /// Serves until stop(). Requests that are being answered then are answered to the end.
  void run();

  /// From any thread; more than once does no harm.
  void stop();

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace t2v
