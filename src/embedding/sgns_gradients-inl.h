// From the inner products of a block (sgns_kernel.h) to gradients, with and without labels.
// Included once for every instruction set, hence the guard that turns with HWY_TARGET.
#if defined(T2V_EMBEDDING_SGNS_GRADIENTS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef T2V_EMBEDDING_SGNS_GRADIENTS_INL_H_
#undef T2V_EMBEDDING_SGNS_GRADIENTS_INL_H_
#else
#define T2V_EMBEDDING_SGNS_GRADIENTS_INL_H_
#endif

#include <algorithm>
#include <cmath>

#include "embedding/sgns_kernel.h"
#include "embedding/sgns_products-inl.h"

HWY_BEFORE_NAMESPACE();
namespace t2v {
namespace HWY_NAMESPACE {

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

// Whether every word is given the same shares of the labels, if there are any.
HWY_INLINE bool same_shares(const SgnsBlock& block, std::size_t labels) {
  return block.label_shares.size() == labels;
}

// Adds `share` times the slots of one input to those of another.
HWY_INLINE void add_slots(float share, const float* HWY_RESTRICT from, float* HWY_RESTRICT to) {
  const Octet d;
  for (std::size_t at = 0; at < kSlots; at += hn::Lanes(d)) {
    hn::Store(hn::MulAdd(hn::Set(d, share), hn::Load(d, from + at), hn::Load(d, to + at)), d,
              to + at);
  }
}

// The inner products of words with their labels, the last inputs, added to them.
void add_labels_to_words(const SgnsBlock& block, std::size_t labels, float* slots) {
  const float* share = block.label_shares.data();
  const float* const of_labels = slots + (block.inputs.size() - labels) * kSlots;
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
  for (std::size_t i = 0; i < block.word_inputs; ++i) {
    for (std::size_t e = 0; e < labels; ++e) {
      add_slots(*share++, slots + i * kSlots, of_labels + e * kSlots);
    }
  }
}

// The gradients of words that are all given the same shares of the labels, of which there may be
// none, and of these labels, in one pass: the labels' inner products are the same for all words,
// and so is what falls to them.
HWY_INLINE void to_gradients_with_labels(const SgnsBlock& block, std::size_t labels,
                                         const float* HWY_RESTRICT targets, float rate,
                                         float* HWY_RESTRICT slots) {
  const Octet d;
  const float* const share = block.label_shares.data();
  float* const of_labels = slots + (block.inputs.size() - labels) * kSlots;
  for (std::size_t at = 0; at < kSlots; at += hn::Lanes(d)) {
    auto of_all = hn::Zero(d);
    for (std::size_t e = 0; e < labels; ++e) {
      of_all = hn::MulAdd(hn::Set(d, share[e]), hn::Load(d, of_labels + e * kSlots + at), of_all);
    }
    const auto target = hn::Load(d, targets + at);
    auto sum = hn::Zero(d);
    for (std::size_t i = 0; i < block.word_inputs; ++i) {
      float* const slot = slots + i * kSlots + at;
      const auto error = hn::Sub(target, sigmoid(d, hn::Add(hn::Load(d, slot), of_all)));
      const auto gradient = hn::Mul(error, hn::Set(d, rate * block.weights[i]));
      hn::Store(gradient, d, slot);
      sum = hn::Add(sum, gradient);
    }
    for (std::size_t e = 0; e < labels; ++e) {
      hn::Store(hn::Mul(hn::Set(d, share[e]), sum), d, of_labels + e * kSlots + at);
    }
  }
}

// What labels add to the inner product of a word with output k.
double label_logit(const SgnsBlock& block, std::size_t word, std::size_t k, const float* slots) {
  const std::size_t first = predicting_inputs(block);
  const std::size_t labels = block.inputs.size() - first;
  const bool same = same_shares(block, labels);
  double logit = 0;
  for (std::size_t e = 0; e < labels; ++e) {
    const float share = block.label_shares[same ? e : word * labels + e];
    logit += static_cast<double>(share) * slots[(first + e) * kSlots + k];
  }
  return logit;
}

// Adds the negative-sampling loss of the inputs against a tile: -log s(x) is log(1 + e^-x).
void add_tile_loss(const SgnsBlock& block, std::size_t outputs, bool first_tile, const float* slots,
                   TrainingLoss& loss) {
  const std::size_t labels_begin = block.word_inputs + block.document_inputs;
  for (std::size_t i = 0; i < predicting_inputs(block); ++i) {
    LossSum& of_kind = i < block.word_inputs ? loss.words
                       : i < labels_begin    ? loss.documents
                                             : loss.labels;
    for (std::size_t k = 0; k < outputs; ++k) {
      double logit = slots[i * kSlots + k];
      if (i < block.word_inputs) logit += label_logit(block, i, k, slots);
      of_kind.sum += std::log1p(std::exp(first_tile && k == 0 ? -logit : logit));
    }
  }
}

// Turns all inner products into gradients.
HWY_INLINE void to_gradients(const SgnsBlock& block, const float* targets, float rate,
                             float* slots) {
  const std::size_t predicting = predicting_inputs(block);
  const std::size_t labels = block.inputs.size() - predicting;
  const bool together = same_shares(block, labels);
  if (together) {
    to_gradients_with_labels(block, labels, targets, rate, slots);
  } else {
    add_labels_to_words(block, labels, slots);
  }
  for (std::size_t i = together ? block.word_inputs : 0; i < predicting; ++i) {
    to_gradients(targets, rate * block.weights[i], slots + i * kSlots);
  }
  if (!together) labels_from_words(block, labels, slots);
}

}  // namespace HWY_NAMESPACE
}  // namespace t2v
HWY_AFTER_NAMESPACE();

#endif  // T2V_EMBEDDING_SGNS_GRADIENTS_INL_H_
