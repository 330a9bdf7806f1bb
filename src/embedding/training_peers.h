#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "embedding/embedding.h"
#include "embedding/learning_rate.h"
#include "embedding/pair_rates.h"
#include "embedding/shared_rows.h"
#include "text/corpus.h"

namespace t2v {

/// Why training pauses, as bits.
enum PauseReason : unsigned {
  kNoPause = 0,
  kStopAsked = 1,      ///< training is to stop
  kCheckpointDue = 2,  ///< a checkpoint is to be made
};

/// Where one process stands when its workers pause.
struct RankPosition {
  std::uint64_t next_turn = 0;    ///< as in TrainingState, of its own schedule
  std::uint64_t tokens_done = 0;  ///< of its own part of the corpus
  bool is_done = false;           ///< no turn is left
};

/// What all processes know when the workers of all of them pause.
struct Meeting {
  std::vector<RankPosition> ranks;
  unsigned reasons = kNoPause;  ///< those that any process had

  std::uint64_t tokens_done() const {
    std::uint64_t sum = 0;
    for (const RankPosition& rank : ranks) sum += rank.tokens_done;
    return sum;
  }
  bool all_done() const {
    for (const RankPosition& rank : ranks) {
      if (!rank.is_done) return false;
    }
    return true;
  }
};

/// What the workers of a process share with the exchange that goes on beside them.
struct SharedTraining {
  Embedding& vectors;
  SharedRows& label_rows;
  const PairRates& pair_rates;
  double label_weight;  ///< with which label rows are added to those of words
  const LearningRate& rate;
  unsigned threads;                                ///< workers
  const std::atomic<std::uint64_t>& tokens_done;   ///< by the workers here
  std::atomic<std::uint64_t>& tokens_done_others;  ///< in all other processes as far as is known
  std::atomic<bool>& pause;                        ///< set for workers to pause: somebody asked
  std::function<unsigned()> pause_reasons;  ///< those that there are here; asked by the exchange
};

/// What exchanging has cost so far.
struct ExchangeCost {
  std::uint64_t bytes = 0;  ///< sent by all processes
  double share = 0;         ///< of the time, in which the exchange of this process was at work
};

/// The other processes that train the same vectors, each on a part of the corpus of its own. All
/// of them call the same functions in the same order.
class TrainingPeers {
 public:
  virtual ~TrainingPeers() = default;

  virtual unsigned rank() const = 0;   ///< of this process, from 0
  virtual unsigned ranks() const = 0;  ///< number of processes

  /// Replaces each number by its sum over all processes.
  virtual void sum(std::span<std::uint64_t> numbers) = 0;

  /// Begins to exchange rows in a thread of its own, until meet() or abandon().
  /// @param training the same at every call; the vectors are alike in all processes at the first
  virtual void begin(const SharedTraining& training) = 0;

  /// The workers here pause. Goes on exchanging until those of all processes do, then brings all
  /// rows of words and labels to the same values everywhere.
  virtual Meeting meet(const RankPosition& here) = 0;

  /// Ends exchanging in the middle: this process has failed.
  virtual void abandon() noexcept = 0;

  /// The rows of all processes, in process 0; no rows in the others. @param places where the rows
  /// of
  ///   this process stand among all, stretch by stretch
  virtual Matrix gather(const Matrix& rows, std::span<const DocumentRange> places) = 0;

  virtual ExchangeCost cost() const = 0;
};

}  // namespace t2v
