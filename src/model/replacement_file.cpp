#include "model/replacement_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <system_error>
#include <utility>

#include "model/abandoned_files.h"
#include "model/owned_files.h"
#include "text/error.h"

namespace t2v {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void throw_cannot_write(const std::string& path, const std::string& reason) {
  throw Error(fmt::format("cannot write {}: {}", path, reason));
}

std::string reason_of(int error_number) {
  return std::generic_category().message(error_number);
}

/// Permission bits of the file that stands at `target`, if one does.
std::optional<mode_t> require_replaceable(const std::string& path, const fs::path& target) {
  struct stat status = {};
  if (::stat(target.c_str(), &status) != 0) {
    if (errno == ENOENT) return std::nullopt;
    throw_cannot_write(path, reason_of(errno));
  }
  if (S_ISDIR(status.st_mode)) throw_cannot_write(path, "it is a directory");
  if (!S_ISREG(status.st_mode)) throw_cannot_write(path, "it is not a regular file");
  // Renaming would get past the write protection of the file itself.
  if (::faccessat(AT_FDCWD, target.c_str(), W_OK, AT_EACCESS) != 0) {
    throw_cannot_write(path, reason_of(errno));
  }
  return status.st_mode & 07777;
}

/// Less the process's umask.
constexpr mode_t kNewFileMode = 0666;

/// @returns an open file without a name; -1 where there can be none
int open_unnamed(const fs::path& folder) {
  return ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, kNewFileMode);
}

/// @returns 0, or the number of the error
int give_name(int descriptor, const fs::path& name) {
  // Giving a name to a descriptor itself (AT_EMPTY_PATH) takes a privilege.
  const std::string file = fmt::format("/proc/self/fd/{}", descriptor);
  const bool named =
      ::linkat(AT_FDCWD, file.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0;
  return named ? 0 : errno;
}

/// Tried beforehand: that a file can get no name must not turn out once it is written. Some file
/// systems know files without names but no second names, and /proc may be missing.
bool can_be_named_later(const fs::path& folder) {
  const int probe = open_unnamed(folder);
  if (probe < 0) return false;
  static_cast<void>(lock_file(probe, IfLocked::kGiveUp));
  const fs::path name = temporary_path(folder);
  const OwnedFiles none_left_behind;
  const bool named = give_name(probe, name) == 0;
  if (named) ::unlink(name.c_str());
  ::close(probe);
  return named;
}

}  // namespace

ReplacementFile::ReplacementFile(const std::string& path)
    : path_(path), target_(output_target(path)), folder_(target_.parent_path()) {
  if (path_.empty()) throw_cannot_write("\"\"", "a file name was expected");
  const std::optional<mode_t> old_mode = require_replaceable(path_, target_);
  if (folder_.empty()) folder_ = ".";
  std::error_code error;
  if (!fs::is_directory(folder_, error)) {
    throw_cannot_write(path_, fmt::format("there is no folder {}", folder_.string()));
  }
  remove_abandoned_files(folder_);
  if (can_be_named_later(folder_)) descriptor_ = open_unnamed(folder_);
  if (descriptor_ >= 0) {
    static_cast<void>(lock_file(descriptor_, IfLocked::kGiveUp));  // before anybody can see it
  } else {
    open_named();
  }
  // Best effort: the file system may know no permissions.
  if (old_mode) static_cast<void>(::fchmod(descriptor_, *old_mode));
}

void ReplacementFile::open_named() {
  while (true) {
    fs::path temporary = temporary_path(folder_);
    OwnedFiles owned;
    descriptor_ = ::open(temporary.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, kNewFileMode);
    if (descriptor_ < 0) fail(errno);
    static_cast<void>(lock_file(descriptor_, IfLocked::kWait));
    if (is_file_at(descriptor_, temporary)) {
      owned.add(descriptor_, temporary);
      temporary_ = std::move(temporary);
      return;
    }
    ::close(descriptor_);  // it was taken for abandoned before it was locked
  }
}

ReplacementFile::~ReplacementFile() {
  if (descriptor_ < 0) return;
  OwnedFiles owned;
  owned.remove(descriptor_);
  ::close(descriptor_);
}

void ReplacementFile::write_at(std::uint64_t offset, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t written =
        ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(errno);
    if (written == 0) fail(ENOSPC);
    offset += static_cast<std::uint64_t>(written);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
    size_ = std::max(size_, offset);
  }
}

void ReplacementFile::read_at(std::uint64_t offset, std::span<std::byte> bytes) const {
  while (!bytes.empty()) {
    const ssize_t read =
        ::pread(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (read < 0 && errno == EINTR) continue;
    if (read < 0) fail(errno);
    if (read == 0) break;
    offset += static_cast<std::uint64_t>(read);
    bytes = bytes.subspan(static_cast<std::size_t>(read));
  }
  std::ranges::fill(bytes, std::byte{0});
}

void ReplacementFile::resize(std::uint64_t bytes) {
  if (::ftruncate(descriptor_, static_cast<off_t>(bytes)) != 0) fail(errno);
  size_ = bytes;
}

void ReplacementFile::commit() {
  // EINVAL: a file system that does not know how to sync.
  if (::fsync(descriptor_) != 0 && errno != EINVAL) fail(errno);
  move_into_place();
  // Not before, as this gives the lock back. All is on the disk, so nothing can go wrong any more.
  ::close(std::exchange(descriptor_, -1));

  // The file is in place; whether its new name outlives a power cut at once is best effort.
  const int folder_descriptor = ::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder_descriptor >= 0) {
    static_cast<void>(::fsync(folder_descriptor));
    ::close(folder_descriptor);
  }
}

void ReplacementFile::move_into_place() {
  OwnedFiles owned;
  if (temporary_.empty()) {
    fs::path name = temporary_path(folder_);
    if (const int error = give_name(descriptor_, name); error != 0) fail(error);
    owned.add(descriptor_, name);
    temporary_ = std::move(name);
  }
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) fail(errno);
  owned.forget(descriptor_);
}

void ReplacementFile::fail(int error_number) const {
  throw_cannot_write(path_, reason_of(error_number));
}

fs::path output_target(const std::string& path) {
  constexpr int kMostLinks = 40;  // as the kernel allows
  fs::path target = path;
  std::error_code error;
  for (int links = 0; fs::is_symlink(target, error); ++links) {
    if (links == kMostLinks) throw_cannot_write(path, reason_of(ELOOP));
    const fs::path next = fs::read_symlink(target, error);
    if (error) throw_cannot_write(path, error.message());
    target = target.parent_path() / next;  // an absolute `next` replaces the whole
  }
  return target;
}

void require_writable(const std::string& path) {
  const ReplacementFile probe(path);
}

}  // namespace t2v
