#pragma once

#include <string>

namespace t2v {

/// While it lives, what HDF5 says about a call that fails is kept: HDF5 itself would forget with
/// its next call, which may come from a destructor before an exception is caught. Neither then nor
/// afterwards does HDF5 print. One at a time.
class Hdf5Listener {
 public:
  Hdf5Listener();
  ~Hdf5Listener();
  Hdf5Listener(const Hdf5Listener&) = delete;
  Hdf5Listener& operator=(const Hdf5Listener&) = delete;

  /// What the innermost function said about the last call that failed ("truncated file");
  /// `otherwise` when none did.
  std::string reason(const std::string& otherwise) const;

 private:
  std::string last_reason_;
};

}  // namespace t2v
