#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

// How label rows are kept still. A label is met at every word of its documents. In the words
// between two merges its row goes nearly all the way to where the loss of just these words is
// least, wherever that may be: it follows the film under review and the last few sentences. Word
// rows learn beside it, and what it does not hold they have to take back and forth. A mean over
// several merges holds what their words have in common.
//
// So a worker's change counts as if averaged_merges() workers had made one like it, each on words
// of its own (relaxation.h): a row that went all the way takes a part of it, one that moved a
// little all of it. The more threads there really are, the less each is averaged over time, so that
// models do not depend on their number.
//
// On the reviews, one thread, the held-out loss given words is 2.388 without, 2.373 with 4 merges,
// 2.366 with 16 and 2.365 with 64, where all changes count as those that went all the way.

namespace t2v {

/// Label changes are merged after this many trained words. Small against the tokens it takes a
/// label row to move noticeably late in training, large against the cost of a merge.
inline constexpr std::size_t kMergeInterval = 1024;

/// Merges whose mean label rows are, at most: more gain next to nothing.
inline constexpr unsigned kMostAveragedMerges = 16;

/// How much one step along a label's vector (rate times weight times the squared shares with which
/// it is added) relaxes it: six outputs, whose loss bends by 0.1 to 0.2 times their squared length
/// along a vector, 0.1 in most directions and 5 in one. Measured: with 0.1 the held-out loss given
/// words is 0.003 higher, with 1 that given labels 0.02.
inline constexpr double kLabelRelaxation = 0.3;

/// Of how many merges label rows are the mean when so many tokens are done. It spans at most an
/// eighth of these, for what was learnt in the beginning is not to stay.
inline unsigned averaged_merges(std::uint64_t tokens_done) {
  constexpr std::uint64_t kHistories = 8;
  return static_cast<unsigned>(std::clamp<std::uint64_t>(
      tokens_done / (kHistories * kMergeInterval), 1, kMostAveragedMerges));
}

}  // namespace t2v
