#include "query/row_similarities.h"

#include <algorithm>
#include <cmath>

// Scalable vectors cannot stand in arrays, which the register tiles below need.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "query/row_similarities.cpp"
#include <hwy/foreach_target.h>  // compiles this file once for every instruction set
// Must come after foreach_target.h:
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace t2v {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Lanes = hn::CappedTag<float, 16>;
using Vector = hn::Vec<Lanes>;

constexpr std::size_t kTileRows = 4;
constexpr std::size_t kTileLeftSides = 3;  // 12 sums, 4 rows: the 16 registers of AVX2

// Writes the sums over the lanes of four vectors.
#if HWY_TARGET == HWY_SCALAR  // one lane: nothing to sum
HWY_INLINE void store_sums(const Vector (&sums)[kTileRows], float* HWY_RESTRICT out) {
  for (std::size_t i = 0; i < kTileRows; ++i) out[i] = hn::GetLane(sums[i]);
}
#else
template <class D, class V>
HWY_INLINE hn::Vec<hn::CappedTag<float, 4> > fold(D, V sums) {
  if constexpr (hn::MaxLanes(D()) > 4) {
    const hn::Half<D> half;
    return fold(half, hn::Add(hn::LowerHalf(half, sums), hn::UpperHalf(half, sums)));
  } else {
    return sums;
  }
}

HWY_INLINE void store_sums(const Vector (&sums)[kTileRows], float* HWY_RESTRICT out) {
  const Lanes d;
  const auto even =
      hn::Add(hn::InterleaveLower(d, sums[0], sums[2]), hn::InterleaveUpper(d, sums[0], sums[2]));
  const auto odd =
      hn::Add(hn::InterleaveLower(d, sums[1], sums[3]), hn::InterleaveUpper(d, sums[1], sums[3]));
  const auto all = hn::Add(hn::InterleaveLower(d, even, odd), hn::InterleaveUpper(d, even, odd));
  hn::StoreU(fold(d, all), hn::CappedTag<float, 4>(), out);
}
#endif

// The end of a vector whose size is no multiple of the lanes: its last lanes, of which those that
// came before are taken as zeros. Nothing beyond the vector is read.
struct Tail {
  bool any;
  std::size_t at;
  hn::Mask<Lanes> fresh;
};

HWY_INLINE Tail tail_of(std::size_t dim) {
  const Lanes d;
  const std::size_t lanes = hn::Lanes(d);
  const std::size_t rest = dim % lanes;
  return {rest != 0, dim - lanes, hn::Not(hn::FirstN(d, lanes - rest))};
}

HWY_INLINE Vector load_tail(const Tail& tail, const float* vector) {
  return hn::IfThenElseZero(tail.fresh, hn::LoadU(Lanes(), vector + tail.at));
}

// Products of kCount left sides with a tile of rows.
template <std::size_t kCount>
HWY_INLINE void products(const float* HWY_RESTRICT left_sides, std::size_t dim,
                         const float* const (&rows)[kTileRows], const Tail& tail,
                         float* HWY_RESTRICT out) {
  const Lanes d;
  Vector sums[kCount][kTileRows];
  for (std::size_t i = 0; i < kCount; ++i) {
    for (std::size_t r = 0; r < kTileRows; ++r) sums[i][r] = hn::Zero(d);
  }
  for (std::size_t at = 0; at + hn::Lanes(d) <= dim; at += hn::Lanes(d)) {
    Vector row[kTileRows];
    for (std::size_t r = 0; r < kTileRows; ++r) row[r] = hn::LoadU(d, rows[r] + at);
    for (std::size_t i = 0; i < kCount; ++i) {
      const Vector left = hn::LoadU(d, left_sides + i * dim + at);
      for (std::size_t r = 0; r < kTileRows; ++r) {
        sums[i][r] = hn::MulAdd(left, row[r], sums[i][r]);
      }
    }
  }
  if (tail.any) {
    for (std::size_t i = 0; i < kCount; ++i) {
      const Vector left = load_tail(tail, left_sides + i * dim);
      for (std::size_t r = 0; r < kTileRows; ++r) {
        sums[i][r] = hn::MulAdd(left, hn::LoadU(d, rows[r] + tail.at), sums[i][r]);
      }
    }
  }
  for (std::size_t i = 0; i < kCount; ++i) store_sums(sums[i], out + i * kRowsAtOnce);
}

HWY_INLINE void squares(std::size_t dim, const float* const (&rows)[kTileRows], const Tail& tail,
                        float* HWY_RESTRICT out) {
  const Lanes d;
  Vector sums[kTileRows];
  for (std::size_t r = 0; r < kTileRows; ++r) {
    sums[r] = hn::Zero(d);
    for (std::size_t at = 0; at + hn::Lanes(d) <= dim; at += hn::Lanes(d)) {
      const Vector row = hn::LoadU(d, rows[r] + at);
      sums[r] = hn::MulAdd(row, row, sums[r]);
    }
    if (tail.any) {
      const Vector row = load_tail(tail, rows[r]);
      sums[r] = hn::MulAdd(row, row, sums[r]);
    }
  }
  store_sums(sums, out);
}

// Divides products by the lengths of the rows.
HWY_INLINE void divide(const float* HWY_RESTRICT square, std::size_t count,
                       float* HWY_RESTRICT out) {
  const hn::CappedTag<float, kTileRows> d;
  for (std::size_t at = 0; at < kTileRows; at += hn::Lanes(d)) {
    const auto length = hn::Sqrt(hn::LoadU(d, square + at));
    const auto zero = hn::Eq(length, hn::Zero(d));
    for (std::size_t i = 0; i < count; ++i) {
      float* const products_of_left = out + i * kRowsAtOnce + at;
      const auto similarity = hn::Div(hn::LoadU(d, products_of_left), length);
      hn::StoreU(hn::IfThenZeroElse(zero, similarity), d, products_of_left);
    }
  }
}

// Vectors of fewer floats than there are lanes.
void short_similarities(const float* left_sides, std::size_t count, std::size_t dim,
                        const float* rows, std::size_t stride, std::size_t row_count,
                        float* similarities) {
  const auto product = [dim](const float* a, const float* b) {
    double sum = 0;
    for (std::size_t k = 0; k < dim; ++k) sum += static_cast<double>(a[k]) * b[k];
    return sum;
  };
  for (std::size_t r = 0; r < row_count; ++r) {
    const float* const row = rows + r * stride;
    const double length = std::sqrt(product(row, row));
    for (std::size_t i = 0; i < count; ++i) {
      const double cosine = length == 0 ? 0 : product(left_sides + i * dim, row) / length;
      similarities[i * kRowsAtOnce + r] = static_cast<float>(cosine);
    }
  }
}

void similarities_of(const float* left_sides, std::size_t count, std::size_t dim, const float* rows,
                     std::size_t stride, std::size_t row_count, float* similarities) {
  if (dim < hn::Lanes(Lanes())) {
    return short_similarities(left_sides, count, dim, rows, stride, row_count, similarities);
  }
  const Tail tail = tail_of(dim);
  for (std::size_t first = 0; first < row_count; first += kTileRows) {
    const float* tile[kTileRows];
    // A row more than there are is the last one again.
    for (std::size_t r = 0; r < kTileRows; ++r) {
      tile[r] = rows + std::min(first + r, row_count - 1) * stride;
    }
    float square[kTileRows];
    squares(dim, tile, tail, square);
    float* const out = similarities + first;
    std::size_t left = 0;
    for (; left + kTileLeftSides <= count; left += kTileLeftSides) {
      products<kTileLeftSides>(left_sides + left * dim, dim, tile, tail, out + left * kRowsAtOnce);
    }
    for (; left < count; ++left) {
      products<1>(left_sides + left * dim, dim, tile, tail, out + left * kRowsAtOnce);
    }
    divide(square, count, out);
  }
}

// Four sums side by side: one alone would wait for itself at every step.
float inner_product_of(const float* a, const float* b, std::size_t dim) {
  const Lanes d;
  constexpr std::size_t kSums = 4;
  const std::size_t lanes = hn::Lanes(d);
  Vector sums[kSums] = {hn::Zero(d), hn::Zero(d), hn::Zero(d), hn::Zero(d)};
  std::size_t at = 0;
  for (; at + kSums * lanes <= dim; at += kSums * lanes) {
    for (std::size_t i = 0; i < kSums; ++i) {
      const std::size_t from = at + i * lanes;
      sums[i] = hn::MulAdd(hn::LoadU(d, a + from), hn::LoadU(d, b + from), sums[i]);
    }
  }
  for (; at + lanes <= dim; at += lanes) {
    sums[0] = hn::MulAdd(hn::LoadU(d, a + at), hn::LoadU(d, b + at), sums[0]);
  }
  const auto all = hn::Add(hn::Add(sums[0], sums[1]), hn::Add(sums[2], sums[3]));
  float product = hn::GetLane(hn::SumOfLanes(d, all));
  for (; at < dim; ++at) product += a[at] * b[at];
  return product;
}

std::uint32_t bits_not_less(const float* values, float least) {
  const Lanes d;
  const auto bound = hn::Set(d, least);
  std::uint32_t bits = 0;
  for (std::size_t at = 0; at < kRowsAtOnce; at += hn::Lanes(d)) {
    HWY_ALIGN std::uint8_t some[8] = {};
    hn::StoreMaskBits(d, hn::Ge(hn::LoadU(d, values + at), bound), some);
    const auto low = static_cast<std::uint32_t>(some[0] | some[1] << 8);
    bits |= low << at;
  }
  return bits;
}

}  // namespace HWY_NAMESPACE
}  // namespace t2v
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace t2v {
namespace {

HWY_EXPORT(similarities_of);
HWY_EXPORT(inner_product_of);
HWY_EXPORT(bits_not_less);

}  // namespace

void row_similarities(const float* left_sides, std::size_t count, std::size_t dim,
                      const float* rows, std::size_t stride, std::size_t row_count,
                      float* similarities) {
  HWY_DYNAMIC_DISPATCH(similarities_of)
  (left_sides, count, dim, rows, stride, row_count, similarities);
}

InnerProduct inner_product_function() {
  // Before it, the table holds a function that finds out about the processor at every call.
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
  return HWY_DYNAMIC_DISPATCH(inner_product_of);
}

std::uint32_t not_less(const float* values, float least) {
  return HWY_DYNAMIC_DISPATCH(bits_not_less)(values, least);
}

}  // namespace t2v
#endif
