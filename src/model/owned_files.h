#pragma once

#include <filesystem>
#include <mutex>

namespace t2v {

/// The named files of this process beside those it writes, locks and what is on its way to its
/// place: they go with it. A process that ends in the middle of whatever it does, without
/// destructors, calls remove_all_for_good(); all others are of threads that go on meanwhile.
///
/// While one object lives the process does not end in that way, so that what is made and noted, or
/// made and removed, under one leaves nothing behind. It should live for moments.
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
