#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace t2v {

/// Positions that never fall, at little more than 4 bytes each: those of a group are kept as
/// distances from the first of it.
class Offsets {
 public:
  void reserve(std::size_t size);
  /// @throws Error when the positions of a group lie 2^32 or more apart
  void push_back(std::uint64_t position);

  std::size_t size() const { return distances_.size(); }
  bool empty() const { return distances_.empty(); }
  std::uint64_t back() const { return (*this)[size() - 1]; }
  std::uint64_t operator[](std::size_t index) const {
    return firsts_[index / kGroup] + distances_[index];
  }
  bool operator==(const Offsets&) const = default;

 private:
  static constexpr std::size_t kGroup = 64;

  std::vector<std::uint64_t> firsts_;     ///< of each group
  std::vector<std::uint32_t> distances_;  ///< from the first of the group
};

}  // namespace t2v
