#include "server/http_server.h"

#include <fmt/format.h>
#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <semaphore>
#include <utility>

#include "server/connection_threads.h"
#include "server/http_connection.h"
#include "server/listening_socket.h"
#include "server/request_refusal.h"

namespace t2v {
namespace {

/// Requests on one connection; then it is closed, which costs little.
constexpr std::size_t kRequestsOfConnection = 1000;

/// How long a connection may be idle while others wait for its thread: longer than the next request
/// of a busy client takes to arrive, which would be lost.
constexpr std::chrono::milliseconds kFairWait{1000};

const httplib::Headers& answer_headers() {
  static const httplib::Headers headers{
      {"Content-Security-Policy",
       "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
       "object-src 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"X-Frame-Options", "DENY"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Cache-Control", "no-store"}};
  return headers;
}

}  // namespace

class HttpServer::Implementation : private httplib::Server {
 public:
  Implementation(const HttpOptions& options, std::vector<HttpRoute> routes,
                 std::function<HttpAnswer(const HttpFailure&)> failure)
      : options_(options),
        routes_(std::move(routes)),
        failure_(std::move(failure)),
        computations_(std::max(1U, options.limits.computations)),
        rules_{.host = options.host, .body_bytes = options.limits.body_bytes} {
    set_limits();
    set_handlers();
  }

  ~Implementation() override {
    const socket_t socket = svr_sock_.exchange(INVALID_SOCKET);
    if (socket != INVALID_SOCKET) ::close(socket);
  }

  int bind() {
    const ListeningSocket socket = listen_at(options_.host, static_cast<int>(options_.port));
    svr_sock_ = socket.socket;
    rules_.loopback = socket.loopback;
    return socket.port;
  }

  void run() {
    {
      const std::lock_guard lock(starting_);
      if (stopping_) return;
      started_ = true;
    }
    const bool well = listen_after_bind();
    threads_ = nullptr;
    if (!well && !stopping_) throw Error("no more connections can be accepted");
  }

  void stop_serving() {
    {
      const std::lock_guard lock(starting_);
      stopping_ = true;
      if (!started_) return;
    }
    // Ends accept(2); httplib's stop() does nothing in the moment before it has begun.
    const socket_t socket = svr_sock_.exchange(INVALID_SOCKET);
    if (socket == INVALID_SOCKET) return;
    ::shutdown(socket, SHUT_RDWR);
    ::close(socket);
  }

 private:
  void set_limits() {
    set_default_headers(answer_headers());
    set_payload_max_length(options_.limits.body_bytes);
    set_keep_alive_max_count(kRequestsOfConnection);
    set_keep_alive_timeout(
        std::chrono::duration_cast<std::chrono::seconds>(options_.limits.idle_time).count());
    new_task_queue = [this] {
      threads_ = new ConnectionThreads(options_.limits.connections, options_.limits.waiting);
      return threads_.load();  // httplib deletes it
    };
  }

  void set_handlers() {
    // All is decided before httplib looks for a handler of its own, but for bodies, which it reads.
    set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      return answer_without_body(request, response) ? HandlerResponse::Handled
                                                    : HandlerResponse::Unhandled;
    });
    for (const HttpRoute& route : routes_) {
      if (route.method != "POST") continue;
      Post(route.path,
           [this, &route](const httplib::Request& request, httplib::Response& response) {
             answer(route, request, response);
           });
    }
    const HandlerWithResponse explain_status = [this](const httplib::Request&,
                                                      httplib::Response& response) {
      if (response.body.empty()) fail(response, {response.status, "malformed request", nullptr});
      return HandlerResponse::Handled;
    };
    set_error_handler(explain_status);
  }

  bool process_and_close_socket(socket_t socket) override {
    HttpConnection connection(socket);
    if (ConnectionThreads::is_refusing()) {
      refuse(connection);
    } else {
      try {
        if (serve(connection) == After::kMoreMayCome) connection.finish();
      } catch (const std::exception&) {
        // Nothing of what one connection brings may end the others; it is closed.
      }
    }
    ::close(socket);
    return true;
  }

  /// What is to be expected of a connection that was served.
  enum class After { kNothing, kMoreMayCome };

  After serve(HttpConnection& connection) {
    const HttpLimits& limits = options_.limits;
    const auto give_up = [this](std::chrono::milliseconds waited) {
      return stopping_ || (waited >= kFairWait && threads_.load()->somebody_waits());
    };
    for (std::size_t left = kRequestsOfConnection; left > 0; --left) {
      if (!connection.wait_for_request(limits.idle_time, give_up)) return After::kNothing;
      connection.begin_request(limits.head_bytes + limits.body_bytes, limits.request_time,
                               limits.answer_time);
      bool last = left == 1 || stopping_;
      auto after = After::kMoreMayCome;  // unless the request is well-formed and without a body
      const auto set_up = [&](httplib::Request& request) {
        // Answers are short, and whole: parts and compression would only cost.
        request.ranges.clear();
        request.headers.erase("Accept-Encoding");
        if (!has_body(request)) {
          after = After::kNothing;
          return;
        }
        // What a refused request left unread is not to be taken for the next one.
        request.headers.erase("Connection");
        request.set_header("Connection", "close");
        last = true;
      };
      bool closed = false;
      const bool well = process_request(connection, last, closed, set_up);
      if (!well || closed || last || after == After::kMoreMayCome) return after;
    }
    return After::kNothing;
  }

  void refuse(HttpConnection& connection) {
    const HttpAnswer answer = failure_({503, "too many connections, expected fewer at once", {}});
    const std::string text = fmt::format(
        "HTTP/1.1 503 Service Unavailable\r\nContent-Type: {}\r\nContent-Length: {}\r\n"
        "Connection: close\r\n\r\n{}",
        answer.content_type, answer.body.size(), answer.body);
    connection.write(text.data(), text.size());
  }

  /// @returns false where the body is yet to be read
  bool answer_without_body(const httplib::Request& request, httplib::Response& response) {
    const auto route = std::ranges::find(routes_, request.path, &HttpRoute::path);
    const HttpRoute* const found = route == routes_.end() ? nullptr : &*route;
    if (const auto refused = refusal_of(request, found, rules_)) {
      if (refused->status == 405)
        response.set_header("Allow", found->method == "GET" ? "GET, HEAD" : found->method);
      fail(response, {refused->status, refused->message, nullptr});
      return true;
    }
    if (found->method == "POST") return false;
    answer(*found, request, response);
    return true;
  }

  /// One of the answers that are computed at once.
  class Computation {
   public:
    explicit Computation(std::counting_semaphore<>& free) : free_(free) {}
    ~Computation() { free_.release(); }
    Computation(const Computation&) = delete;
    Computation& operator=(const Computation&) = delete;

   private:
    std::counting_semaphore<>& free_;
  };

  void answer(const HttpRoute& route, const httplib::Request& request,
              httplib::Response& response) {
    std::optional<Computation> computation;
    if (route.computes) {
      if (!computations_.try_acquire_for(options_.limits.waiting_time))
        return fail(response, {503, "too many requests, expected fewer at once", nullptr});
      computation.emplace(computations_);
    }
    try {
      respond(response, route.answer({request.params, request.body}));
    } catch (...) {
      fail(response, {500, "", std::current_exception()});
    }
  }

  void fail(httplib::Response& response, const HttpFailure& failure) {
    respond(response, failure_(failure));
  }

  static void respond(httplib::Response& response, HttpAnswer answer) {
    response.status = answer.status;
    response.body = std::move(answer.body);
    response.headers.erase("Content-Type");
    response.set_header("Content-Type", answer.content_type);
  }

  HttpOptions options_;
  std::vector<HttpRoute> routes_;
  std::function<HttpAnswer(const HttpFailure&)> failure_;
  std::counting_semaphore<> computations_;
  std::atomic<ConnectionThreads*> threads_ = nullptr;  ///< while httplib has some
  RefusalRules rules_;
  std::mutex starting_;
  bool started_ = false;
  std::atomic<bool> stopping_ = false;
};

HttpServer::HttpServer(const HttpOptions& options, std::vector<HttpRoute> routes,
                       std::function<HttpAnswer(const HttpFailure&)> failure)
    : implementation_(
          std::make_unique<Implementation>(options, std::move(routes), std::move(failure))) {}

HttpServer::~HttpServer() = default;

int HttpServer::bind() {
  return implementation_->bind();
}

void HttpServer::run() {
  implementation_->run();
}

void HttpServer::stop() {
  implementation_->stop_serving();
}

}  // namespace t2v
