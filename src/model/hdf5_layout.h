#pragma once

#include <H5Cpp.h>

#include <cstdint>
#include <string>
#include <vector>

#include "model/seal.h"

// Where things lie within an HDF5 file, for its seal.

namespace t2v {

/// Values of a dataset that lie in one piece in the file: a chunk, or all of them.
struct StoredValues {
  std::string dataset;  ///< "/words/input"
  std::uint64_t offset = 0;
  std::uint64_t bytes = 0;
  std::uint64_t first_row = 0;
  std::uint64_t rows = 0;   ///< 0 where there is but this piece
  bool fletcher32 = false;  ///< whether the last four bytes are HDF5's checksum of the others
};

/// All values of all datasets, in the order of their offsets. What was written must have been
/// flushed. @throws H5::Exception, Error for groups that are nested deeper than models have them
std::vector<StoredValues> stored_values(const H5::H5File& file);

/// An attribute as it lies in the file.
struct AttributeBytes {
  std::string name;
  std::string value;
};

/// A file's stretches and what they belong to, yet without checksums.
struct FileLayout {
  std::vector<std::string> parts;
  std::vector<SealedStretch> stretches;
};

/// Divides the `file_bytes` of an HDF5 file among its datasets, its attributes, and its structure,
/// which is all else. Attributes are looked for in the structure: in HDF5 the bytes of the value
/// stand closely behind those of the name.
FileLayout layout_of(const std::vector<StoredValues>& values,
                     const std::vector<AttributeBytes>& attributes, std::uint64_t file_bytes,
                     const ReadAt& read);

}  // namespace t2v
