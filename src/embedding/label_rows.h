#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <vector>

#include "embedding/matrix.h"

namespace t2v {

/// The label vectors that all workers learn together. A handful of labels is met at every token, so
/// the sparsity that lets workers share word rows without locks (see sgns_kernel.h) fails here:
/// every core would fight for the same cache lines and lose most of its steps. Workers therefore
/// train copies (WorkerLabelRows) and bring their changes here at short intervals, under a lock.
class SharedLabelRows {
 public:
  explicit SharedLabelRows(Matrix& rows) : rows_(rows), merges_(rows.rows(), 0) {}

  std::size_t dim() const { return rows_.dim(); }
  std::size_t labels() const { return rows_.rows(); }

  /// Copies a row. @returns how many changes it has taken so far
  std::uint32_t read(std::uint32_t label, float* row);

  /// Adds the change local - base to a row that was `seen` with that many changes. If m other
  /// changes came since, this one counts 1/(1+m): for a label that all N workers meet all the time
  /// that is the mean of their changes (each is a good part of the way to the optimum; their sum
  /// would overshoot N-fold), for a label met now and then it is the whole change.
  void merge(std::uint32_t label, const float* base, const float* local, std::uint32_t seen);

 private:
  static constexpr std::size_t kLocks = 64;  ///< more than workers meet at once in practice
  std::mutex& lock_of(std::uint32_t label) { return locks_[label % kLocks]; }

  Matrix& rows_;
  std::vector<std::uint32_t> merges_;  ///< changes taken, one count a label
  std::array<std::mutex, kLocks> locks_;
};

/// One worker's copies of the label rows that it has met since the last merge.
class WorkerLabelRows {
 public:
  explicit WorkerLabelRows(SharedLabelRows& shared);

  /// The copy to train, fetched at its first use. Stays valid until merge().
  float* row(std::uint32_t label);

  /// Brings all changes to the shared rows and forgets the copies.
  void merge();

 private:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  struct Copy {
    std::uint32_t label = 0;
    std::uint32_t seen = 0;
    Matrix rows;  ///< [2, dim]: the row as trained, the row as fetched
  };

  SharedLabelRows& shared_;
  std::vector<std::uint32_t> copy_of_label_;  ///< index into copies_, or kNone
  std::vector<Copy> copies_;                  ///< the first used_ are in use
  std::size_t used_ = 0;
};

}  // namespace t2v
