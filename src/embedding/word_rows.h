#pragma once

#include <cstddef>
#include <cstdint>

#include "embedding/embedding.h"

namespace t2v {

/// Where a worker finds the rows of words: those of frequent words in its replica (replicas.h), all
/// others where the other workers find them, too.
class WordRows {
 public:
  /// Shares all rows.
  explicit WordRows(Embedding& vectors)
      : WordRows(vectors, vectors.word_input, vectors.word_output) {}

  /// @param input, output [words, dim] replicas of the first rows of `vectors`
  WordRows(Embedding& vectors, Matrix& input, Matrix& output)
      : dim_(input.dim()),
        stride_(input.stride()),
        replicated_(input.rows()),
        inputs_(input.row(0)),
        outputs_(output.row(0)),
        shared_inputs_(vectors.word_input.row(0)),
        shared_outputs_(vectors.word_output.row(0)) {}

  std::size_t dim() const { return dim_; }
  std::size_t stride() const { return stride_; }  ///< as of Matrix

  float* input(std::uint32_t word) const {
    return (word < replicated_ ? inputs_ : shared_inputs_) + word * stride_;
  }
  float* output(std::uint32_t word) const {
    return (word < replicated_ ? outputs_ : shared_outputs_) + word * stride_;
  }

 private:
  std::size_t dim_;
  std::size_t stride_;
  std::size_t replicated_;  ///< words
  float* inputs_;
  float* outputs_;
  float* shared_inputs_;
  float* shared_outputs_;
};

}  // namespace t2v
