#pragma once

#include <chrono>
#include <string>

namespace t2v::testing {

/// A connection to a port of this machine that sends bytes as they are, well-formed or not.
class RawClient {
 public:
  explicit RawClient(int port);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  bool is_connected() const { return socket_ >= 0; }

  /// @returns false where the other side does not take it any more
  bool send(const std::string& bytes) const;
  void end_sending() const;

  /// What comes until the other side closes, or nothing has come for `patience`.
  std::string receive(std::chrono::milliseconds patience = std::chrono::seconds(20)) const;

  /// Whether the other side closes within `patience`; what comes before is dropped.
  bool is_closed(std::chrono::milliseconds patience = std::chrono::seconds(20)) const;

 private:
  int socket_ = -1;
};

/// Sends one request, which should end the connection, and takes in the answer.
std::string raw_answer(int port, const std::string& request);

/// Of an answer: 200, 404, ...; 0: none.
int status_of(const std::string& answer);
std::string body_of(const std::string& answer);

}  // namespace t2v::testing
