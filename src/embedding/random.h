#pragma once

#include <cstdint>

namespace t2v {

/// SplitMix64 (Steele, Lea and Flood 2014): 64 random bits a call from a counter, so that any pair
/// of numbers names a stream of its own. Fast enough to draw noise words in the inner loop.
class Random {
 public:
  using result_type = std::uint64_t;

  explicit Random(std::uint64_t seed) : state_(seed) {}

  /// The stream number `stream` of `seed`.
  Random(std::uint64_t seed, std::uint64_t stream) : state_(mix(seed) ^ mix(~stream)) {}

  static constexpr std::uint64_t min() { return 0; }
  static constexpr std::uint64_t max() { return ~std::uint64_t{0}; }

  std::uint64_t operator()() {
    state_ += 0x9e3779b97f4a7c15U;
    return mix(state_);
  }

  /// Uniform in [0, bound), by multiplication (Lemire 2019); its bias is below bound / 2^32.
  std::uint32_t below(std::uint32_t bound) {
    return static_cast<std::uint32_t>((((*this)() >> 32) * bound) >> 32);
  }

  /// Uniform in [0, 1), 24 bits.
  float uniform() { return static_cast<float>((*this)() >> 40) * 0x1p-24F; }

 private:
  static constexpr std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }

  std::uint64_t state_;
};

}  // namespace t2v
