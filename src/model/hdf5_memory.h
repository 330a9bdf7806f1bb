#pragma once

#include <H5Cpp.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "embedding/matrix.h"

// How datasets lie in memory while HDF5 reads and writes them.

namespace t2v {

/// Strings end to end, each padded with NUL to the same width: the memory of a fixed-length HDF5
/// string dataset. NUL cannot stand at the end of a string.
class StringColumn {
 public:
  /// `rows` empty strings. `width` (bytes) is at least 1, as HDF5 knows no shorter strings.
  StringColumn(std::size_t rows, std::size_t width)
      : rows_(rows), width_(std::max<std::size_t>(width, 1)), bytes_(rows_ * width_, '\0') {}

  std::size_t rows() const { return rows_; }
  std::size_t width() const { return width_; }  ///< bytes

  std::string_view operator[](std::size_t row) const {
    const std::string_view padded(bytes_.data() + row * width_, width_);
    return padded.substr(0, padded.find_last_not_of('\0') + 1);
  }

  /// `text` must not be longer than width().
  void set(std::size_t row, std::string_view text) {
    std::ranges::copy(text, bytes_.begin() + static_cast<std::ptrdiff_t>(row * width_));
  }

  char* data() { return bytes_.data(); }
  const char* data() const { return bytes_.data(); }

 private:
  std::size_t rows_;
  std::size_t width_;
  std::string bytes_;
};

/// The [rows, dim] floats that carry meaning within the [rows, stride] of a matrix in memory.
inline H5::DataSpace unpadded_space(const Matrix& matrix) {
  const hsize_t whole[] = {matrix.rows(), matrix.stride()};
  const hsize_t part[] = {matrix.rows(), matrix.dim()};
  const hsize_t start[] = {0, 0};
  H5::DataSpace space(2, whole);
  space.selectHyperslab(H5S_SELECT_SET, part, start);
  return space;
}

}  // namespace t2v
