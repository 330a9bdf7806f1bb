#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/model_view.h"
#include "query/label_association.h"
#include "query/similarity.h"

namespace t2v {

/// Labels that a query is to lean towards.
struct LabelCondition {
  std::vector<std::uint32_t> labels;  ///< ids; empty: no condition
  double weight = 1;
};

/// How far a word leans towards a label and away from the other labels of its kind, in [-1, 1]:
///
///   lean(w) = tanh(z(w) / kSureLean)
///
/// with the association z of label_association.h. How surely a word leans matters more than how
/// far: the words that lean farthest are rare ones, and they would answer every query. Where the
/// model holds no counts for these labels, what sets the label's vector apart has to do:
///
///   lean(w) = kVectorTrust tanh(contrast(w) / kContrastSaturation)
///   contrast(w) = cos(l, w) - mean_{l' != l} cos(l', w)
///
/// the mean absent where there is no other label. Figures: benchmarks/README.md.
class LabelLean {
 public:
  static constexpr double kSureLean = 2.5;  ///< standard errors: 99 % sure gives tanh(1)
  static constexpr float kVectorTrust = 0.3F;
  static constexpr float kContrastSaturation = 0.2F;  ///< in units of cosine

  /// @param label id in the model
  /// @param rows [words, dim], input or output vectors of the model
  /// What both are views of must outlive this object.
  LabelLean(std::uint32_t label, const ModelView& model, const VectorTable& rows);

  float operator()(std::uint32_t word) const;
  float most() const { return association_.known() ? 1 : kVectorTrust; }  ///< that it can be

 private:
  LabelLean(std::uint32_t label, std::span<const std::uint32_t> others, const ModelView& model,
            const VectorTable& rows);

  LabelAssociation association_;
  RowSimilarity contrast_;
};

/// What a condition adds to the score of a word: a query q scores
///
///   score(w) = cos(q, w) + weight * mean_{l in labels} lean_l(w).
class LabelConditionScore {
 public:
  LabelConditionScore(const LabelCondition& condition, const ModelView& model,
                      const VectorTable& rows);

  float operator()(std::uint32_t word) const;  ///< 0 without a condition
  float most() const;                          ///< that it can be

 private:
  std::vector<LabelLean> leans_;
  float share_ = 0;  ///< weight of each
};

/// The vector whose similarity to a word is the contrast of `label` with `others`: the cosine is
/// linear in its left side.
std::vector<float> contrast_vector(std::uint32_t label, std::span<const std::uint32_t> others,
                                   const VectorTable& label_input);

}  // namespace t2v
