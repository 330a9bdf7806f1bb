#pragma once

#include <string>

#include "formats/selected_vectors.h"
#include "formats/vector_format.h"

namespace t2v {

/// Where vectors are written to.
struct VectorFiles {
  std::string vectors;
  std::string keys;  ///< of formats with has_key_file()
};

/// The file of keys beside `vectors` where none is named: FILE.npy and FILE.keys, FILE.tsv and
/// FILE.metadata.tsv. Empty for formats that need none.
std::string key_file_beside(const std::string& vectors, VectorFormat format);

/// Writes vectors in a format, text with as many digits as it takes to read the same floats again.
/// Files are written beside their paths and renamed into place once all are whole. Runs in parallel
/// (the caller's TBB arena).
/// @throws Error where a file cannot be written or the model's own is damaged
void write_vectors(const SelectedVectors& vectors, VectorFormat format, const VectorFiles& files);

}  // namespace t2v
