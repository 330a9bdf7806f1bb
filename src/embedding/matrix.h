#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace t2v {

/// Row-major matrix of float whose rows begin at 64-byte boundaries (a cache line, and the widest
/// vector register), padded with zeros to a multiple of 16 floats. Arithmetic may run over the
/// padding: zeros stay zeros in every update that is linear in rows.
class Matrix {
 public:
  static constexpr std::size_t kRowAlignment = 64;  ///< bytes

  /// Floats from row to row for vectors of `dim` floats.
  static constexpr std::size_t padded(std::size_t dim) {
    constexpr std::size_t kFloats = kRowAlignment / sizeof(float);
    return (dim + kFloats - 1) / kFloats * kFloats;
  }

  Matrix() = default;
  /// All zeros. @throws std::bad_alloc
  Matrix(std::size_t rows, std::size_t dim);

  Matrix(const Matrix& other);
  Matrix& operator=(const Matrix& other);
  Matrix(Matrix&&) noexcept = default;
  Matrix& operator=(Matrix&&) noexcept = default;

  std::size_t rows() const { return rows_; }
  std::size_t dim() const { return dim_; }        ///< floats that carry meaning
  std::size_t stride() const { return stride_; }  ///< floats from row to row, padding included

  float* row(std::size_t index) { return values_.get() + index * stride_; }
  const float* row(std::size_t index) const { return values_.get() + index * stride_; }
  std::span<const float> vector(std::size_t index) const { return {row(index), dim_}; }

 private:
  struct Free {
    std::size_t alignment;
    void operator()(float* values) const;
  };
  std::size_t rows_ = 0;
  std::size_t dim_ = 0;
  std::size_t stride_ = 0;
  std::unique_ptr<float[], Free> values_{nullptr, Free{kRowAlignment}};
};

}  // namespace t2v
