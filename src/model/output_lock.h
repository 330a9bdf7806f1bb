#pragma once

#include <optional>
#include <string>

namespace t2v {

/// The right to write a file, held from the beginning of the work that ends with it, so that a
/// second run with the same output learns so before its own work. It is the lock of a small file
/// beside the output, which goes when the right is given back; that of a killed run counts for
/// nothing and is removed by the next one.
///
/// A path that is a symbolic link stands for the file it points to. Where the file system knows no
/// locks, everybody is let in.
class OutputLock {
 public:
  /// @throws Error naming `path` and who has the right already
  static OutputLock take(const std::string& path);

  /// @returns nothing where another has the right @throws Error where there cannot be a lock
  static std::optional<OutputLock> try_take(const std::string& path);

  /// Waits until nobody else has the right. @throws Error as try_take
  static OutputLock wait_for(const std::string& path);

  OutputLock(OutputLock&& other) noexcept;
  OutputLock& operator=(OutputLock&& other) noexcept;
  ~OutputLock();

 private:
  explicit OutputLock(int descriptor);

  int descriptor_ = -1;
};

}  // namespace t2v
