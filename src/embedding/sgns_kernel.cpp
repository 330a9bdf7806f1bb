#include "embedding/sgns_kernel.h"

#include <algorithm>
#include <cmath>

// Scalable vectors cannot stand in arrays, which the register tiles below need.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "embedding/sgns_kernel.cpp"
#include <hwy/foreach_target.h>  // compiles this file once for every instruction set
// Must come after foreach_target.h:
#include <hwy/highway.h>

#include "embedding/sgns_gradients-inl.h"
#include "embedding/sgns_products-inl.h"
#include "embedding/shared_row-inl.h"

HWY_BEFORE_NAMESPACE();
namespace t2v {
namespace HWY_NAMESPACE {

// An input row on its way: `moved` and `change` grow by what it exchanges with a tile of outputs.
// Two sums a row, of the even and of the odd outputs, halve the chain of dependent multiply-adds.
template <std::size_t kOutputs>
HWY_INLINE Vector exchange(Vector in, Vector moved, const float* HWY_RESTRICT gradient,
                           const Vector (&out)[kOutputs], Vector (&change)[kOutputs]) {
  const Lanes d;
  Vector odd = hn::Zero(d);
  for (std::size_t k = 0; k < kOutputs; ++k) {
    const Vector g = hn::Set(d, gradient[k]);
    if (k == 1) {
      odd = hn::Mul(g, out[k]);
    } else {
      Vector& sum = k % 2 == 0 ? moved : odd;
      sum = hn::MulAdd(g, out[k], sum);
    }
    change[k] = hn::MulAdd(g, in, change[k]);
  }
  return kOutputs > 1 ? hn::Add(moved, odd) : moved;
}

// Moves inputs and outputs along the gradients: a vector's width of six outputs and of their
// changes stays in registers while all inputs pass by. Inputs behind the first `predicting` ones
// are labels that were added to words, which take steps of their own length.
template <std::size_t kOutputs>
HWY_INLINE void move_rows(const SgnsBlock& block, float* const* outputs, std::size_t dim,
                          const float* HWY_RESTRICT slots) {
  const Lanes d;
  const std::size_t count = block.inputs.size();
  const std::size_t predicting = predicting_inputs(block);
  float* const* const inputs = block.inputs.data();
  for (std::size_t at = 0; at < dim; at += hn::Lanes(d)) {
    Vector out[kOutputs];
    Vector change[kOutputs];
    for (std::size_t k = 0; k < kOutputs; ++k) {
      out[k] = load_shared(d, outputs[k] + at);
      change[k] = hn::Zero(d);
    }
    for (std::size_t i = 0; i < predicting; ++i) {
      const Vector in = load_shared(d, inputs[i] + at);
      store_shared(exchange(in, in, slots + i * kSlots, out, change), d, inputs[i] + at);
    }
    for (std::size_t i = predicting; i < count; ++i) {
      const Vector in = load_shared(d, inputs[i] + at);
      const Vector step = exchange(in, hn::Zero(d), slots + i * kSlots, out, change);
      store_shared(hn::MulAdd(hn::Set(d, block.weights[i]), step, in), d, inputs[i] + at);
    }
    // Read again rather than `out`: the same noise word may have been drawn twice.
    for (std::size_t k = 0; k < kOutputs; ++k) {
      store_shared(hn::Add(load_shared(d, outputs[k] + at), change[k]), d, outputs[k] + at);
    }
  }
}

template <std::size_t kOutputs>
void update_tile(const SgnsBlock& block, std::size_t first_output, std::size_t dim, float rate,
                 float* slots, TrainingLoss* loss) {
  HWY_ALIGN static constexpr float kPositive[kSlots] = {1.0F};
  HWY_ALIGN static constexpr float kNoise[kSlots] = {};
  float* const* outputs = block.outputs.data() + first_output;
  float* const* inputs = block.inputs.data();
  const std::size_t count = block.inputs.size();
  std::size_t i = 0;
  for (; i + 2 <= count; i += 2) {
    inner_products<2, kOutputs>(inputs + i, outputs, dim, slots + i * kSlots);
  }
  if (i < count) inner_products<1, kOutputs>(inputs + i, outputs, dim, slots + i * kSlots);
  const float* targets = first_output == 0 ? kPositive : kNoise;
  if (loss != nullptr) add_tile_loss(block, kOutputs, first_output == 0, slots, *loss);
  to_gradients(block, targets, rate, slots);
  move_rows<kOutputs>(block, outputs, dim, slots);
}

void update(const SgnsBlock& block, std::size_t dim, float rate, float* slots, TrainingLoss* loss) {
  const std::size_t outputs = block.outputs.size();
  for (std::size_t first = 0; first < outputs; first += kTile) {
    switch (std::min(outputs - first, kTile)) {
      case 1:
        update_tile<1>(block, first, dim, rate, slots, loss);
        break;
      case 2:
        update_tile<2>(block, first, dim, rate, slots, loss);
        break;
      case 3:
        update_tile<3>(block, first, dim, rate, slots, loss);
        break;
      case 4:
        update_tile<4>(block, first, dim, rate, slots, loss);
        break;
      case 5:
        update_tile<5>(block, first, dim, rate, slots, loss);
        break;
      default:
        update_tile<6>(block, first, dim, rate, slots, loss);
        break;
    }
  }
}

float squares(const SgnsBlock& block, std::size_t dim) {
  const Lanes d;
  Vector sum = hn::Zero(d);
  for (const std::vector<float*>* rows : {&block.inputs, &block.outputs}) {
    for (float* row : *rows) {
      for (std::size_t at = 0; at < dim; at += hn::Lanes(d)) {
        const Vector values = load_shared(d, row + at);
        sum = hn::MulAdd(values, values, sum);
      }
    }
  }
  return hn::GetLane(hn::SumOfLanes(d, sum));
}

const char* instruction_set() {
  return hwy::TargetName(HWY_TARGET);
}

}  // namespace HWY_NAMESPACE
}  // namespace t2v
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace t2v {

HWY_EXPORT(update);
HWY_EXPORT(squares);
HWY_EXPORT(instruction_set);

TrainingLoss sgns_update(const SgnsBlock& block, std::size_t dim, float rate,
                         SgnsWorkspace& workspace, bool want_loss) {
  constexpr std::size_t kSlotsAnInput = 8;
  constexpr std::size_t kAlignment = 16;  // floats; the vector may begin anywhere
  const std::size_t needed = block.inputs.size() * kSlotsAnInput + kAlignment;
  if (workspace.gradients.size() < needed) workspace.gradients.resize(needed);
  const auto address = reinterpret_cast<std::uintptr_t>(workspace.gradients.data());
  const std::size_t misplaced = address / sizeof(float) % kAlignment;
  float* slots = workspace.gradients.data() + (kAlignment - misplaced) % kAlignment;
  TrainingLoss loss;
  HWY_DYNAMIC_DISPATCH(update)(block, dim, rate, slots, want_loss ? &loss : nullptr);
  if (want_loss) {
    const bool joint = !block.label_shares.empty();
    loss.words.pairs = block.word_inputs;
    loss.documents.pairs = block.document_inputs;
    loss.labels.pairs = joint ? 0 : block.inputs.size() - block.word_inputs - block.document_inputs;
  }
  return loss;
}

float sum_of_squares(const SgnsBlock& block, std::size_t dim) {
  return HWY_DYNAMIC_DISPATCH(squares)(block, dim);
}

std::string sgns_instruction_set() {
  return HWY_DYNAMIC_DISPATCH(instruction_set)();
}

}  // namespace t2v
#endif
