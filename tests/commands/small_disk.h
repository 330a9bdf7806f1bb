#pragma once

#include <cstdint>
#include <string>

namespace t2v::testing {

/// A file system of its own, in memory, on which room can be made scarce. Only this process and
/// those that it starts see it, and it takes rights that not every machine gives.
class SmallDisk {
 public:
  /// @param folder that exists; what is in it cannot be seen meanwhile
  explicit SmallDisk(const std::string& folder);
  ~SmallDisk();
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  bool is_there() const { return is_there_; }

  /// Leaves room for `pages` more pages of data.
  void leave_room(std::uint64_t pages) const;

 private:
  std::string folder_;
  bool is_there_ = false;
};

}  // namespace t2v::testing
