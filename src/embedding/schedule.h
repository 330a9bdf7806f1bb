#pragma once

#include <cstdint>
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

  /// `corpus` must outlive this object.
  explicit Schedule(const Corpus& corpus);

  std::size_t blocks() const { return blocks_.size(); }
  /// The `turn`-th block to visit in `epoch`; every block comes once an epoch.
  std::size_t block_at(std::uint64_t seed, std::uint32_t epoch, std::size_t turn) const;
  /// Tokens that are done after the first `turns` turns, counted over all epochs.
  std::uint64_t tokens_before(std::uint64_t seed, std::uint64_t turns) const;
  /// Replaces `segments` by those of a block, none of them empty; they lie end to end.
  void segments(std::size_t block, std::vector<Segment>& segments) const;

 private:
  /// Segments are as many as documents, so only where blocks begin is kept.
  struct Block {
    std::uint64_t begin = 0;  ///< positions in Corpus::tokens
    std::uint64_t end = 0;
    std::uint32_t document = 0;  ///< of the first token
  };

  const Offsets& document_offsets_;
  std::vector<Block> blocks_;
  std::size_t step_ = 1;  ///< from a block to the next visited one, modulo blocks()
};

}  // namespace t2v
