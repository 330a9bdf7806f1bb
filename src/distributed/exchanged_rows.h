#pragma once

#include <cstddef>
#include <vector>

#include "embedding/curvature.h"
#include "embedding/exchange_turns.h"
#include "embedding/matrix.h"
#include "embedding/shared_rows.h"

namespace t2v {

/// A table of rows that ranks exchange, and what all of them hold of it. Workers train the rows
/// meanwhile.
struct ExchangedRows {
  /// @param pairs_per_token of each row (pair_rates.h)
  /// @param locked where workers lock rows; null: they do not
  ExchangedRows(Matrix& rows, const std::vector<float>& pairs_per_token, SharedRows* locked);

  /// Copies a row as it is at the moment.
  void read(std::size_t index, float* copy) const;
  /// Brings a row that was read as `from` to `to`; what it moved since is kept.
  void move(std::size_t index, const float* from, const float* to) const;
  /// Whether a row is not what all ranks hold. @param scratch [stride]
  bool has_moved(std::size_t index, float* scratch) const;

  /// Of the rows as they are here, each as often as it is met.
  RowMoments moments() const;

  Matrix& rows;
  const std::vector<float>& pairs_per_token;
  SharedRows* const locked;
  Matrix base;  ///< what all ranks hold, alike in all
  ExchangeTurns turns;
  Curvature curvature;  ///< of the loss of rows' pairs

 private:
  const std::vector<std::size_t> sample_;  ///< rows that stand for all in moments
};

}  // namespace t2v
