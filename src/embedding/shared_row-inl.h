// Reads and writes of the rows that workers share without locks: the races of training, which
// sgns_kernel.h explains. Everything else is watched by the thread sanitizer; for its sake alone a
// build with T2V_ATOMIC_ROWS takes every float in a relaxed atomic operation, some ten times as
// slow, which allows the same results and is no race by the letter of C++.
// Included once for every instruction set, hence the guard that turns with HWY_TARGET.
#if defined(T2V_EMBEDDING_SHARED_ROW_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef T2V_EMBEDDING_SHARED_ROW_INL_H_
#undef T2V_EMBEDDING_SHARED_ROW_INL_H_
#else
#define T2V_EMBEDDING_SHARED_ROW_INL_H_
#endif

#include <hwy/highway.h>

#include <atomic>
#include <cstddef>

HWY_BEFORE_NAMESPACE();
namespace t2v {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// Rows are padded to 16 floats, so no vector may be wider.
using Lanes = hn::CappedTag<float, 16>;
using Vector = hn::Vec<Lanes>;

#ifdef T2V_ATOMIC_ROWS
HWY_INLINE Vector load_shared(Lanes d, float* row) {
  HWY_ALIGN float lanes[hn::MaxLanes(Lanes())];
  for (std::size_t i = 0; i < hn::Lanes(d); ++i) {
    lanes[i] = std::atomic_ref<float>(row[i]).load(std::memory_order_relaxed);
  }
  return hn::Load(d, lanes);
}

HWY_INLINE void store_shared(Vector values, Lanes d, float* row) {
  HWY_ALIGN float lanes[hn::MaxLanes(Lanes())];
  hn::Store(values, d, lanes);
  for (std::size_t i = 0; i < hn::Lanes(d); ++i) {
    std::atomic_ref<float>(row[i]).store(lanes[i], std::memory_order_relaxed);
  }
}
#else
HWY_INLINE Vector load_shared(Lanes d, const float* row) {
  return hn::Load(d, row);
}

HWY_INLINE void store_shared(Vector values, Lanes d, float* row) {
  hn::Store(values, d, row);
}
#endif

}  // namespace HWY_NAMESPACE
}  // namespace t2v
HWY_AFTER_NAMESPACE();

#endif  // T2V_EMBEDDING_SHARED_ROW_INL_H_
