#include "text/mapping.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <memory>
#include <mutex>
#include <system_error>
#include <utility>

namespace t2v {

/// Where a file is mapped, as the signal handler sees it: a handler may neither lock nor allocate,
/// so ranges are kept in a list that only grows, and used again.
struct Mapping::Range {
  std::atomic<std::uintptr_t> begin{0};  ///< 0: not in use
  std::atomic<std::uintptr_t> end{0};    ///< of the last page
  std::atomic<bool> is_cut{false};
  std::string name;       ///< not for the handler
  Range* next = nullptr;  ///< set before the range is in the list
};

class MappedRanges {
 public:
  static Mapping::Range* take(std::uintptr_t begin, std::uintptr_t end, const std::string& name) {
    const std::scoped_lock guard(mutex_);
    Mapping::Range* range = first_;
    while (range != nullptr && range->begin != 0) range = range->next;
    if (range == nullptr) {
      range = new Mapping::Range;  // for as long as the process lives
      range->next = first_;
      first_ = range;
    }
    range->name = name;
    range->is_cut = false;
    range->end = end;
    range->begin = begin;
    return range;
  }

  static void give_back(Mapping::Range* range) {
    const std::scoped_lock guard(mutex_);
    range->begin = 0;
    if (range->is_cut) cut_file_ = range->name;
  }

  static std::string cut_file() {
    const std::scoped_lock guard(mutex_);
    for (const Mapping::Range* range = first_; range != nullptr; range = range->next) {
      if (range->begin != 0 && range->is_cut) return range->name;
    }
    return cut_file_;
  }

  /// Puts zeros in place of what cannot be read. @returns whether the address is of a mapped file
  static bool mend(void* address, std::uintptr_t page_bytes) {
    const auto at = reinterpret_cast<std::uintptr_t>(address);
    for (Mapping::Range* range = first_; range != nullptr; range = range->next) {
      const std::uintptr_t begin = range->begin;
      const std::uintptr_t end = range->end;
      if (begin == 0 || at < begin || at >= end) continue;
      // What lies behind is gone as well.
      const std::uintptr_t in_page = at % page_bytes;
      void* const zeros =
          ::mmap(static_cast<char*>(address) - in_page, end - at + in_page, PROT_READ,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1, 0);
      if (zeros == MAP_FAILED) return false;
      range->is_cut = true;
      return true;
    }
    return false;
  }

 private:
  static inline std::atomic<Mapping::Range*> first_{nullptr};
  static inline std::mutex mutex_;
  static inline std::string cut_file_;
};

namespace {

std::uintptr_t page_size() {
  static const auto bytes = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
  return bytes;
}

extern "C" void on_bus_error(int signal, siginfo_t* info, void*) {
  const int error = errno;
  // Where it is nothing of ours, the fault happens again and ends the process as ever.
  if (!MappedRanges::mend(info->si_addr, page_size())) {
    std::signal(signal, SIG_DFL);
  }
  errno = error;
}

}  // namespace

Mapping::Mapping(int descriptor, std::size_t size, const std::string& name) {
  void* const bytes = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
  if (bytes == MAP_FAILED) throw std::system_error(errno, std::generic_category());
  bytes_ = bytes;
  size_ = size;
  descriptor_ = ::fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  const auto begin = reinterpret_cast<std::uintptr_t>(bytes);
  const std::uintptr_t pages = (size + page_size() - 1) / page_size();
  range_ = MappedRanges::take(begin, begin + pages * page_size(), name);
}

Mapping::~Mapping() {
  if (bytes_ == nullptr) return;
  MappedRanges::give_back(range_);
  ::munmap(bytes_, size_);
  if (descriptor_ >= 0) ::close(descriptor_);
}

Mapping::Mapping(Mapping&& other) noexcept {
  *this = std::move(other);
}

Mapping& Mapping::operator=(Mapping&& other) noexcept {
  std::swap(bytes_, other.bytes_);
  std::swap(size_, other.size_);
  std::swap(descriptor_, other.descriptor_);
  std::swap(range_, other.range_);
  return *this;
}

bool Mapping::is_whole() const {
  if (bytes_ == nullptr) return true;
  if (range_->is_cut) return false;
  struct stat status = {};
  return descriptor_ < 0 || ::fstat(descriptor_, &status) != 0 ||
         static_cast<std::size_t>(status.st_size) >= size_;
}

void survive_cut_files() {
  static_cast<void>(page_size());  // asked now, not in the handler
  struct sigaction action = {};
  action.sa_sigaction = on_bus_error;
  action.sa_flags = SA_SIGINFO;
  sigemptyset(&action.sa_mask);
  ::sigaction(SIGBUS, &action, nullptr);
}

std::string cut_file() {
  return MappedRanges::cut_file();
}

}  // namespace t2v
