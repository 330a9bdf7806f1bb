#pragma once

#include <string>

#include "text/error.h"

namespace t2v {

/// A request that cannot be answered, with the status that says whose fault it is (RFC 9110, 15).
class RequestError : public Error {
 public:
  RequestError(int status, const std::string& message) : Error(message), status_(status) {}

  int status() const { return status_; }

 private:
  int status_;
};

}  // namespace t2v
