#include "server/raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

namespace t2v::testing {
namespace {

/// Reads into `text`. @returns whether the other side closed
bool read_all(int socket, std::chrono::milliseconds patience, std::string& text) {
  std::array<char, 65536> buffer;
  for (;;) {
    pollfd wanted{socket, POLLIN, 0};
    if (::poll(&wanted, 1, static_cast<int>(patience.count())) <= 0) return false;
    const ssize_t got = ::recv(socket, buffer.data(), buffer.size(), 0);
    if (got <= 0) return true;
    text.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

}  // namespace

RawClient::RawClient(int port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return;
  ::close(socket_);
  socket_ = -1;
}

RawClient::~RawClient() {
  if (socket_ >= 0) ::close(socket_);
}

bool RawClient::send(const std::string& bytes) const {
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    const ssize_t some = ::send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (some <= 0) return false;
    sent += static_cast<std::size_t>(some);
  }
  return true;
}

void RawClient::end_sending() const {
  ::shutdown(socket_, SHUT_WR);
}

std::string RawClient::receive(std::chrono::milliseconds patience) const {
  std::string text;
  read_all(socket_, patience, text);
  return text;
}

bool RawClient::is_closed(std::chrono::milliseconds patience) const {
  std::string text;
  return read_all(socket_, patience, text);
}

std::string raw_answer(int port, const std::string& request) {
  const RawClient client(port);
  client.send(request);
  return client.receive();
}

int status_of(const std::string& answer) {
  constexpr std::size_t kVersion = sizeof("HTTP/1.1 ") - 1;
  return answer.starts_with("HTTP/1.1 ") ? std::atoi(answer.c_str() + kVersion) : 0;
}

std::string body_of(const std::string& answer) {
  const std::size_t end = answer.find("\r\n\r\n");
  return end == std::string::npos ? "" : answer.substr(end + 4);
}

}  // namespace t2v::testing
