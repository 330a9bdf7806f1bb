#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "query/label_affinity.h"
#include "query/label_condition.h"

namespace t2v {

/// The few labels that set the tone of a model, such as 부정, 긍정 and 중립 beside thousands of
/// films, and how far words lean to each of them: what answers are coloured by. They are the labels
/// without a kind, else those of the kind with the fewest, where these are 2 to kMostLabels.
class MainLabels {
 public:
  static constexpr std::size_t kMostLabels = 8;

  /// `model` must outlive this object.
  explicit MainLabels(const EmbeddingModel& model);

  /// Ids: of opposite_labels(), if they are among them, `to` then `from`, then the others by their
  /// names; empty: there are none such.
  const std::vector<std::uint32_t>& ids() const { return ids_; }

  /// How far a word leans to each of ids(), in [-1, 1]: tanh of its affinity (label_affinity.h), so
  /// that 0.6 is twice as frequent as under the other labels and -0.6 half as frequent. Where the
  /// model holds no counts, the lean of label_condition.h by vectors.
  std::vector<double> leans(std::uint32_t word) const;

 private:
  std::vector<std::uint32_t> ids_;
  std::optional<LabelAffinities> affinities_;
  std::vector<LabelLean> by_vectors_;  ///< one a label, where there are no affinities
};

/// The labels of which one speaks against, the other for something, by their ids.
struct OppositeLabels {
  std::uint32_t from = 0;  ///< 부정
  std::uint32_t to = 0;    ///< 긍정
};

/// The pair of a model that is called so in one of the ways we know (부정 and 긍정, negative and
/// positive, ...), for users who name none.
std::optional<OppositeLabels> opposite_labels(const Vocabulary& labels);

}  // namespace t2v
