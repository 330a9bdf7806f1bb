#include "embedding/divergence.h"

#include <fmt/format.h>
#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/parallel_for.h>

#include <cstddef>

namespace t2v {
namespace {

/// Not a number where a part of the vector is none, so compare it that way round.
float square_of(std::span<const float> vector) {
  float sum = 0;
  for (const float x : vector) sum += x * x;
  return sum;
}

void require_converging(const Matrix& matrix) {
  using Rows = oneapi::tbb::blocked_range<std::size_t>;
  constexpr std::size_t kRowsAtATime = 1024;
  oneapi::tbb::parallel_for(Rows(0, matrix.rows(), kRowsAtATime), [&](const Rows& rows) {
    for (std::size_t row = rows.begin(); row < rows.end(); ++row) {
      if (!(square_of(matrix.vector(row)) <= kLongestVector * kLongestVector)) throw_diverged();
    }
  });
}

}  // namespace

void throw_diverged() {
  throw TrainingDiverged(
      fmt::format("training diverged: vectors are not finite or longer than {}; a lower lr or "
                  "label-weight is needed",
                  kLongestVector));
}

void require_converging(const Embedding& embedding) {
  for (const Matrix* matrix : {&embedding.word_input, &embedding.word_output,
                               &embedding.label_input, &embedding.document_input}) {
    require_converging(*matrix);
  }
}

}  // namespace t2v
