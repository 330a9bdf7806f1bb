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

/// The labels that are added to context words before they predict a centre word.
struct LabelShares {
  std::vector<std::uint32_t> labels;  ///< none comes twice
  std::vector<float> shares;          ///< [context words, labels]: how much of a label is added
};

/// Tokens that carry each label, by their document or by themselves.
std::vector<std::uint64_t> labelled_tokens(const Corpus& corpus);

/// The labels of the objective: which labels predict a centre word with its context words, and
/// with what weight. Every context word w brings its label set E, the labels of its document and
/// its own from the lexicon. In the independent objective each e of E adds the weight
/// lambda * balance(e) / |E| to its own prediction; in the joint one lambda / |E| times its vector
/// is added to that of w, and balance(e) lengthens the steps of its vector.
class LabelTerms {
 public:
  /// The most that balancing may raise the weight of a rare label; without a bound, labels seen a
  /// few times would take steps large enough to diverge.
  static constexpr double kMostBalance = 4.0;

  /// @param label_weight lambda; 0 switches labels off
  /// @param label_balance exponent b of balance(e) = min(kMostBalance, (n_max / n_e)^b), where n_e
  ///   counts the tokens that carry label e and n_max is the largest of these counts
  LabelTerms(const Corpus& corpus, double label_weight, double label_balance);

  /// The same with the counts n_e given: those of a larger corpus, of which this is a part.
  LabelTerms(const Corpus& corpus, double label_weight, double label_balance,
             std::span<const std::uint64_t> labelled_tokens);

  /// Replaces `terms` by the labels that predict a centre word in `document` together with these
  /// context words; no label comes twice.
  void collect(std::uint32_t document, std::span<const std::uint32_t> context_words,
               std::vector<LabelWeight>& terms) const;

  /// Replaces `shares` by the labels to be added to these context words in `document`.
  void collect_shares(std::uint32_t document, std::span<const std::uint32_t> context_words,
                      LabelShares& shares) const;

  /// Whether words have labels of their own. Where they have none, all words of a document carry
  /// the same labels, each with the share document_share(), and collect_shares() need not be asked.
  bool words_have_labels() const { return !labels_.of_word.empty(); }

  /// The labels of a document; none where labels are off.
  std::span<const std::uint32_t> document_labels(std::uint32_t document) const;

  /// lambda / |E| for a document with so many labels.
  float document_share(std::size_t labels) const {
    return static_cast<float>(label_weight_ / static_cast<double>(labels));
  }

  float balance(std::uint32_t label) const { return balances_[label]; }

  /// lambda * balance(label).
  float weight(std::uint32_t label) const { return weights_[label]; }

 private:
  void add(std::span<const std::uint32_t> labels, float share,
           std::vector<LabelWeight>& terms) const;

  const LabelSet& labels_;
  double label_weight_;
  std::vector<float> balances_;  ///< one a label; empty when labels are off
  std::vector<float> weights_;   ///< likewise
};

}  // namespace t2v
