#pragma once

#include <cstdint>

#include "embedding/matrix.h"
#include "embedding/shared_rows.h"

namespace t2v {

/// One worker's copy of the row of the document it is at.
class WorkerDocumentRow {
 public:
  explicit WorkerDocumentRow(SharedRows& shared) : shared_(shared), rows_(2, shared.dim()) {}

  /// Copies the row of `document`.
  void fetch(std::uint32_t document);
  /// The copy to train.
  float* row() { return rows_.row(0); }
  /// Brings the changes since fetch() to the shared rows.
  void merge();

 private:
  SharedRows& shared_;
  Matrix rows_;  ///< [2, dim]: the row as trained, the row as fetched
  std::uint32_t document_ = 0;
  std::uint32_t seen_ = 0;
};

}  // namespace t2v
