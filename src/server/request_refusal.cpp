#include "server/request_refusal.h"

#include <fmt/format.h>

#include <algorithm>

#include "server/listening_socket.h"

namespace t2v {
namespace {

/// The host of "localhost:8080", "[::1]:8080", "127.0.0.1".
std::string host_of(std::string authority) {
  std::ranges::transform(authority, authority.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  const std::size_t bracket = authority.find(']');
  if (authority.starts_with('[') && bracket != std::string::npos)
    return authority.substr(1, bracket - 1);
  return authority.substr(0, authority.rfind(':'));
}

std::optional<Refusal> refused_host(const httplib::Request& request, const RefusalRules& rules) {
  const std::size_t hosts = request.get_header_value_count("Host");
  if (hosts > 1 || (hosts == 0 && request.version != "HTTP/1.0"))
    return Refusal{400, "no Host, or several, expected one"};
  const std::string host = host_of(request.get_header_value("Host"));
  if (rules.loopback && hosts > 0 && !is_loopback_host(host) && host != rules.host)
    return Refusal{403, fmt::format("Host is '{}', expected localhost", host)};
  return std::nullopt;
}

std::optional<Refusal> refused_body(const httplib::Request& request, std::size_t most) {
  const std::string length = request.get_header_value("Content-Length");
  if (request.has_header("Transfer-Encoding") || length.empty())
    return Refusal{411, "a body of unknown length, expected a Content-Length"};
  if (request.get_header_value_count("Content-Length") > 1 ||
      !std::ranges::all_of(length, [](char c) { return c >= '0' && c <= '9'; })) {
    return Refusal{400, fmt::format("Content-Length is '{}', expected one number", length)};
  }
  constexpr std::size_t kDigits = 18;  // of numbers that 64 bits surely hold
  if (length.size() > kDigits || std::stoull(length) > most) {
    return Refusal{413, fmt::format("a body of {} bytes, expected at most {}", length, most)};
  }
  const std::string type = request.get_header_value("Content-Type");
  if (type.substr(0, type.find(';')) != "application/json" ||
      request.has_header("Content-Encoding")) {
    return Refusal{415, "a body of another kind, expected Content-Type: application/json"};
  }
  return std::nullopt;
}

}  // namespace

bool has_body(const httplib::Request& request) {
  const std::string length = request.get_header_value("Content-Length");
  return request.has_header("Transfer-Encoding") || (!length.empty() && length != "0");
}

std::optional<Refusal> refusal_of(const httplib::Request& request, const HttpRoute* route,
                                  const RefusalRules& rules) {
  if (auto refused = refused_host(request, rules)) return refused;
  if (route == nullptr) return Refusal{404, "no such path"};
  const std::string method = request.method == "HEAD" ? "GET" : request.method;
  if (method != route->method) {
    return Refusal{405, fmt::format("{} is not allowed here, expected {}", method, route->method)};
  }
  if (method == "POST") return refused_body(request, rules.body_bytes);
  if (has_body(request)) return Refusal{400, "a body, expected none"};
  return std::nullopt;
}

}  // namespace t2v
