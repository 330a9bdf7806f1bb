#include "server/listening_socket.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "text/error.h"

namespace t2v {
namespace {

// Connections the system accepts before the server does: what comes in one burst.
constexpr int kBacklog = 1024;

// 127.0.0.0/8 (RFC 1122, 3.2.1.3)
constexpr std::uint32_t kLoopbackNetwork = 127;

bool is_loopback(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in internet{};
    std::memcpy(&internet, &address, sizeof internet);
    return ntohl(internet.sin_addr.s_addr) >> 24U == kLoopbackNetwork;
  }
  if (address.sa_family != AF_INET6) return false;
  sockaddr_in6 internet{};
  std::memcpy(&internet, &address, sizeof internet);
  return std::memcmp(&internet.sin6_addr, &in6addr_loopback, sizeof in6addr_loopback) == 0;
}

int port_of(int socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) return 0;
  sockaddr_in internet{};
  std::memcpy(&internet, &address, sizeof internet);  // the port is in the same place in both
  return ntohs(internet.sin_port);
}

/// @returns the socket, or -1 with errno saying why not
int try_listen(const addrinfo& address) {
  const int socket =
      ::socket(address.ai_family, address.ai_socktype | SOCK_CLOEXEC, address.ai_protocol);
  if (socket < 0) return -1;
  // A port that was in use a moment ago is free; one that is in use now is not.
  const int yes = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (::bind(socket, address.ai_addr, address.ai_addrlen) == 0 && ::listen(socket, kBacklog) == 0)
    return socket;
  const int error = errno;
  ::close(socket);
  errno = error;
  return -1;
}

std::string reason(int error) {
  switch (error) {
    case EADDRINUSE:
      return "the port is taken, expected another --port (0: any free one)";
    case EACCES:
      return "the port is not permitted, expected one from 1024";
    case EADDRNOTAVAIL:
      return "not an address of this machine, expected one such as 127.0.0.1 or 0.0.0.0";
    default:
      return std::strerror(error);
  }
}

}  // namespace

ListeningSocket listen_at(const std::string& host, int port) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* first = nullptr;
  const int problem = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &first);
  if (problem != 0) {
    throw Error(fmt::format("host '{}': {}, expected a name or an address of this machine", host,
                            ::gai_strerror(problem)));
  }
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> found(first, ::freeaddrinfo);
  int error = 0;
  for (const addrinfo* address = first; address != nullptr; address = address->ai_next) {
    const int socket = try_listen(*address);
    if (socket >= 0) return {socket, port_of(socket), is_loopback(*address->ai_addr)};
    if (error == 0) error = errno;
  }
  throw Error(fmt::format("cannot listen at {}:{}: {}", host, port, reason(error)));
}

bool is_loopback_host(const std::string& host) {
  if (host == "localhost") return true;
  in_addr four{};
  if (::inet_pton(AF_INET, host.c_str(), &four) == 1)
    return ntohl(four.s_addr) >> 24U == kLoopbackNetwork;
  in6_addr six{};
  return ::inet_pton(AF_INET6, host.c_str(), &six) == 1 &&
         std::memcmp(&six, &in6addr_loopback, sizeof six) == 0;
}

std::string url_of(const std::string& host, int port) {
  const bool six = host.find(':') != std::string::npos;
  return fmt::format("http://{}{}{}:{}", six ? "[" : "", host, six ? "]" : "", port);
}

}  // namespace t2v
