#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "text/corpus.h"

namespace t2v {

struct LabelWeight {
  std::uint32_t label = 0;
  float weight = 0;  ///< how often the pair (label, centre word) counts
};

/// The label term of the objective: which labels predict a centre word beside its context words,
/// and with what weight. Every context word w brings its label set E, the labels of its document
/// and its own from the lexicon; each e of E adds lambda * balance(e) / |E|.
class LabelTerms {
 public:
  /// The most that balancing may raise the weight of a rare label; without a bound, labels seen a
  /// few times would take steps large enough to diverge.
  static constexpr double kMostBalance = 4.0;

  /// @param label_weight lambda; 0 switches the term off
  /// @param label_balance exponent b of balance(e) = min(kMostBalance, (n_max / n_e)^b), where n_e
  ///   counts the tokens that carry label e and n_max is the largest of these counts
  LabelTerms(const Corpus& corpus, double label_weight, double label_balance);

  /// Replaces `terms` by the labels that predict a centre word in `document` together with these
  /// context words; no label comes twice.
  void collect(std::uint32_t document, std::span<const std::uint32_t> context_words,
               std::vector<LabelWeight>& terms) const;

  /// lambda * balance(label).
  float weight(std::uint32_t label) const { return weights_[label]; }

 private:
  void add(std::span<const std::uint32_t> labels, float share,
           std::vector<LabelWeight>& terms) const;

  const LabelSet& labels_;
  std::vector<float> weights_;  ///< one a label; empty when the term is off
};

}  // namespace t2v
