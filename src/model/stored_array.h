#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "model/checked_blocks.h"

namespace t2v {

/// Numbers of a model file: where they lie in it, verified when they are first asked for, or a
/// copy.
template <typename Value>
class StoredArray {
 public:
  StoredArray() = default;
  explicit StoredArray(std::vector<Value> values)
      : copy_(std::make_shared<const std::vector<Value>>(std::move(values))) {}
  /// `blocks` of one block.
  explicit StoredArray(std::shared_ptr<const CheckedBlocks> blocks) : blocks_(std::move(blocks)) {}

  std::size_t size() const {
    if (blocks_) return blocks_->rows();
    return copy_ ? copy_->size() : 0;
  }

  /// @throws Error where the checksum does not hold
  std::span<const Value> values() const {
    if (!blocks_) return copy_ ? std::span<const Value>(*copy_) : std::span<const Value>();
    return {reinterpret_cast<const Value*>(blocks_->block(0).data()), blocks_->rows()};
  }

 private:
  std::shared_ptr<const std::vector<Value>> copy_;
  std::shared_ptr<const CheckedBlocks> blocks_;
};

}  // namespace t2v
