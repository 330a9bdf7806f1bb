#include "commands/small_disk.h"

#include <sched.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

namespace t2v::testing {
namespace {

constexpr std::uint64_t kPageBytes = 4096;  // any size does

/// Mounts of this process are not those of others, from now on.
bool has_own_mounts() {
  static const bool own = ::unshare(CLONE_NEWNS) == 0 &&
                          ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
  return own;
}

std::string size_option(std::uint64_t bytes) {
  return "size=" + std::to_string(bytes);
}

}  // namespace

SmallDisk::SmallDisk(const std::string& folder) : folder_(folder) {
  constexpr std::uint64_t kRoomy = 256 << 20;
  is_there_ = has_own_mounts() &&
              ::mount("tmpfs", folder.c_str(), "tmpfs", 0, size_option(kRoomy).c_str()) == 0;
}

SmallDisk::~SmallDisk() {
  if (is_there_) ::umount2(folder_.c_str(), MNT_DETACH);
}

void SmallDisk::leave_room(std::uint64_t pages) const {
  struct statvfs status = {};
  if (::statvfs(folder_.c_str(), &status) != 0) throw std::runtime_error("no small disk");
  const std::uint64_t used = (status.f_blocks - status.f_bfree) * status.f_frsize;
  // A size of 0 would be no limit.
  const std::uint64_t size = std::max(used + pages * kPageBytes, std::uint64_t{1});
  if (::mount(nullptr, folder_.c_str(), nullptr, MS_REMOUNT, size_option(size).c_str()) != 0) {
    throw std::runtime_error("cannot resize a small disk");
  }
}

}  // namespace t2v::testing
