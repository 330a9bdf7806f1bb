#pragma once

#include <cstdint>
#include <vector>

#include "embedding/random.h"
#include "text/vocabulary.h"

namespace t2v {

/// Draws noise words with probability proportional to count^exponent, in constant time by the alias
/// method (Walker 1977, tables built as in Vose 1991).
class NegativeSampler {
 public:
  /// @throws Error for an empty vocabulary
  NegativeSampler(const Vocabulary& words, double exponent);

  std::uint32_t draw(Random& random) const {
    const std::uint64_t bits = random();
    const std::uint32_t slot = slot_of(bits);
    const Slot& chosen = slots_[slot];
    // Which of the two is chance, which a branch would guess wrong too often: all ones for the
    // alias.
    const std::uint32_t other =
        std::uint32_t{0} -
        static_cast<std::uint32_t>(static_cast<std::uint32_t>(bits) >= chosen.threshold);
    return slot ^ ((slot ^ chosen.alias) & other);
  }

  /// Asks the memory for what the next `count` draws with this state of `random` will look up.
  /// Worth it where is_large().
  [[gnu::always_inline]] void prefetch(Random random, std::size_t count) const {
    for (std::size_t i = 0; i < count; ++i) __builtin_prefetch(&slots_[slot_of(random())]);
  }

  /// Whether the tables are larger than a core's own caches.
  bool is_large() const { return slots_.size() * sizeof(Slot) > (std::size_t{1} << 20); }

  /// What the tables really draw: the probability of `word`, for tests.
  double probability(std::uint32_t word) const;

 private:
  struct Slot {
    std::uint32_t threshold;  ///< the slot's own word with probability threshold / 2^32, else
    std::uint32_t alias;      ///< this word
  };
  std::uint32_t slot_of(std::uint64_t bits) const {
    return static_cast<std::uint32_t>(((bits >> 32) * slots_.size()) >> 32);
  }

  std::vector<Slot> slots_;
};

}  // namespace t2v
