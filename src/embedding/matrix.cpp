#include "embedding/matrix.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <new>

namespace t2v {
namespace {

constexpr std::size_t kFloatsPerLine = Matrix::kRowAlignment / sizeof(float);

std::size_t padded(std::size_t dim) {
  return (dim + kFloatsPerLine - 1) / kFloatsPerLine * kFloatsPerLine;
}

}  // namespace

void Matrix::Free::operator()(float* values) const {
  ::operator delete[](values, std::align_val_t{kRowAlignment});
}

Matrix::Matrix(std::size_t rows, std::size_t dim) : rows_(rows), dim_(dim), stride_(padded(dim)) {
  if (stride_ != 0 && rows > std::numeric_limits<std::size_t>::max() / sizeof(float) / stride_) {
    throw std::bad_array_new_length();
  }
  const std::size_t bytes = rows * stride_ * sizeof(float);
  values_.reset(static_cast<float*>(::operator new[](bytes, std::align_val_t{kRowAlignment})));
  std::memset(values_.get(), 0, bytes);
}

Matrix::Matrix(const Matrix& other) : Matrix(other.rows_, other.dim_) {
  std::copy_n(other.values_.get(), rows_ * stride_, values_.get());
}

Matrix& Matrix::operator=(const Matrix& other) {
  if (this != &other) *this = Matrix(other);
  return *this;
}

}  // namespace t2v
