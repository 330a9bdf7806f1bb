#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/word_label_table.h"
#include "text/vocabulary.h"

namespace t2v {

/// How surely documents with some labels hold a word rather than documents with other labels, from
/// the counts that are stored with the model.
///
/// Of N_e documents with label e, n_e hold the word. A side S (towards, away) holds it at the rate
///
///   rate_S = sum_{e in S} n_e / (N_e + kLabelPrior)  /  sum_{e in S} N_e / (N_e + kLabelPrior)
///
/// so that frequent labels count alike, however uneven they are, and the documents of rare ones
/// count alike. With N_S documents, n_S = N_S rate_S and p = N_towards / N, the log-odds
///
///   lo = log [ (n_towards + s p) / (n_away + s (1 - p)) ] - log [ p / (1 - p) ]
///
/// are shrunk by s documents that hold the word at the common rate (kWordPrior of them, and as many
/// more as it takes to have one on either side), and
///
///   z = lo / sqrt(1 / (n_towards + s p) + 1 / (n_away + s (1 - p)) + kSpread^2)
///
/// is lo in units of its standard error.
class LabelAssociation {
 public:
  static constexpr double kLabelPrior = 1000;  ///< documents that make a label frequent
  static constexpr double kWordPrior = 10;     ///< documents
  /// Standard deviation of a word's log-odds between one set of documents and the next; without it
  /// the most frequent words, whose counts leave no doubt about the slightest leaning, would pass
  /// for the most telling ones.
  static constexpr double kSpread = 0.05;

  /// @param labels whose counts are the documents N_e
  /// @param towards, away ids of labels; a label on both sides cancels itself out
  LabelAssociation(WordLabelTable counts, const Vocabulary& labels,
                   std::span<const std::uint32_t> towards, std::span<const std::uint32_t> away);

  /// Whether there is anything to go by: counts, and documents on both sides.
  bool known() const { return known_; }

  /// z of a word, 0 where nothing is known; positive: rather `towards`.
  double operator()(std::uint32_t word) const;

 private:
  struct Side {
    double documents = 0;  ///< N_S
    double prior = 0;      ///< s p, or s (1 - p)
  };
  /// What a document of a word with this label adds to n_S.
  struct Share {
    double towards = 0;
    double away = 0;
  };

  Side side(std::span<const std::uint32_t> labels_of_side, const Vocabulary& labels,
            double Share::*share);

  WordLabelTable counts_;
  std::vector<Share> shares_;  ///< one a label
  Side towards_;
  Side away_;
  bool known_ = false;
};

}  // namespace t2v
