#include "model/output_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>

#include "model/abandoned_files.h"
#include "model/owned_files.h"
#include "model/replacement_file.h"
#include "text/error.h"

namespace t2v {
namespace {

namespace fs = std::filesystem;

/// A run that looks for abandoned files holds each of their locks for a moment.
constexpr int kTries = 5;
constexpr std::chrono::milliseconds kBetweenTries(10);

int open_lock(const std::string& path, const fs::path& lock) {
  constexpr int kFlags = O_NOFOLLOW | O_NOCTTY | O_CLOEXEC;
  int descriptor = ::open(lock.c_str(), O_RDWR | O_CREAT | kFlags, 0666);
  // Another user's, which may not be written but can be locked.
  if (descriptor < 0 && errno == EACCES) descriptor = ::open(lock.c_str(), O_RDONLY | kFlags);
  if (descriptor < 0) {
    throw Error(fmt::format("cannot write {}: {}", path, std::generic_category().message(errno)));
  }
  return descriptor;
}

/// @returns the locked file at `lock`; -1 where another has the lock
int try_lock(const std::string& path, const fs::path& lock) {
  while (true) {
    const int descriptor = open_lock(path, lock);
    const bool locked = lock_file(descriptor, IfLocked::kGiveUp);
    if (locked && is_file_at(descriptor, lock)) return descriptor;
    ::close(descriptor);
    if (!locked) return -1;
    // Who had it has removed the file in between.
  }
}

/// Waits until who has the lock gives it back.
void wait_for_holder(const fs::path& lock) {
  const int descriptor = ::open(lock.c_str(), O_RDONLY | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC);
  if (descriptor < 0) return;
  static_cast<void>(lock_file(descriptor, IfLocked::kWait));
  ::close(descriptor);
}

/// For people: the number of this process in the lock file.
void sign(int descriptor) {
  const std::string process = fmt::format("{}\n", ::getpid());
  static_cast<void>(!::ftruncate(descriptor, 0));
  static_cast<void>(!::pwrite(descriptor, process.data(), process.size(), 0));
}

/// " (process 123)", where the lock file says so.
std::string holder_of(const fs::path& lock) {
  std::array<char, 16> text{};
  const int descriptor = ::open(lock.c_str(), O_RDONLY | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC);
  if (descriptor < 0) return "";
  const ssize_t bytes = ::pread(descriptor, text.data(), text.size(), 0);
  ::close(descriptor);
  if (bytes <= 0) return "";
  const std::string_view read(text.data(), static_cast<std::size_t>(bytes));
  const std::string_view number = read.substr(0, read.find_first_not_of("0123456789"));
  return number.empty() ? "" : fmt::format(" (process {})", number);
}

/// As try_lock.
int try_hold(const std::string& path, const fs::path& lock) {
  OwnedFiles owned;
  const int descriptor = try_lock(path, lock);
  if (descriptor < 0) return -1;
  sign(descriptor);
  owned.add(descriptor, lock);
  return descriptor;
}

}  // namespace

OutputLock::OutputLock(int descriptor) : descriptor_(descriptor) {}

std::optional<OutputLock> OutputLock::try_take(const std::string& path) {
  const fs::path lock = lock_path(output_target(path));
  for (int left = kTries; left > 0; --left) {
    const int descriptor = try_hold(path, lock);
    if (descriptor >= 0) return OutputLock(descriptor);
    std::this_thread::sleep_for(kBetweenTries);
  }
  return std::nullopt;
}

OutputLock OutputLock::take(const std::string& path) {
  std::optional<OutputLock> taken = try_take(path);
  if (taken) return std::move(*taken);
  throw Error(fmt::format("cannot write {}: another run is about to write it{}", path,
                          holder_of(lock_path(output_target(path)))));
}

OutputLock OutputLock::wait_for(const std::string& path) {
  const fs::path lock = lock_path(output_target(path));
  while (true) {
    const int descriptor = try_hold(path, lock);
    if (descriptor >= 0) return OutputLock(descriptor);
    wait_for_holder(lock);
  }
}

OutputLock::OutputLock(OutputLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

OutputLock& OutputLock::operator=(OutputLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

OutputLock::~OutputLock() {
  if (descriptor_ < 0) return;
  OwnedFiles owned;
  owned.remove(descriptor_);
  ::close(descriptor_);
}

}  // namespace t2v
