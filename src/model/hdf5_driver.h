#pragma once

#include <H5Cpp.h>

#include <cstddef>
#include <cstdint>
#include <exception>
#include <span>
#include <string>

#include "model/replacement_file.h"

namespace t2v {

/// Where the bytes of an HDF5 file go while it is written. HDF5 does not survive a failing write:
/// the file can then no longer be closed, and the library complains from destructors and once more
/// at exit. So the first failure is kept here, what comes after it is dropped, and HDF5 is told
/// that all went well; whoever writes asks `rethrow_failure` after every step.
///
/// HDF5's in-memory driver would do too, for the price of the whole file in memory.
class Hdf5Sink {
 public:
  /// `file` must outlive this object.
  explicit Hdf5Sink(ReplacementFile& file) : file_(file) {}

  void write_at(std::uint64_t offset, std::span<const std::byte> bytes) noexcept;
  void read_at(std::uint64_t offset, std::span<std::byte> bytes) noexcept;
  void resize(std::uint64_t bytes) noexcept;
  std::uint64_t size() const noexcept { return file_.size(); }  ///< bytes
  const std::string& path() const { return file_.path(); }

  /// @throws Error what went wrong first, if anything did
  void rethrow_failure() const;

 private:
  ReplacementFile& file_;
  std::exception_ptr failure_;
};

/// File access by which HDF5 creates its file in `sink`, which must outlive the open file.
H5::FileAccPropList access_to(Hdf5Sink& sink);

}  // namespace t2v
