#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/model_view.h"
#include "query/label_association.h"
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
  CounterpartScore(const ModelView& model, std::span<const Term> terms);

  /// d and P q / |P q|: the left sides of the similarities that a score is made of.
  const std::vector<std::vector<float>>& left_sides() const { return left_sides_; }

  /// @param word id in the model; the model must still be there
  /// @param along cos(d, w) @param likeness P q . w / (|P q| |w|)
  float operator()(std::uint32_t word, float along, float likeness) const;

  /// The same for a word that could not be more on the side of the labels added.
  float most(float along, float likeness) const;

 private:
  CounterpartScore(const ModelView& model, std::span<const Term> terms,
                   std::vector<float> direction, std::span<const float> query);

  float side(std::uint32_t word, float along) const;
  float joined(float along, float likeness, float side) const;

  LabelAssociation association_;
  std::vector<std::vector<float>> left_sides_;
  SideStrength strength_;
};

}  // namespace t2v
