#include "embedding/moving_rows.h"

// One instruction set is enough: these wait for memory.
#include "embedding/shared_row-inl.h"

HWY_BEFORE_NAMESPACE();
namespace t2v {
namespace HWY_NAMESPACE {

HWY_INLINE Vector load_row(Lanes d, const float* row) {
  return load_shared(d, const_cast<float*>(row));
}

HWY_INLINE void copy(const float* row, std::size_t stride, float* copied) {
  const Lanes d;
  for (std::size_t at = 0; at < stride; at += hn::Lanes(d)) {
    hn::StoreU(load_row(d, row + at), d, copied + at);
  }
}

HWY_INLINE bool differ(const float* row, const float* was, std::size_t stride) {
  const Lanes d;
  for (std::size_t at = 0; at < stride; at += hn::Lanes(d)) {
    if (!hn::AllTrue(d, hn::Eq(load_row(d, row + at), hn::LoadU(d, was + at)))) return true;
  }
  return false;
}

HWY_INLINE void move(float* row, const float* seen, const float* target, std::size_t stride) {
  const Lanes d;
  for (std::size_t at = 0; at < stride; at += hn::Lanes(d)) {
    const Vector since = hn::Sub(load_row(d, row + at), hn::LoadU(d, seen + at));
    store_shared(hn::Add(hn::LoadU(d, target + at), since), d, row + at);
  }
}

}  // namespace HWY_NAMESPACE

void copy_moving_row(const float* row, std::size_t stride, float* copy) {
  HWY_NAMESPACE::copy(row, stride, copy);
}

bool has_moved(const float* row, const float* was, std::size_t stride) {
  return HWY_NAMESPACE::differ(row, was, stride);
}

void move_row(float* row, const float* seen, const float* target, std::size_t stride) {
  HWY_NAMESPACE::move(row, seen, target, stride);
}

}  // namespace t2v
HWY_AFTER_NAMESPACE();
