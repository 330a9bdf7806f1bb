#include "server/http_connection.h"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace t2v {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kReadAtOnce = 16384;

/// How often somebody who waits for a request looks whether it is worth it.
constexpr milliseconds kGlance{200};

/// What is taken in of a request that was refused, so that the refusal arrives.
constexpr milliseconds kFarewell{1000};
constexpr std::size_t kFarewellBytes = std::size_t{16} << 20;

}  // namespace

bool HttpConnection::wait_until(short event, Clock::time_point deadline) const {
  for (;;) {
    const auto left = std::chrono::ceil<milliseconds>(deadline - Clock::now());
    pollfd wanted{socket_, event, 0};
    const int ready = ::poll(&wanted, 1, static_cast<int>(std::max<long>(0, left.count())));
    if (ready > 0) return true;
    if (ready == 0 || errno != EINTR) return false;
  }
}

bool HttpConnection::fill() {
  std::array<char, kReadAtOnce> buffer;
  for (;;) {
    const ssize_t got = ::recv(socket_, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got > 0) {
      received_.assign(buffer.data(), static_cast<std::size_t>(got));
      taken_ = 0;
      return true;
    }
    if (got == 0 || (errno != EAGAIN && errno != EINTR)) return false;
    if (!wait_until(POLLIN, read_deadline_)) return false;
  }
}

bool HttpConnection::wait_for_request(milliseconds time,
                                      const std::function<bool(milliseconds waited)>& give_up) {
  const auto begin = Clock::now();
  const auto end = begin + time;
  while (taken_ == received_.size()) {
    // What is there already is served in any case.
    const auto now = Clock::now();
    const bool last = now >= end || give_up(std::chrono::duration_cast<milliseconds>(now - begin));
    if (wait_until(POLLIN, last ? now : std::min(end, now + kGlance))) return true;
    if (last) return false;
  }
  return true;
}

void HttpConnection::begin_request(std::size_t bytes, milliseconds time, milliseconds answer_time) {
  allowance_ = bytes;
  read_deadline_ = Clock::now() + time;
  answer_time_ = answer_time;
  answering_ = false;
}

void HttpConnection::finish() {
  ::shutdown(socket_, SHUT_WR);
  read_deadline_ = Clock::now() + kFarewell;
  for (std::size_t bytes = 0; bytes < kFarewellBytes && Clock::now() < read_deadline_;) {
    if (!fill()) break;
    bytes += received_.size();
  }
}

bool HttpConnection::is_readable() const {
  return taken_ < received_.size() || wait_until(POLLIN, read_deadline_);
}

bool HttpConnection::is_writable() const {
  return wait_until(POLLOUT, answering_ ? write_deadline_ : Clock::now() + answer_time_);
}

ssize_t HttpConnection::read(char* to, std::size_t size) {
  if (allowance_ == 0 || Clock::now() >= read_deadline_) return -1;
  if (taken_ == received_.size() && !fill()) return -1;
  const std::size_t count = std::min({size, allowance_, received_.size() - taken_});
  std::memcpy(to, received_.data() + taken_, count);
  taken_ += count;
  allowance_ -= count;
  return static_cast<ssize_t>(count);
}

ssize_t HttpConnection::write(const char* from, std::size_t size) {
  if (!answering_) write_deadline_ = Clock::now() + answer_time_;
  answering_ = true;
  for (;;) {
    const ssize_t sent = ::send(socket_, from, size, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent >= 0) return sent;
    if (errno != EAGAIN && errno != EINTR) return -1;
    if (!wait_until(POLLOUT, write_deadline_)) return -1;
  }
}

// Nobody asks who is connected.
void HttpConnection::get_remote_ip_and_port(std::string& ip, int& port) const {
  ip.clear();
  port = 0;
}

void HttpConnection::get_local_ip_and_port(std::string& ip, int& port) const {
  ip.clear();
  port = 0;
}

}  // namespace t2v
