#include "model/fletcher32.h"

#include <algorithm>
#include <cstring>

// Scalable vectors have no size known when compiling, which the sums over lanes below need.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "model/fletcher32.cpp"
#include <hwy/foreach_target.h>  // compiles this file once for every instruction set
// Must come after foreach_target.h:
#include <hwy/highway.h>

#ifndef T2V_WORD_SUMS
#define T2V_WORD_SUMS
namespace t2v {

/// Of n words w_0 .. w_{n-1}: sum w_i, and sum (n - i) w_i.
struct WordSums {
  std::uint64_t sum = 0;
  std::uint64_t weighted = 0;
};

}  // namespace t2v
#endif

HWY_BEFORE_NAMESPACE();
namespace t2v {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Pairs = hn::ScalableTag<std::uint32_t>;  // a lane holds two words

// As many steps as 32 bits hold: 2 (2^16 - 1) * 240 * 241 / 2 < 2^32.
constexpr std::size_t kMostSteps = 240;

// Sums over `steps` whole vectors of words, least significant byte first. With x_t the sum of both
// words of a lane, p = sum_t (steps - t) x_t grows by adding up the sums so far.
WordSums sums_of_steps(const std::uint32_t* words, std::size_t steps) {
  const Pairs d;
  const std::size_t lanes = hn::Lanes(d);
  auto sums = hn::Zero(d);
  auto second_words = hn::Zero(d);
  auto running = hn::Zero(d);
  for (std::size_t step = 0; step < steps; ++step) {
    const auto pair = hn::LoadU(d, words + step * lanes);
    const auto second = hn::ShiftRight<16>(pair);
    sums = hn::Add(sums, hn::Add(hn::And(pair, hn::Set(d, 0xffffU)), second));
    second_words = hn::Add(second_words, second);
    running = hn::Add(running, sums);
  }
  HWY_ALIGN std::uint32_t in_lane[3][hn::MaxLanes(Pairs())];
  hn::Store(sums, d, in_lane[0]);
  hn::Store(second_words, d, in_lane[1]);
  hn::Store(running, d, in_lane[2]);
  WordSums all;
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    all.sum += in_lane[0][lane];
    // Word 2 (lanes t + lane) + b of 2 lanes steps.
    all.weighted += 2 * lanes * std::uint64_t{in_lane[2][lane]} -
                    2 * lane * std::uint64_t{in_lane[0][lane]} - in_lane[1][lane];
  }
  return all;
}

// Sums over as many whole vectors as `bytes` holds, at most kMostSteps; says how many bytes they
// are.
WordSums sums_of_part(std::span<const std::byte> bytes, std::size_t& used) {
  const std::size_t vector_bytes = hn::Lanes(Pairs()) * sizeof(std::uint32_t);
  const std::size_t steps = std::min(bytes.size() / vector_bytes, kMostSteps);
  used = steps * vector_bytes;
  return sums_of_steps(reinterpret_cast<const std::uint32_t*>(bytes.data()), steps);
}

}  // namespace HWY_NAMESPACE
}  // namespace t2v
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace t2v {
namespace {

HWY_EXPORT(sums_of_part);

std::uint64_t reduced(std::uint64_t sum) {
  constexpr std::uint64_t kModulus = 65535;
  return sum == 0 ? 0 : (sum - 1) % kModulus + 1;
}

/// What is left beyond whole vectors; an odd byte is the more significant one of a word.
WordSums sums_of_rest(std::span<const std::byte> bytes) {
  WordSums all;
  for (std::size_t at = 0; at < bytes.size(); at += 2) {
    std::uint16_t word = 0;
    std::memcpy(&word, bytes.data() + at, std::min<std::size_t>(2, bytes.size() - at));
    all.sum += word;
    all.weighted += all.sum;
  }
  return all;
}

}  // namespace

// The words are summed with the less significant byte first, as x86 and ARM read them: exchanging
// the bytes of a word multiplies it by 256 modulo 65535, which value() does once for all.
void Fletcher32::add(std::span<const std::byte> part) {
  while (!part.empty()) {
    std::size_t used = 0;
    WordSums sums = HWY_DYNAMIC_DISPATCH(sums_of_part)(part, used);
    if (used == 0) {
      used = part.size();
      sums = sums_of_rest(part);
    }
    const std::uint64_t words = (used + 1) / 2;
    weighted_sum_ = reduced(weighted_sum_ + words * sum_ + sums.weighted);
    sum_ = reduced(sum_ + sums.sum);
    part = part.subspan(used);
  }
}

std::uint32_t Fletcher32::value() const {
  return static_cast<std::uint32_t>(reduced(weighted_sum_ * 256) << 16 | reduced(sum_ * 256));
}

}  // namespace t2v
#endif
