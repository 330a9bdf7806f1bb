#include "text/id_buffer.h"

#include <sys/mman.h>

#include <limits>
#include <new>
#include <utility>

namespace t2v {

namespace {

constexpr std::size_t kLargeBytes = 4 << 20;

}  // namespace

IdBuffer::IdBuffer(std::size_t size) : size_(size) {
  if (size == 0) return;
  if (size > std::numeric_limits<std::size_t>::max() / sizeof(std::uint32_t)) {
    throw std::bad_array_new_length();
  }
  // One call for all pages of a small buffer, pages of 2 MB for a large one: to get them one by one
  // takes longer than to fill them.
  const std::size_t bytes = size * sizeof(std::uint32_t);
  const bool is_large = bytes >= kLargeBytes;
  void* pages =
      ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | (is_large ? MAP_NORESERVE : MAP_POPULATE), -1, 0);
  if (pages == MAP_FAILED) throw std::bad_alloc();
  if (is_large) static_cast<void>(::madvise(pages, bytes, MADV_HUGEPAGE));
  ids_ = static_cast<std::uint32_t*>(pages);
}

IdBuffer::~IdBuffer() {
  if (ids_ != nullptr) ::munmap(ids_, size_ * sizeof(std::uint32_t));
}

IdBuffer::IdBuffer(IdBuffer&& other) noexcept
    : ids_(std::exchange(other.ids_, nullptr)), size_(std::exchange(other.size_, 0)) {}

IdBuffer& IdBuffer::operator=(IdBuffer&& other) noexcept {
  std::swap(ids_, other.ids_);
  std::swap(size_, other.size_);
  return *this;
}

}  // namespace t2v
