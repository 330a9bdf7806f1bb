#include "model/checked_blocks.h"

#include <fmt/format.h>

#include <cstring>
#include <utility>

#include "text/error.h"

namespace t2v {

CheckedBlocks::CheckedBlocks(std::shared_ptr<const MappedFile> file, std::string dataset,
                             BlockPlaces places)
    : file_(std::move(file)),
      dataset_(std::move(dataset)),
      places_(std::move(places)),
      checked_(places_.offsets.size()) {}

std::span<const std::byte> CheckedBlocks::unchecked(std::size_t index) const {
  return file_->bytes().subspan(places_.offsets[index], places_.rows_per_block * places_.row_bytes);
}

std::span<const std::byte> CheckedBlocks::block(std::size_t index) const {
  if (!is_checked(index)) check_rest(index, {}, 0);
  return unchecked(index);
}

void CheckedBlocks::check_rest(std::size_t index, Fletcher32 sum, std::size_t summed) const {
  const std::span<const std::byte> bytes = unchecked(index);
  sum.add(bytes.subspan(summed));
  std::uint32_t stored = 0;  // least significant byte first, as the processors this is for have it
  std::memcpy(&stored, bytes.data() + bytes.size(), sizeof(stored));
  if (sum.value() != stored) {
    throw Error(fmt::format("{}: {}: cannot be read (data error detected by Fletcher32 checksum)",
                            file_->path(), dataset_));
  }
  checked_[index].store(true, std::memory_order_relaxed);
}

}  // namespace t2v
