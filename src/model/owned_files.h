#pragma once

#include <filesystem>
#include <mutex>

namespace t2v {

/// The named files that this process has beside those it writes: locks, and what is on its way to
/// its place. A process that ends without destructors, in the middle of whatever its threads do,
/// removes them by remove_all_for_good().
///
/// While an object lives, the process does not end in that way: what is made and added, or made and
/// removed, under one object leaves nothing behind. It should live for moments.
class OwnedFiles {
 public:
  OwnedFiles();

  /// The file at `path` is that of the open `descriptor`, which stays the caller's.
  void add(int descriptor, std::filesystem::path path);

  /// The file has another name now, or none.
  void forget(int descriptor);

  /// Removes the file, where it still stands at its path, and forgets it.
  void remove(int descriptor);

  /// From here on other threads wait for ever where they would make an object.
  static void remove_all_for_good();

 private:
  std::unique_lock<std::mutex> guard_;
};

}  // namespace t2v
