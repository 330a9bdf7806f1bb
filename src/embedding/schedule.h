#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "text/corpus.h"

namespace t2v {

/// A stretch of one document: context windows do not reach beyond it. Most documents are one
/// segment; a very long one is cut so that several workers can share it.
struct Segment {
  std::uint64_t begin = 0;  ///< position in Corpus::tokens
  std::uint64_t end = 0;
  std::uint32_t document = 0;
};

/// The order of work: segments in blocks of similar size, the blocks of every epoch in an order
/// that spreads any stretch of time evenly over the corpus. Corpora are often sorted (by label, by
/// film, by date); read in order, early labels would see only high learning rates.
class Schedule {
 public:
  static constexpr std::uint64_t kSegmentTokens = 10'000;

  explicit Schedule(const Corpus& corpus);

  std::size_t blocks() const { return block_ends_.size(); }
  /// The `turn`-th block to visit in `epoch`; every block comes once an epoch.
  std::size_t block_at(std::uint64_t seed, std::uint32_t epoch, std::size_t turn) const;
  std::span<const Segment> segments(std::size_t block) const;

 private:
  std::vector<Segment> segments_;
  std::vector<std::size_t> block_ends_;  ///< one past each block's last segment
  std::size_t step_ = 1;                 ///< from a block to the next visited one, modulo blocks()
};

}  // namespace t2v
