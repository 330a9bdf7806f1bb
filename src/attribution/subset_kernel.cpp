#include "attribution/subset_kernel.h"

#include <limits>
#include <stdexcept>

// Scalable vectors cannot stand in arrays, which the register tiles below need.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "attribution/subset_kernel.cpp"
#include <hwy/foreach_target.h>  // compiles this file once for every instruction set
// Must come after foreach_target.h:
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace t2v {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Lanes = hn::CappedTag<float, 16>;
using Vector = hn::Vec<Lanes>;

constexpr std::size_t kBlock = CnnShape::kLaneMultiple;           // lanes done together
constexpr std::size_t kVectors = kBlock / hn::MaxLanes(Lanes());  // registers that hold them
constexpr std::size_t kAnyWidth = 0;

/// The greatest sum of responses over the windows of one text.
/// @param column of the block's first lane at tap 0; `lanes` further for every tap
template <std::size_t kWidth>
HWY_INLINE void greatest_window(const float* const* responses, std::size_t windows,
                                std::size_t any_width, std::size_t column, std::size_t lanes,
                                Vector (&greatest)[kVectors]) {
  const Lanes d;
  const std::size_t width = kWidth == kAnyWidth ? any_width : kWidth;
  for (Vector& part : greatest) part = hn::Set(d, std::numeric_limits<float>::lowest());
  for (std::size_t window = 0; window < windows; ++window) {
    const float* first = responses[window] + column;
    Vector sum[kVectors];
    for (std::size_t v = 0; v < kVectors; ++v) sum[v] = hn::LoadU(d, first + v * hn::Lanes(d));
    for (std::size_t tap = 1; tap < width; ++tap) {
      const float* response = responses[window + tap] + column + tap * lanes;
      for (std::size_t v = 0; v < kVectors; ++v) {
        sum[v] = hn::Add(sum[v], hn::LoadU(d, response + v * hn::Lanes(d)));
      }
    }
    for (std::size_t v = 0; v < kVectors; ++v) {
      greatest[v] = hn::Max(greatest[v], sum[v]);
    }
  }
}

/// One block of 16 lanes of one width, for all texts.
template <std::size_t kWidth>
void block(const CnnShape& shape, const PerturbedBatch& batch, std::size_t width, std::size_t lane,
           const float* bias, float* activation) {
  const Lanes d;
  const std::size_t lanes = shape.lanes();
  const std::size_t features = shape.features();
  const std::size_t column = shape.column(width, 0) + lane;
  const std::size_t feature = shape.feature(width) + lane;
  Vector add[kVectors];
  for (std::size_t v = 0; v < kVectors; ++v) {
    add[v] = hn::LoadU(d, bias + feature + v * hn::Lanes(d));
  }
  for (std::size_t text = 0; text < batch.texts(); ++text) {
    const std::size_t begin = batch.begins[text];
    const std::size_t windows = batch.begins[text + 1] - begin - shape.widths[width] + 1;
    Vector greatest[kVectors];
    greatest_window<kWidth>(batch.responses.data() + begin, windows, shape.widths[width], column,
                            lanes, greatest);
    float* const h = activation + text * features + feature;
    for (std::size_t v = 0; v < kVectors; ++v) {
      hn::StoreU(hn::Max(hn::Zero(d), hn::Add(greatest[v], add[v])), d, h + v * hn::Lanes(d));
    }
  }
}

void all_blocks(const CnnShape& shape, const PerturbedBatch& batch, const float* bias,
                float* activation) {
  for (std::size_t width = 0; width < shape.widths.size(); ++width) {
    auto* const of_width = [&] {
      switch (shape.widths[width]) {
        case 1:
          return block<1>;
        case 2:
          return block<2>;
        case 3:
          return block<3>;
        case 4:
          return block<4>;
        case 5:
          return block<5>;
        default:
          return block<kAnyWidth>;
      }
    }();
    for (std::size_t lane = 0; lane < shape.lanes(); lane += kBlock) {
      of_width(shape, batch, width, lane, bias, activation);
    }
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace t2v
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace t2v {

HWY_EXPORT(all_blocks);

void max_over_time_of_all(const CnnShape& shape, const PerturbedBatch& batch,
                          std::span<const float> bias, std::span<float> activation) {
  if (activation.size() < batch.texts() * shape.features() || bias.size() < shape.features()) {
    throw std::invalid_argument("room for fewer activations than the texts have");
  }
  HWY_DYNAMIC_DISPATCH(all_blocks)(shape, batch, bias.data(), activation.data());
}

}  // namespace t2v
#endif
