#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "model/fletcher32.h"
#include "model/mapped_file.h"

namespace t2v {

/// Where the rows of a dataset lie in its file: blocks (HDF5's chunks) of the same number of rows,
/// the last one filled up, each with its Fletcher32 checksum behind it.
struct BlockPlaces {
  std::uint64_t rows = 0;
  std::uint64_t columns = 1;
  std::size_t row_bytes = 0;
  std::uint64_t rows_per_block = 0;
  std::vector<std::uint64_t> offsets{};  ///< of the blocks in the file, bytes
};

/// A dataset used where it lies in a mapped file. The checksum of a block is verified before it is
/// used first, or while: nobody gets an answer from a damaged block. From many threads at once.
class CheckedBlocks {
 public:
  /// The places must be within the file.
  CheckedBlocks(std::shared_ptr<const MappedFile> file, std::string dataset, BlockPlaces places);

  std::uint64_t rows() const { return places_.rows; }
  std::uint64_t columns() const { return places_.columns; }
  std::uint64_t rows_per_block() const { return places_.rows_per_block; }
  std::size_t row_bytes() const { return places_.row_bytes; }
  std::size_t blocks() const { return places_.offsets.size(); }

  /// The bytes of a block, verified. @throws Error where the checksum does not hold
  std::span<const std::byte> block(std::size_t index) const;

  /// The same, not verified.
  std::span<const std::byte> unchecked(std::size_t index) const;
  bool is_checked(std::size_t index) const {
    return checked_[index].load(std::memory_order_relaxed);
  }
  /// Verifies a block whose first `summed` bytes are in `sum` already. @throws Error as block()
  void check_rest(std::size_t index, Fletcher32 sum, std::size_t summed) const;

  /// Says that most of a block is about to be read.
  void will_read(std::size_t index) const { file_->will_read(unchecked(index)); }

 private:
  std::shared_ptr<const MappedFile> file_;
  std::string dataset_;
  BlockPlaces places_;
  mutable std::vector<std::atomic<bool>> checked_;  ///< only ever set, to what anybody would find
};

}  // namespace t2v
