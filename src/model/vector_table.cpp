#include "model/vector_table.h"

#include <algorithm>
#include <utility>

namespace t2v {
namespace {

/// Rows of a matrix that count as a block: of 100 floats, 400 KB.
constexpr std::size_t kRowsPerBlock = 1024;

const float* floats(std::span<const std::byte> block) {
  return reinterpret_cast<const float*>(block.data());
}

}  // namespace

VectorTable::VectorTable(const Matrix& matrix)
    : rows_(matrix.rows()),
      dim_(matrix.dim()),
      stride_(matrix.stride()),
      rows_per_block_(kRowsPerBlock),
      memory_(matrix.rows() > 0 ? matrix.row(0) : nullptr) {}

VectorTable::VectorTable(std::shared_ptr<const Matrix> matrix) : VectorTable(*matrix) {
  matrix_ = std::move(matrix);
}

VectorTable::VectorTable(std::shared_ptr<const CheckedBlocks> blocks)
    : rows_(blocks->rows()),
      dim_(blocks->columns()),
      stride_(blocks->columns()),
      rows_per_block_(blocks->rows_per_block()),
      stored_(std::move(blocks)) {}

std::span<const float> VectorTable::vector(std::size_t row) const {
  if (!stored_) return {memory_ + row * stride_, dim_};
  return {floats(stored_->block(row / rows_per_block_)) + row % rows_per_block_ * stride_, dim_};
}

BlockScan::BlockScan(const VectorTable& table, std::size_t block)
    : table_(table),
      block_(block),
      first_row_(static_cast<std::uint32_t>(block * table.rows_per_block_)),
      rows_(std::min(table.rows_per_block_, table.rows_ - first_row_)) {
  if (!table.stored_) {
    at_ = table.memory_ + first_row_ * table.stride_;
    return;
  }
  to_check_ = !table.stored_->is_checked(block);
  if (to_check_) table.stored_->will_read(block);
  at_ = floats(table.stored_->unchecked(block));
}

const float* BlockScan::next(std::size_t count) {
  const float* const rows = at_;
  at_ += count * table_.stride_;
  if (to_check_) {
    const std::span<const float> values(rows, count * table_.stride_);
    sum_.add(std::as_bytes(values));
    summed_ += values.size_bytes();
  }
  return rows;
}

void BlockScan::finish() {
  if (to_check_) table_.stored_->check_rest(block_, sum_, summed_);
}

}  // namespace t2v
