// Inner products of the rows of a block (sgns_kernel.h), a tile of outputs at a time.
// Included once for every instruction set, hence the guard that turns with HWY_TARGET.
#if defined(T2V_EMBEDDING_SGNS_PRODUCTS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef T2V_EMBEDDING_SGNS_PRODUCTS_INL_H_
#undef T2V_EMBEDDING_SGNS_PRODUCTS_INL_H_
#else
#define T2V_EMBEDDING_SGNS_PRODUCTS_INL_H_
#endif

#include <hwy/highway.h>

#include <cstddef>

#include "embedding/shared_row-inl.h"

HWY_BEFORE_NAMESPACE();
namespace t2v {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Quarter = hn::CappedTag<float, 4>;
using Octet = hn::CappedTag<float, 8>;

constexpr std::size_t kTile = 6;   // outputs that meet the inputs in registers at once
constexpr std::size_t kSlots = 8;  // floats kept an input for a tile: kTile, rounded up

// Writes the sums over the lanes of each vector, zeros up to kSlots.
#if HWY_TARGET == HWY_SCALAR  // one lane: nothing to sum
template <std::size_t kOutputs>
HWY_INLINE void store_sums(const Vector (&sums)[kOutputs], float* HWY_RESTRICT slots) {
  for (std::size_t k = 0; k < kSlots; ++k) slots[k] = k < kOutputs ? hn::GetLane(sums[k]) : 0.0F;
}
#else
template <class D, class V>
HWY_INLINE hn::Vec<Quarter> fold(D, V sums) {
  if constexpr (hn::MaxLanes(D()) > 4) {
    const hn::Half<D> half;
    return fold(half, hn::Add(hn::LowerHalf(half, sums), hn::UpperHalf(half, sums)));
  } else {
    return sums;
  }
}

// The sums over the lanes of four vectors, as one vector of four.
HWY_INLINE hn::Vec<Quarter> sums_of_four(Vector a, Vector b, Vector c, Vector e) {
  const Lanes d;
  const auto ac = hn::Add(hn::InterleaveLower(d, a, c), hn::InterleaveUpper(d, a, c));
  const auto be = hn::Add(hn::InterleaveLower(d, b, e), hn::InterleaveUpper(d, b, e));
  return fold(d, hn::Add(hn::InterleaveLower(d, ac, be), hn::InterleaveUpper(d, ac, be)));
}

template <std::size_t kOutputs>
HWY_INLINE void store_sums(const Vector (&sums)[kOutputs], float* HWY_RESTRICT slots) {
  const Quarter quarter;
  const auto pick = [&](std::size_t k) {
    return k < kOutputs ? sums[k < kOutputs ? k : 0] : hn::Zero(Lanes());
  };
  hn::Store(sums_of_four(pick(0), pick(1), pick(2), pick(3)), quarter, slots);
  if constexpr (kOutputs > 4) {
    hn::Store(sums_of_four(pick(4), pick(5), pick(6), pick(7)), quarter, slots + 4);
  } else {
    hn::Store(hn::Zero(quarter), quarter, slots + 4);
  }
}
#endif

// Inner products of kInputs inputs with a tile of outputs: kInputs * kOutputs sums grow in
// registers while the rows are read once.
template <std::size_t kInputs, std::size_t kOutputs>
HWY_INLINE void inner_products(float* const* inputs, float* const* outputs, std::size_t dim,
                               float* HWY_RESTRICT slots) {
  const Lanes d;
  Vector sums[kInputs][kOutputs];
  for (std::size_t i = 0; i < kInputs; ++i) {
    for (std::size_t k = 0; k < kOutputs; ++k) sums[i][k] = hn::Zero(d);
  }
  for (std::size_t at = 0; at < dim; at += hn::Lanes(d)) {
    Vector in[kInputs];
    for (std::size_t i = 0; i < kInputs; ++i) in[i] = load_shared(d, inputs[i] + at);
    for (std::size_t k = 0; k < kOutputs; ++k) {
      const Vector out = load_shared(d, outputs[k] + at);
      for (std::size_t i = 0; i < kInputs; ++i) sums[i][k] = hn::MulAdd(in[i], out, sums[i][k]);
    }
  }
  for (std::size_t i = 0; i < kInputs; ++i) store_sums(sums[i], slots + i * kSlots);
}

}  // namespace HWY_NAMESPACE
}  // namespace t2v
HWY_AFTER_NAMESPACE();

#endif  // T2V_EMBEDDING_SGNS_PRODUCTS_INL_H_
