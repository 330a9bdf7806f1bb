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

HWY_BEFORE_NAMESPACE();
namespace t2v {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// Rows are padded to 16 floats, so no vector may be wider.
using Lanes = hn::CappedTag<float, 16>;
using Vector = hn::Vec<Lanes>;
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
    for (std::size_t i = 0; i < kInputs; ++i) in[i] = hn::Load(d, inputs[i] + at);
    for (std::size_t k = 0; k < kOutputs; ++k) {
      const Vector out = hn::Load(d, outputs[k] + at);
      for (std::size_t i = 0; i < kInputs; ++i) sums[i][k] = hn::MulAdd(in[i], out, sums[i][k]);
    }
  }
  for (std::size_t i = 0; i < kInputs; ++i) store_sums(sums[i], slots + i * kSlots);
}

// 1 / (1 + e^-x), to 2e-7 of itself: e^-x = 2^t is split into 2^n 2^f with n an integer and f in
// [-1/2, 1/2]; 2^f is its interpolation at the Chebyshev nodes by a polynomial of degree 5, and n
// is added to the exponent. Logits beyond +-87 count as +-87, where the sigmoid is 0 or 1 to a
// float.
template <class D, class V>
HWY_INLINE V sigmoid(D d, V logit) {
  constexpr float kLog2OfE = 1.44269504F;
  constexpr float kGreatestExponent = 126.0F;
  const hn::RebindToSigned<D> integers;
  const V t = hn::Clamp(hn::Mul(logit, hn::Set(d, -kLog2OfE)), hn::Set(d, -kGreatestExponent),
                        hn::Set(d, kGreatestExponent));
  const auto n = hn::NearestInt(t);
  const V f = hn::Sub(t, hn::ConvertTo(d, n));
  V power = hn::Set(d, 1.33909e-3F);
  power = hn::MulAdd(power, f, hn::Set(d, 9.67603e-3F));
  power = hn::MulAdd(power, f, hn::Set(d, 5.550357e-2F));
  power = hn::MulAdd(power, f, hn::Set(d, 0.24022107F));
  power = hn::MulAdd(power, f, hn::Set(d, 0.69314719F));
  power = hn::MulAdd(power, f, hn::Set(d, 1.00000008F));
  const auto exponent = hn::ShiftLeft<23>(n);
  power = hn::BitCast(d, hn::Add(hn::BitCast(integers, power), exponent));
  return hn::Div(hn::Set(d, 1.0F), hn::Add(hn::Set(d, 1.0F), power));
}

// Turns the inner products of an input into rate * weight * (target - sigmoid).
HWY_INLINE void to_gradients(const float* HWY_RESTRICT targets, float step,
                             float* HWY_RESTRICT slots) {
  const Octet d;
  for (std::size_t at = 0; at < kSlots; at += hn::Lanes(d)) {
    const auto error = hn::Sub(hn::Load(d, targets + at), sigmoid(d, hn::Load(d, slots + at)));
    hn::Store(hn::Mul(error, hn::Set(d, step)), d, slots + at);
  }
}

// How many of the inputs predict for themselves; the first ones.
HWY_INLINE std::size_t predicting_inputs(const SgnsBlock& block) {
  return block.label_shares.empty() ? block.inputs.size()
                                    : block.word_inputs + block.document_inputs;
}

// Adds `share` times the slots of one input to those of another.
HWY_INLINE void add_slots(float share, const float* HWY_RESTRICT from, float* HWY_RESTRICT to) {
  const Octet d;
  for (std::size_t at = 0; at < kSlots; at += hn::Lanes(d)) {
    hn::Store(hn::MulAdd(hn::Set(d, share), hn::Load(d, from + at), hn::Load(d, to + at)), d,
              to + at);
  }
}

// Whether every word is given the same share of each label.
HWY_INLINE bool same_shares(const SgnsBlock& block, std::size_t labels) {
  return block.label_shares.size() == labels;
}

// The inner products of words with their labels, the last inputs, added to them.
void add_labels_to_words(const SgnsBlock& block, std::size_t labels, float* slots) {
  const float* share = block.label_shares.data();
  const float* const of_labels = slots + (block.inputs.size() - labels) * kSlots;
  if (same_shares(block, labels)) {
    HWY_ALIGN float together[kSlots] = {};
    for (std::size_t e = 0; e < labels; ++e) add_slots(share[e], of_labels + e * kSlots, together);
    for (std::size_t i = 0; i < block.word_inputs; ++i) add_slots(1, together, slots + i * kSlots);
    return;
  }
  for (std::size_t i = 0; i < block.word_inputs; ++i) {
    for (std::size_t e = 0; e < labels; ++e) {
      add_slots(*share++, of_labels + e * kSlots, slots + i * kSlots);
    }
  }
}

// The gradients of labels, from those of the words they were added to.
void labels_from_words(const SgnsBlock& block, std::size_t labels, float* slots) {
  const float* share = block.label_shares.data();
  float* const of_labels = slots + (block.inputs.size() - labels) * kSlots;
  std::fill_n(of_labels, labels * kSlots, 0.0F);
  if (same_shares(block, labels)) {
    HWY_ALIGN float together[kSlots] = {};
    for (std::size_t i = 0; i < block.word_inputs; ++i) add_slots(1, slots + i * kSlots, together);
    for (std::size_t e = 0; e < labels; ++e) add_slots(share[e], together, of_labels + e * kSlots);
    return;
  }
  for (std::size_t i = 0; i < block.word_inputs; ++i) {
    for (std::size_t e = 0; e < labels; ++e) {
      add_slots(*share++, slots + i * kSlots, of_labels + e * kSlots);
    }
  }
}

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
      out[k] = hn::Load(d, outputs[k] + at);
      change[k] = hn::Zero(d);
    }
    for (std::size_t i = 0; i < predicting; ++i) {
      const Vector in = hn::Load(d, inputs[i] + at);
      hn::Store(exchange(in, in, slots + i * kSlots, out, change), d, inputs[i] + at);
    }
    for (std::size_t i = predicting; i < count; ++i) {
      const Vector in = hn::Load(d, inputs[i] + at);
      const Vector step = exchange(in, hn::Zero(d), slots + i * kSlots, out, change);
      hn::Store(hn::MulAdd(hn::Set(d, block.weights[i]), step, in), d, inputs[i] + at);
    }
    // Read again rather than `out`: the same noise word may have been drawn twice.
    for (std::size_t k = 0; k < kOutputs; ++k) {
      hn::Store(hn::Add(hn::Load(d, outputs[k] + at), change[k]), d, outputs[k] + at);
    }
  }
}

// Adds the negative-sampling loss of the inputs against a tile: -log s(x) is log(1 + e^-x).
void add_tile_loss(const SgnsBlock& block, std::size_t outputs, bool first_tile, const float* slots,
                   TrainingLoss& loss) {
  for (std::size_t i = 0; i < predicting_inputs(block); ++i) {
    const std::size_t labels_begin = block.word_inputs + block.document_inputs;
    LossSum& of_kind = i < block.word_inputs ? loss.words
                       : i < labels_begin    ? loss.documents
                                             : loss.labels;
    for (std::size_t k = 0; k < outputs; ++k) {
      const double logit = slots[i * kSlots + k];
      of_kind.sum += std::log1p(std::exp(first_tile && k == 0 ? -logit : logit));
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
  const std::size_t predicting = predicting_inputs(block);
  const std::size_t added_labels = count - predicting;
  if (added_labels > 0) add_labels_to_words(block, added_labels, slots);
  if (loss != nullptr) add_tile_loss(block, kOutputs, first_output == 0, slots, *loss);
  const float* targets = first_output == 0 ? kPositive : kNoise;
  for (i = 0; i < predicting; ++i) {
    to_gradients(targets, rate * block.weights[i], slots + i * kSlots);
  }
  if (added_labels > 0) {
    labels_from_words(block, added_labels, slots);
  }
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

const char* instruction_set() {
  return hwy::TargetName(HWY_TARGET);
}

}  // namespace HWY_NAMESPACE
}  // namespace t2v
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace t2v {

HWY_EXPORT(update);
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

std::string sgns_instruction_set() {
  return HWY_DYNAMIC_DISPATCH(instruction_set)();
}

}  // namespace t2v
#endif
