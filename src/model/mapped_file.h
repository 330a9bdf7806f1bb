#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "text/mapping.h"

namespace t2v {

/// A file's bytes, mapped into memory for reading: nothing is read before it is looked at, and what
/// is in the page cache is not copied. Ours never shrink, they are replaced as a whole; where
/// another program cuts one, see Mapping.
class MappedFile {
 public:
  /// Maps the open file; `path` is for messages. @throws Error where that cannot be done
  MappedFile(int descriptor, std::string path);
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  const std::string& path() const { return path_; }
  std::span<const std::byte> bytes() const { return bytes_; }

  /// Enters these bytes into the page table at once, rather than a few pages with every fault.
  void will_read(std::span<const std::byte> part) const;

 private:
  std::string path_;
  Mapping mapping_;
  std::span<const std::byte> bytes_;
};

}  // namespace t2v
