#include "attribution/deletion_samples.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <span>
#include <utility>

#include "embedding/random.h"

namespace t2v {
namespace {

constexpr std::size_t kWordBits = 64;

/// A bit a token, set where the token is kept.
using Mask = std::vector<std::uint64_t>;

/// Finds masks that came up before: a hash table with open addressing.
class MaskTable {
 public:
  MaskTable(std::size_t mask_words, std::size_t most_masks)
      : mask_words_(mask_words), slots_(std::bit_ceil(2 * most_masks), kEmpty) {}

  /// The number of `mask`, a new one if it was not met before.
  std::size_t number(const Mask& mask) {
    const std::size_t last = slots_.size() - 1;
    for (std::size_t slot = hash(mask) & last;; slot = (slot + 1) & last) {
      if (slots_[slot] == kEmpty) {
        slots_[slot] = static_cast<std::uint32_t>(size());
        masks_.insert(masks_.end(), mask.begin(), mask.end());
        return slots_[slot];
      }
      const auto met = masks_.begin() + static_cast<std::ptrdiff_t>(slots_[slot] * mask_words_);
      if (std::equal(mask.begin(), mask.end(), met)) return slots_[slot];
    }
  }

  std::size_t size() const { return masks_.size() / mask_words_; }

 private:
  static constexpr std::uint32_t kEmpty = ~std::uint32_t{0};

  static std::size_t hash(const Mask& mask) {
    std::uint64_t hash = 0;
    for (const std::uint64_t word : mask) {
      hash = (hash ^ word) * 0x9e3779b97f4a7c15U;  // 2^64 by the golden ratio
      hash ^= hash >> 32;
    }
    return hash;
  }

  std::size_t mask_words_;
  std::vector<std::uint32_t> slots_;
  Mask masks_;  ///< one behind the other
};

/// Draws sets of tokens. Keeps their order from draw to draw, which makes the next no less uniform.
class TokenDraw {
 public:
  TokenDraw(std::size_t tokens, std::uint64_t seed) : random_(seed), order_(tokens) {
    std::iota(order_.begin(), order_.end(), 0U);
  }

  /// Fills `mask` with all but 1..tokens tokens.
  void operator()(Mask& mask) {
    const auto tokens = static_cast<std::uint32_t>(order_.size());
    const std::uint32_t deleted = 1 + random_.below(tokens);
    // Choosing the fewer of kept and deleted tokens takes fewer draws.
    const bool choose_deleted = deleted <= tokens / 2;
    set_all(mask, choose_deleted);
    for (const std::uint32_t token : choose(choose_deleted ? deleted : tokens - deleted)) {
      mask[token / kWordBits] ^= std::uint64_t{1} << (token % kWordBits);
    }
  }

  void set_all(Mask& mask, bool kept) const {
    std::fill(mask.begin(), mask.end(), kept ? ~std::uint64_t{0} : 0);
    const std::size_t rest = order_.size() % kWordBits;
    if (kept && rest != 0) mask.back() = (std::uint64_t{1} << rest) - 1;
  }

 private:
  /// A uniform set of `count` tokens (Fisher-Yates, stopped early).
  std::span<const std::uint32_t> choose(std::uint32_t count) {
    const auto tokens = static_cast<std::uint32_t>(order_.size());
    for (std::uint32_t i = 0; i < count; ++i) {
      std::swap(order_[i], order_[i + random_.below(tokens - i)]);
    }
    return {order_.data(), count};
  }

  Random random_;
  std::vector<std::uint32_t> order_;
};

std::vector<std::uint32_t> kept_tokens(const Mask& mask) {
  std::size_t count = 0;
  for (const std::uint64_t word : mask) count += static_cast<std::size_t>(std::popcount(word));
  std::vector<std::uint32_t> kept;
  kept.reserve(count);
  for (std::size_t word = 0; word < mask.size(); ++word) {
    for (std::uint64_t left = mask[word]; left != 0; left &= left - 1) {
      kept.push_back(
          static_cast<std::uint32_t>(word * kWordBits + std::size_t(std::countr_zero(left))));
    }
  }
  return kept;
}

}  // namespace

DeletionSamples draw_deletions(std::size_t tokens, std::size_t samples, std::uint64_t seed) {
  Mask mask((tokens + kWordBits - 1) / kWordBits);
  MaskTable table(mask.size(), std::max<std::size_t>(samples, 1));
  TokenDraw draw(tokens, seed);
  DeletionSamples drawn;
  for (std::size_t sample = 0; sample < std::max<std::size_t>(samples, 1); ++sample) {
    if (sample == 0) {
      draw.set_all(mask, true);
    } else {
      draw(mask);
    }
    const std::size_t number = table.number(mask);
    if (number == drawn.kept.size()) {
      drawn.kept.push_back(kept_tokens(mask));
      drawn.drawn.push_back(0);
    }
    drawn.drawn[number] += 1;
  }
  return drawn;
}

}  // namespace t2v
