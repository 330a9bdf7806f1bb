#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/embedding_file.h"
#include "query/label_condition.h"
#include "query/term.h"

namespace t2v::testing {

/// The scores of queries as their headers state them, in double precision and word by word: what
/// the library's kernels, bounds and short cuts are measured against.
class PlainScores {
 public:
  explicit PlainScores(const EmbeddingModel& model) : model_(model) {}

  /// Of neighbors (rows: input vectors) and contexts (output vectors); label_condition.h.
  double conditioned(std::span<const Term> terms, const LabelCondition& condition,
                     const Matrix& rows, std::uint32_t word) const;

  /// 3CosAdd, 3CosMul (analogy.h) and the counterpart (counterpart.h), without reliability.
  double added(std::span<const Term> terms, std::uint32_t word) const;
  double multiplied(std::span<const Term> terms, std::uint32_t word) const;
  double counterpart(std::span<const Term> terms, std::uint32_t word) const;

 private:
  using Vector = std::vector<double>;

  Vector sum(std::span<const Term> terms, bool words, bool labels) const;
  double lean(std::uint32_t label, const Matrix& rows, std::uint32_t word) const;
  /// Whether there are counts and documents on both sides.
  bool has_counts(const std::vector<std::uint32_t>& towards,
                  const std::vector<std::uint32_t>& away) const;
  /// z of label_association.h.
  double association(const std::vector<std::uint32_t>& towards,
                     const std::vector<std::uint32_t>& away, std::uint32_t word) const;

  const EmbeddingModel& model_;
};

}  // namespace t2v::testing
