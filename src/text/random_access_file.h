#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace t2v {

/// A file that is read, or read and written, at any place. Threads may use it at once.
class RandomAccessFile {
 public:
  /// Opens a file to read it. @throws Error when it is missing or no regular file
  static RandomAccessFile open(const std::string& path);

  /// Makes a file in `folder` that has no name and vanishes with this object.
  /// @throws Error when none can be made there
  static RandomAccessFile temporary(const std::string& folder);

  ~RandomAccessFile();
  RandomAccessFile(RandomAccessFile&& other) noexcept;
  RandomAccessFile& operator=(RandomAccessFile&& other) noexcept;

  const std::string& name() const { return name_; }
  int descriptor() const { return descriptor_; }
  /// @throws Error
  std::uint64_t size() const;
  /// @throws Error when the bytes cannot be read or the file ends before
  void read_at(std::uint64_t offset, std::span<std::byte> bytes) const;
  /// @throws Error when the bytes cannot be written: no room, ...
  void write_at(std::uint64_t offset, std::span<const std::byte> bytes);

 private:
  RandomAccessFile(std::string name, int descriptor);

  std::string name_;  ///< for errors
  int descriptor_ = -1;
};

}  // namespace t2v
