#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

#include "fuzz/fuzz_targets.h"

namespace t2v::fuzzing {

/// Takes decisions from the bytes of an input, front to back; behind their end all are 0. So a
/// mutation of the bytes is a mutation of one decision.
class Choices {
 public:
  explicit Choices(Bytes input) : rest_(input) {}

  bool done() const { return rest_.empty(); }
  Bytes rest() const { return rest_; }

  std::uint8_t byte() {
    if (rest_.empty()) return 0;
    const std::uint8_t byte = rest_.front();
    rest_ = rest_.subspan(1);
    return byte;
  }

  /// Below `bound`, which is at most 256.
  std::size_t below(std::size_t bound) { return byte() % bound; }

  /// Mostly small, sometimes next to a power of two.
  std::uint64_t number() {
    const std::uint8_t kind = byte();
    if (kind < 128) return kind % 8;
    if (kind < 192) return byte();
    const std::uint64_t power = std::uint64_t{1} << (byte() % 64);
    return power + kind % 3 - 1;
  }

  float real() {
    std::uint32_t bits = 0;
    for (int i = 0; i < 4; ++i) bits = bits << 8 | byte();
    return std::bit_cast<float>(bits);
  }

  /// Up to `longest` bytes, at most 255.
  std::string text(std::size_t longest) {
    const std::size_t size = std::min({std::size_t{byte()}, longest, rest_.size()});
    std::string text(reinterpret_cast<const char*>(rest_.data()), size);
    rest_ = rest_.subspan(size);
    return text;
  }

 private:
  Bytes rest_;
};

}  // namespace t2v::fuzzing
