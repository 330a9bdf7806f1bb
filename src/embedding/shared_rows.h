#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <vector>

#include "embedding/matrix.h"

namespace t2v {

/// Rows that all workers learn together on copies of their own, which they bring together under a
/// lock. For labels: a handful of them is met at every token, so the sparsity that lets workers
/// share word rows without locks (see sgns_kernel.h) fails, every core would fight for the same
/// cache lines and lose most of its steps; their copies are merged at short intervals
/// (label_rows.h). For documents: one worker at a time has a document, unless it is so long that it
/// was cut into several segments (schedule.h); merging once a segment costs next to nothing and
/// settles that case too.
class SharedRows {
 public:
  explicit SharedRows(Matrix& rows) : rows_(rows), merges_(rows.rows(), 0) {}

  std::size_t dim() const { return rows_.dim(); }
  std::size_t rows() const { return rows_.rows(); }

  /// Copies a row. @returns how many changes it has taken so far
  std::uint32_t read(std::uint32_t index, float* row);

  /// Adds the change local - base to a row that was `seen` with that many changes. If m other
  /// changes came since, this one counts 1/(1+m): for a row that all N workers meet all the time
  /// that is the mean of their changes (each is a good part of the way to the optimum; their sum
  /// would overshoot N-fold), for a row met now and then it is the whole change.
  /// @param share that the change counts at most, in (0, 1]
  void merge(std::uint32_t index, const float* base, const float* local, std::uint32_t seen,
             float share);

  /// Brings a row that was read as `from` to `to`, for what other processes changed, and keeps what
  /// workers here changed since. No change of a worker counts less for it.
  void move(std::uint32_t index, const float* from, const float* to);

 private:
  static constexpr std::size_t kLocks = 64;  ///< more than workers meet at once in practice
  std::mutex& lock_of(std::uint32_t index) { return locks_[index % kLocks]; }

  Matrix& rows_;
  std::vector<std::uint32_t> merges_;  ///< changes taken, one count a row
  std::array<std::mutex, kLocks> locks_;
};

}  // namespace t2v
