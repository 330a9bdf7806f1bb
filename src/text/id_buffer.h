#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace t2v {

/// Word ids in pages of their own: zero at first and, a large buffer, taking room only where they
/// were written. The
/// pages go back to the operating system at once when the buffer is freed, which malloc does not
/// promise, so that what is copied from buffer to buffer is not held twice.
class IdBuffer {
 public:
  IdBuffer() = default;
  /// @throws std::bad_alloc
  explicit IdBuffer(std::size_t size);
  ~IdBuffer();
  IdBuffer(IdBuffer&& other) noexcept;
  IdBuffer& operator=(IdBuffer&& other) noexcept;

  std::size_t size() const { return size_; }
  std::uint32_t* data() { return ids_; }
  const std::uint32_t* data() const { return ids_; }
  std::span<std::uint32_t> all() { return {ids_, size_}; }
  std::span<const std::uint32_t> all() const { return {ids_, size_}; }

 private:
  std::uint32_t* ids_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace t2v
