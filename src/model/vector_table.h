#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "embedding/matrix.h"
#include "model/checked_blocks.h"
#include "model/fletcher32.h"

namespace t2v {

/// Vectors to be asked, [rows, dim] floats: a matrix in memory, or a dataset where it lies in a
/// mapped file. A view, cheap to copy. From many threads at once.
class VectorTable {
 public:
  VectorTable() = default;
  /// A view of `matrix`, which must outlive it.
  VectorTable(const Matrix& matrix);  // NOLINT(google-explicit-constructor): a view
  explicit VectorTable(std::shared_ptr<const Matrix> matrix);
  explicit VectorTable(std::shared_ptr<const CheckedBlocks> blocks);

  std::size_t rows() const { return rows_; }
  std::size_t dim() const { return dim_; }
  std::size_t stride() const { return stride_; }  ///< floats from row to row within a block

  /// @throws Error where the row lies in a file, in a damaged block
  std::span<const float> vector(std::size_t row) const;

  /// Blocks of rows that lie one behind the other; all but the last have rows_per_block().
  std::size_t blocks() const { return (rows_ + rows_per_block_ - 1) / rows_per_block_; }
  std::size_t rows_per_block() const { return rows_per_block_; }

 private:
  friend class BlockScan;

  std::size_t rows_ = 0;
  std::size_t dim_ = 0;
  std::size_t stride_ = 0;
  std::size_t rows_per_block_ = 1;
  const float* memory_ = nullptr;  ///< the first row, in memory
  std::shared_ptr<const Matrix> matrix_;
  std::shared_ptr<const CheckedBlocks> stored_;  ///< in a file
};

/// One pass over the rows of a block, in order; of a block in a file that nobody has looked at yet
/// the checksum is taken on the way, while the rows are in the processor's cache.
class BlockScan {
 public:
  BlockScan(const VectorTable& table, std::size_t block);

  std::uint32_t first_row() const { return first_row_; }
  std::size_t rows() const { return rows_; }

  /// The next `count` rows. What is made of them is not to be trusted before finish().
  const float* next(std::size_t count);

  /// @throws Error where the block is damaged
  void finish();

 private:
  const VectorTable& table_;
  std::size_t block_;
  std::uint32_t first_row_;
  std::size_t rows_;
  const float* at_;
  bool to_check_ = false;
  Fletcher32 sum_;
  std::size_t summed_ = 0;  ///< bytes
};

}  // namespace t2v
