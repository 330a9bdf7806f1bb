#include "classifier/filter_kernel.h"

#include <cstdint>

#include "classifier/forward_pass.h"

// Scalable vectors cannot stand in arrays, which the register tiles below need.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "classifier/filter_kernel.cpp"
#include <hwy/foreach_target.h>  // compiles this file once for every instruction set
// Must come after foreach_target.h:
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace t2v {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Lanes = hn::CappedTag<float, 16>;
using Vector = hn::Vec<Lanes>;

constexpr std::size_t kPanel = CnnShape::kLaneMultiple;  // columns that are computed together
constexpr std::size_t kVectors = kPanel / hn::MaxLanes(Lanes());
constexpr std::size_t kTile = 6;  // rows that meet a panel in registers at once

// Of a panel of taps with kRows rows: kRows * kVectors sums grow in registers.
template <std::size_t kRows>
HWY_INLINE void multiply(const float* HWY_RESTRICT panel, const float* const* rows, std::size_t dim,
                         float* responses, std::size_t columns) {
  const Lanes d;
  Vector sums[kRows][kVectors];
  for (std::size_t r = 0; r < kRows; ++r) {
    for (std::size_t v = 0; v < kVectors; ++v) sums[r][v] = hn::Zero(d);
  }
  for (std::size_t i = 0; i < dim; ++i) {
    Vector tap[kVectors];
    for (std::size_t v = 0; v < kVectors; ++v)
      tap[v] = hn::LoadU(d, panel + i * kPanel + v * hn::Lanes(d));
    for (std::size_t r = 0; r < kRows; ++r) {
      const Vector x = hn::Set(d, rows[r][i]);
      for (std::size_t v = 0; v < kVectors; ++v) sums[r][v] = hn::MulAdd(tap[v], x, sums[r][v]);
    }
  }
  for (std::size_t r = 0; r < kRows; ++r) {
    for (std::size_t v = 0; v < kVectors; ++v)
      hn::StoreU(sums[r][v], d, responses + r * columns + v * hn::Lanes(d));
  }
}

void all_responses(const float* taps, std::size_t columns, std::size_t dim,
                   const float* const* rows, std::size_t count, float* responses) {
  std::size_t row = 0;
  const auto tile = [&]<std::size_t kRows>() {
    for (std::size_t column = 0; column < columns; column += kPanel) {
      multiply<kRows>(taps + column * dim, rows + row, dim, responses + row * columns + column,
                      columns);
    }
    row += kRows;
  };
  while (count - row >= kTile) tile.template operator()<kTile>();
  while (count - row >= 2) tile.template operator()<2>();
  if (row < count) tile.template operator()<1>();
}

void add_scaled_vectors(float factor, const float* HWY_RESTRICT source, float* HWY_RESTRICT target,
                        std::size_t size) {
  const Lanes d;
  const Vector scale = hn::Set(d, factor);
  for (std::size_t i = 0; i < size; i += hn::Lanes(d)) {
    hn::StoreU(hn::MulAdd(scale, hn::LoadU(d, source + i), hn::LoadU(d, target + i)), d,
               target + i);
  }
}

// The maximum over the windows of one vector of filters of one width.
HWY_INLINE void maximum(const float* const* responses, std::size_t positions, std::size_t width,
                        std::size_t column, std::size_t lanes, const float* bias, float* activation,
                        std::uint32_t* window) {
  const Lanes d;
  const hn::Rebind<std::int32_t, Lanes> di;
  Vector best = hn::Set(d, -3.4e38F);
  auto where = hn::Zero(di);
  for (std::size_t i = 0; i + width <= positions; ++i) {
    Vector sum = hn::LoadU(d, responses[i] + column);
    for (std::size_t k = 1; k < width; ++k)
      sum = hn::Add(sum, hn::LoadU(d, responses[i + k] + column + k * lanes));
    const auto better = hn::Gt(sum, best);
    best = hn::IfThenElse(better, sum, best);
    where = hn::IfThenElse(hn::RebindMask(di, better), hn::Set(di, static_cast<std::int32_t>(i)),
                           where);
  }
  hn::StoreU(hn::Max(hn::Add(best, hn::LoadU(d, bias)), hn::Zero(d)), d, activation);
  if (window != nullptr) hn::StoreU(where, di, reinterpret_cast<std::int32_t*>(window));
}

void maxima(const CnnShape& shape, const float* const* responses, std::size_t positions,
            const float* bias, float* activation, std::uint32_t* window) {
  const std::size_t lanes = shape.lanes();
  for (std::size_t w = 0; w < shape.widths.size(); ++w) {
    const std::size_t column = shape.column(w, 0);
    const std::size_t feature = shape.feature(w);
    for (std::size_t f = 0; f < lanes; f += hn::Lanes(Lanes())) {
      maximum(responses, positions, shape.widths[w], column + f, lanes, bias + feature + f,
              activation + feature + f, window == nullptr ? nullptr : window + feature + f);
    }
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace t2v
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace t2v {

HWY_EXPORT(all_responses);
HWY_EXPORT(add_scaled_vectors);
HWY_EXPORT(maxima);

void PackedTaps::pack(const Matrix& taps) {
  constexpr std::size_t kPanel = CnnShape::kLaneMultiple;
  columns_ = taps.rows();
  dim_ = taps.dim();
  values_.resize(columns_ * dim_);
  for (std::size_t column = 0; column < columns_; ++column) {
    float* const panel = values_.data() + column / kPanel * kPanel * dim_ + column % kPanel;
    for (std::size_t i = 0; i < dim_; ++i) panel[i * kPanel] = taps.row(column)[i];
  }
}

void filter_responses(const PackedTaps& taps, std::span<const float* const> rows,
                      float* responses) {
  HWY_DYNAMIC_DISPATCH(all_responses)
  (taps.data(), taps.columns(), taps.dim(), rows.data(), rows.size(), responses);
}

void add_scaled(float factor, const float* source, float* target, std::size_t size) {
  HWY_DYNAMIC_DISPATCH(add_scaled_vectors)(factor, source, target, size);
}

void max_over_time(const CnnShape& shape, std::span<const float* const> responses,
                   const float* bias, float* activation, std::uint32_t* window) {
  HWY_DYNAMIC_DISPATCH(maxima)
  (shape, responses.data(), responses.size(), bias, activation, window);
}

}  // namespace t2v
#endif
