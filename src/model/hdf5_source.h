#pragma once

#include <H5Cpp.h>

#include <cstdint>
#include <exception>
#include <memory>

#include "text/random_access_file.h"

namespace t2v {

/// Where HDF5 reads a file from: a descriptor of ours, so that HDF5 gets the very file whose seal
/// was verified, and neither locks it nor sees what stands behind its end.
struct Hdf5Source {
  RandomAccessFile file;
  std::uint64_t hdf5_bytes = 0;       ///< of the file from its beginning: all but the seal
  std::uint64_t allocated_bytes = 0;  ///< as HDF5 found in the file
  std::exception_ptr failure{};       ///< the first read that failed, if any did
};

/// File access by which HDF5 reads `source`. HDF5 keeps it for as long as it needs it.
H5::FileAccPropList access_to(const std::shared_ptr<Hdf5Source>& source);

}  // namespace t2v
