#include "model/abandoned_files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <random>
#include <string_view>
#include <system_error>

#include "text/checksum.h"

namespace t2v {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPrefix = ".t2v-";
constexpr std::string_view kTemporary = ".tmp";
constexpr std::string_view kLock = ".lock";

bool is_ours(std::string_view name) {
  return name.starts_with(kPrefix) && (name.ends_with(kTemporary) || name.ends_with(kLock));
}

void remove_if_abandoned(const fs::path& path) {
  const int descriptor =
      ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (descriptor < 0) return;
  struct stat status = {};
  if (::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) &&
      status.st_uid == ::geteuid() && ::flock(descriptor, LOCK_EX | LOCK_NB) == 0 &&
      is_file_at(descriptor, path)) {
    ::unlink(path.c_str());
  }
  ::close(descriptor);
}

}  // namespace

fs::path temporary_path(const fs::path& folder) {
  std::random_device random;
  return folder /
         fmt::format("{}{}-{:08x}{:08x}{}", kPrefix, ::getpid(), random(), random(), kTemporary);
}

fs::path lock_path(const fs::path& target) {
  constexpr std::size_t kHashDigits = 16;
  const std::string name = sha256_hex(target.filename().native()).substr(0, kHashDigits);
  return target.parent_path() / fmt::format("{}{}{}", kPrefix, name, kLock);
}

bool lock_file(int descriptor, IfLocked if_locked) {
  const int operation = LOCK_EX | (if_locked == IfLocked::kGiveUp ? LOCK_NB : 0);
  int result = 0;
  do {
    result = ::flock(descriptor, operation);
  } while (result != 0 && errno == EINTR);
  return result == 0 || errno != EWOULDBLOCK;
}

bool is_file_at(int descriptor, const fs::path& path) {
  struct stat open = {};
  struct stat there = {};
  return ::fstat(descriptor, &open) == 0 && ::lstat(path.c_str(), &there) == 0 &&
         open.st_dev == there.st_dev && open.st_ino == there.st_ino;
}

void remove_abandoned_files(const fs::path& folder) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (is_ours(entry->path().filename().native())) remove_if_abandoned(entry->path());
  }
}

}  // namespace t2v
