#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "embedding/matrix.h"
#include "model/hdf5_reader.h"
#include "text/checksum.h"

// Matrices of floats in model files: whole, finite and of the shape that is expected.

namespace t2v {

/// First row that holds an infinity or NaN.
std::optional<std::size_t> first_not_finite(const Matrix& matrix);

/// Adds the floats of all rows, without padding, to a checksum.
void add_rows(Sha256& sum, const Matrix& matrix);

/// A number of rows or columns that is expected, and why, for errors: "dim says".
struct ExpectedExtent {
  std::uint64_t extent = 0;
  std::string_view why;
};

/// @throws Error of the file unless there are as many rows as expected
void require_rows(const Hdf5Reader& file, const std::string& dataset, std::size_t rows,
                  const ExpectedExtent& expected);

/// @throws Error of the file unless there are as many columns as expected
void require_columns(const Hdf5Reader& file, const std::string& dataset, std::size_t columns,
                     const ExpectedExtent& expected);

/// Of /words/output: as many as there are words, or none where an attribute says so.
ExpectedExtent expected_output_rows(const Hdf5Reader& file, std::size_t words);

/// f32[rows, columns].
/// @throws Error of the file for another shape or values that are not finite
Matrix read_finite_vectors(const Hdf5Reader& file, const std::string& dataset,
                           const ExpectedExtent& rows, const ExpectedExtent& columns);

}  // namespace t2v
