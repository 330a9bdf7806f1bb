#include "model/stored_vectors.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <span>

namespace t2v {
namespace {

/// Magnitudes order like their bits, which makes this a loop over integers that compilers
/// vectorise.
bool is_finite(std::span<const float> vector) {
  constexpr std::uint32_t kMagnitude = 0x7fffffff;
  constexpr std::uint32_t kInfinity = 0x7f800000;  // NaNs lie above it
  std::uint32_t largest = 0;
  for (const float value : vector) {
    largest = std::max(largest, std::bit_cast<std::uint32_t>(value) & kMagnitude);
  }
  return largest < kInfinity;
}

}  // namespace

std::optional<std::size_t> first_not_finite(const Matrix& matrix) {
  for (std::size_t row = 0; row < matrix.rows(); ++row) {
    if (!is_finite(matrix.vector(row))) return row;
  }
  return std::nullopt;
}

void add_rows(Sha256& sum, const Matrix& matrix) {
  for (std::size_t row = 0; row < matrix.rows(); ++row) {
    sum.add(std::as_bytes(matrix.vector(row)));
  }
}

namespace {

void require_extent(const Hdf5Reader& file, const std::string& dataset, std::string_view of_what,
                    std::size_t found, const ExpectedExtent& expected) {
  if (found != expected.extent) {
    file.fail(dataset, fmt::format("has {} {}, expected {} as {}", found, of_what, expected.extent,
                                   expected.why));
  }
}

}  // namespace

void require_rows(const Hdf5Reader& file, const std::string& dataset, std::size_t rows,
                  const ExpectedExtent& expected) {
  require_extent(file, dataset, "rows", rows, expected);
}

void require_columns(const Hdf5Reader& file, const std::string& dataset, std::size_t columns,
                     const ExpectedExtent& expected) {
  require_extent(file, dataset, "columns", columns, expected);
}

ExpectedExtent expected_output_rows(const Hdf5Reader& file, std::size_t words) {
  const std::string attribute = "output_vectors";
  if (file.has_attribute(attribute) && file.read_number_attribute(attribute) == 0) {
    return {0, "the attribute says"};
  }
  return {words, "the counts have"};
}

Matrix read_finite_vectors(const Hdf5Reader& file, const std::string& dataset,
                           const ExpectedExtent& rows, const ExpectedExtent& columns) {
  Matrix vectors = file.read_vectors(dataset);
  require_rows(file, dataset, vectors.rows(), rows);
  require_columns(file, dataset, vectors.dim(), columns);
  if (const auto row = first_not_finite(vectors)) {
    file.fail(dataset, fmt::format("row {} is not finite", *row));
  }
  return vectors;
}

}  // namespace t2v
