#pragma once

#include <cstdint>
#include <vector>

#include "embedding/matrix.h"
#include "embedding/shared_rows.h"

namespace t2v {

/// One worker's copies of the label rows that it has met since the last merge.
class WorkerLabelRows {
 public:
  explicit WorkerLabelRows(SharedRows& shared);

  /// The copy to train, fetched at its first use. Stays valid until merge().
  float* row(std::uint32_t label);

  /// Notes how far the copy of a label was trained, see kLabelRelaxation.
  void add_steps(std::uint32_t label, float steps);

  /// Brings all changes to the shared rows and forgets the copies.
  /// @param averaged of how many merges rows are the mean (label_averaging.h)
  void merge(unsigned averaged);

 private:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  struct Copy {
    std::uint32_t label = 0;
    std::uint32_t seen = 0;
    float steps = 0;
    Matrix rows;  ///< [2, dim]: the row as trained, the row as fetched
  };

  SharedRows& shared_;
  std::vector<std::uint32_t> copy_of_label_;  ///< index into copies_, or kNone
  std::vector<Copy> copies_;                  ///< the first used_ are in use
  std::size_t used_ = 0;
};

}  // namespace t2v
