#pragma once

#include <httplib.h>

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>

namespace t2v {

/// A socket as httplib reads and writes it, with limits that httplib has not: on the time that a
/// whole request or answer takes (httplib's own timeouts begin anew with every byte), and on the
/// bytes of a request (httplib takes any number of headers). Waits by poll(2), which unlike
/// select(2) knows no largest socket number.
class HttpConnection : public httplib::Stream {
 public:
  using Clock = std::chrono::steady_clock;

  /// @param socket stays the caller's
  explicit HttpConnection(socket_t socket) : socket_(socket) {}

  /// Whether a request begins within `time`. @param give_up is asked now and then, with the time
  ///   waited so far, whether waiting is to end before
  bool wait_for_request(std::chrono::milliseconds time,
                        const std::function<bool(std::chrono::milliseconds waited)>& give_up);

  /// The request may take so many bytes and so long; its answer, from the first byte to the last,
  /// so long.
  void begin_request(std::size_t bytes, std::chrono::milliseconds time,
                     std::chrono::milliseconds answer_time);

  /// Ends the sending side and takes in what the other side still sends, for a moment: a socket
  /// that is closed with data unread takes the answer with it.
  void finish();

  bool is_readable() const override;
  bool is_writable() const override;
  ssize_t read(char* to, std::size_t size) override;
  ssize_t write(const char* from, std::size_t size) override;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  /// Not the socket itself, of which httplib would want that select(2) can wait for it.
  socket_t socket() const override { return 0; }

 private:
  bool wait_until(short event, Clock::time_point deadline) const;
  bool fill();

  socket_t socket_;
  std::size_t allowance_ = 0;  ///< bytes that may still be read
  Clock::time_point read_deadline_{};
  std::chrono::milliseconds answer_time_{};
  Clock::time_point write_deadline_{};
  bool answering_ = false;
  std::string received_;   ///< httplib reads byte by byte
  std::size_t taken_ = 0;  ///< of received_
};

}  // namespace t2v
