#pragma once

#include <H5Cpp.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace t2v {

/// How large a dataset of an HDF5 file says it is.
struct DatasetShape {
  std::vector<hsize_t> extents;
  /// Why its word must not be taken: what is wrong with it, behind its name in an error; else
  /// empty.
  std::string problem;
};

/// The shape of a dataset that should have so many dimensions. A problem are other numbers of
/// dimensions, more values than a file of `file_bytes` can hold (packed by deflate at the most),
/// rows without columns, of which a file can claim any number, and chunks larger than the dataset.
/// @throws H5::Exception
DatasetShape read_shape(const H5::DataSet& dataset, std::size_t dimensions,
                        std::uint64_t file_bytes);

}  // namespace t2v
