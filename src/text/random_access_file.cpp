#include "text/random_access_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "text/error.h"

namespace t2v {

namespace {

[[noreturn]] void fail(const std::string& name, const char* what, int error) {
  throw Error(fmt::format("{}: cannot be {}: {}", name, what, std::strerror(error)));
}

}  // namespace

RandomAccessFile::RandomAccessFile(std::string name, int descriptor)
    : name_(std::move(name)), descriptor_(descriptor) {}

RandomAccessFile RandomAccessFile::open(const std::string& path) {
  // A pipe must not be waited for.
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) fail(path, "read", errno);
  RandomAccessFile file(path, descriptor);
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) fail(path, "read", errno);
  if (!S_ISREG(status.st_mode)) {
    throw Error(fmt::format("{}: is no regular file, expected one", path));
  }
  return file;
}

RandomAccessFile RandomAccessFile::temporary(const std::string& folder) {
  constexpr mode_t kOwnerOnly = 0600;
  int descriptor = ::open(folder.c_str(), O_TMPFILE | O_EXCL | O_RDWR | O_CLOEXEC, kOwnerOnly);
  if (descriptor < 0) {  // perhaps the file system knows no files without names
    std::string path = folder + "/.t2v-XXXXXX.tmp";
    descriptor = ::mkostemps(path.data(), 4, O_CLOEXEC);
    if (descriptor < 0) fail("a temporary file in " + folder, "made", errno);
    ::unlink(path.c_str());
  }
  return {"a temporary file in " + folder, descriptor};
}

RandomAccessFile::~RandomAccessFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

RandomAccessFile::RandomAccessFile(RandomAccessFile&& other) noexcept
    : name_(std::move(other.name_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

RandomAccessFile& RandomAccessFile::operator=(RandomAccessFile&& other) noexcept {
  std::swap(name_, other.name_);
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

std::uint64_t RandomAccessFile::size() const {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0) fail(name_, "read", errno);
  return static_cast<std::uint64_t>(status.st_size);
}

void RandomAccessFile::read_at(std::uint64_t offset, std::span<std::byte> bytes) const {
  while (!bytes.empty()) {
    const ssize_t got =
        ::pread(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail(name_, "read", errno);
    if (got == 0) {
      throw Error(
          fmt::format("{}: ends at byte {}, expected {} more", name_, offset, bytes.size()));
    }
    offset += static_cast<std::uint64_t>(got);
    bytes = bytes.subspan(static_cast<std::size_t>(got));
  }
}

void RandomAccessFile::write_at(std::uint64_t offset, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t written =
        ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail(name_, "written", written < 0 ? errno : ENOSPC);
    offset += static_cast<std::uint64_t>(written);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
}

}  // namespace t2v
