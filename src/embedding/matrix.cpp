#include "embedding/matrix.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <new>

namespace t2v {
namespace {

/// Where a large matrix begins, so that it can lie in huge pages: training meets rows all over it,
/// and with pages of 4 KB almost every row would cost a walk through the page tables.
constexpr std::size_t kHugePage = std::size_t{2} << 20;

std::size_t alignment_of(std::size_t bytes) {
  return bytes >= 2 * kHugePage ? kHugePage : Matrix::kRowAlignment;
}

}  // namespace

void Matrix::Free::operator()(float* values) const {
  ::operator delete[](values, std::align_val_t{alignment});
}

Matrix::Matrix(std::size_t rows, std::size_t dim) : rows_(rows), dim_(dim), stride_(padded(dim)) {
  if (stride_ != 0 && rows > std::numeric_limits<std::size_t>::max() / sizeof(float) / stride_) {
    throw std::bad_array_new_length();
  }
  const std::size_t bytes = rows * stride_ * sizeof(float);
  const std::size_t alignment = alignment_of(bytes);
  values_ = {static_cast<float*>(::operator new[](bytes, std::align_val_t{alignment})),
             Free{alignment}};
  // Only advice: without huge pages all is the same but slower.
  if (alignment == kHugePage)
    ::madvise(values_.get(), bytes / kHugePage * kHugePage, MADV_HUGEPAGE);
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
