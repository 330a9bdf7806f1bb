#pragma once

#include <stdexcept>
#include <string>

namespace t2v {

/// Anything a user can cause and mend: a file that is not there, a value out of range, a damaged
/// model. The message is one line that names the thing, where it was found (file:line where there
/// is one) and what was expected instead.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace t2v
