#pragma once

#include <cstdint>
#include <span>

#include "model/embedding_file.h"
#include "query/label_association.h"
#include "query/similarity.h"
#include "query/term.h"

namespace t2v {

/// How much the side on which a word stands counts beside its likeness, and where that is settled.
/// Chosen by 26 questions about film reviews other than those quality is reported on
/// (benchmarks/README.md).
struct SideStrength {
  float weight = 0;
  float saturation = 0;  ///< the measure of the side at which its score is tanh(1)
};
inline constexpr SideStrength kSideByCounts{0.5F, 8.0F};    ///< in standard errors
inline constexpr SideStrength kSideByVectors{2.0F, 0.02F};  ///< in units of cosine

/// Scores a word as the counterpart of some words under opposite labels: 최악 - 부정 + 긍정 asks
/// for the word that plays the part of 최악 in the company of 긍정.
///
/// A plain sum of vectors (3CosAdd) moves the query by the distance of the labels, whatever
/// distance separates words and their counterparts: what it finds is still on the near side, or so
/// far on the other that it fits any question. Here likeness and side are told apart. With q the
/// sum of the words, d the direction from the labels taken away to those added (length 1), and P x
/// = x - (d.x) d the part of x that the labels leave undecided,
///
///   score(w) = (cos(P q, P w) + b tanh(side(w) / S)) / (1 + b)
///
/// in [-1, 1]. It does not depend on the length of d. The side is the association of w with the
/// labels added rather than those taken away (label_association.h), or, where the model holds no
/// counts for them, cos(d, w); b and S are kSideByCounts or kSideByVectors.
class CounterpartScore {
 public:
  /// Whether `terms` ask for a counterpart: a word at least, labels added and labels taken away.
  static bool fits(std::span<const Term> terms);

  /// @throws Error where the words, or the labels, cancel each other out
  CounterpartScore(const EmbeddingModel& model, std::span<const Term> terms);

  /// @param word id in the model; the model must still be there
  float operator()(std::uint32_t word) const;

 private:
  CounterpartScore(const EmbeddingModel& model, std::span<const Term> terms,
                   std::span<const float> direction, std::span<const float> query);

  float side(std::uint32_t word, float along) const;

  LabelAssociation association_;
  RowSimilarity along_;     ///< cos(d, w)
  RowSimilarity likeness_;  ///< P q . w / (|P q| |w|)
  SideStrength strength_;
};

}  // namespace t2v
