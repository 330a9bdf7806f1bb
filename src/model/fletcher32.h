#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace t2v {

/// The checksum that HDF5's filter of this name keeps of every chunk (Fletcher 1982, over 16-bit
/// words with the more significant byte first), taken part by part and at the speed of memory.
class Fletcher32 {
 public:
  /// All parts begin at addresses that are a multiple of 4, and all but the last have an even
  /// number of bytes.
  void add(std::span<const std::byte> part);

  std::uint32_t value() const;

 private:
  /// Both modulo 65535, where 0 means that there were zeros only, and 65535 stands for other
  /// multiples: so HDF5 counts.
  std::uint64_t sum_ = 0;           ///< of the words
  std::uint64_t weighted_sum_ = 0;  ///< each as often as there are words from it to the end
};

}  // namespace t2v
