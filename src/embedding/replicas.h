#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>
#include <vector>

#include "embedding/curvature.h"
#include "embedding/embedding.h"
#include "embedding/exchange_pace.h"
#include "embedding/exchange_turns.h"
#include "embedding/learning_rate.h"
#include "embedding/pair_rates.h"
#include "embedding/shared_rows.h"
#include "embedding/training_options.h"
#include "embedding/word_rows.h"

namespace t2v {

/// How many replicas of the rows of how many words workers train.
struct ReplicaPlan {
  /// One has to look at all of them to bring them together, and their changes count less the more
  /// they are.
  static constexpr unsigned kMostReplicas = 4;

  /// Words behind these are met too seldom for two workers to take their rows from each other's
  /// caches. Replicas of more words are no faster (benchmarks/README.md, "Replicas"), as they drive
  /// more out of the caches than they spare.
  static constexpr std::size_t kMostWords = 4096;

  /// Of memory beyond that of the vectors themselves, where these are long.
  static constexpr std::uint64_t kMostBytes = 16'000'000;

  /// With longer vectors threads calculate more than they wait, and how the loss bends
  /// (curvature.h), which grows with the square of the dimension, would take them too long.
  static constexpr std::size_t kMostDim = 1024;

  unsigned replicas = 1;  ///< the vectors themselves are the first
  std::size_t words = 0;  ///< the most frequent ones; 0 where there is one replica

  /// Beyond the vectors: the other replicas, and what all of them last had in common.
  std::uint64_t bytes(std::size_t dim) const;
};

/// @param words in the vocabulary @param threads workers, at least 1
ReplicaPlan plan_replicas(const TrainingOptions& options, std::size_t words, unsigned threads);

/// Replicas of the rows of frequent words, trained by different workers of one process.
///
/// Workers that share rows write to each other's cache lines: of a word that both meet each takes
/// the lines from the other's cache, which costs it 30 ns a line between cores that share a cache
/// and 170 ns between cores that do not, on the machine where this was measured. Rows of its own
/// stay with it. Many times in a second a worker brings the replicas of some rows together, as
/// ranks do (distributed/row_exchange.h): the changes since the last time are summed, as far as
/// they do not overshoot (curvature.h), and every replica is moved by what the others learned. See
/// Zhang and Re, "DimmWitted: A Study of Main-Memory Statistical Analytics" (VLDB 2014), for
/// replicas a core, a socket and a machine.
class Replicas {
 public:
  /// What the rows are trained with. All must outlive the replicas.
  struct Training {
    Embedding& vectors;
    SharedRows& label_rows;
    const PairRates& pair_rates;
    const LearningRate& rate;
    double label_weight;
  };

  /// @param tokens_done before, in all @throws std::bad_alloc
  Replicas(const Training& training, const ReplicaPlan& plan, unsigned workers,
           std::uint64_t tokens_done);

  /// The rows that a worker trains. @param worker from 0
  WordRows rows_of(unsigned worker);

  /// Brings the rows together whose turn it is, if it is time and no other worker is at it. By any
  /// worker, between two blocks; the others go on. @param tokens_done so far, in all
  void exchange_if_due(std::uint64_t tokens_done);

  /// Makes all replicas, and with them the vectors, alike. No worker is at work.
  void bring_together(std::uint64_t tokens_done);

 private:
  /// Word inputs or word outputs.
  struct Table {
    Table(Matrix& rows, const std::vector<float>& pairs_per_token, const ReplicaPlan& plan,
          std::uint64_t tokens_done);

    RowMoments moments() const;

    std::vector<Matrix> copies;     ///< [replicas - 1][words, dim]
    std::vector<Matrix*> replicas;  ///< the vectors, then the copies
    Matrix base;                    ///< what replicas had in common last
    const std::vector<float>& pairs_per_token;
    ExchangeTurns turns;
    std::vector<std::uint64_t> tokens_at;  ///< done when rows had their turn last, by their clock
    std::vector<std::size_t> sample;       ///< rows that stand for all in moments
    Curvature curvature;                   ///< of the loss of rows' pairs
  };

  void exchange(std::uint64_t tokens_done, bool everything);
  void exchange_rows(Table& table, const RowRange& rows, std::uint64_t tokens_done);
  void exchange_row(Table& table, std::size_t row, double steps);
  void update_curvatures(std::uint64_t tokens_done);

  const Training training_;
  Table inputs_;
  Table outputs_;
  Matrix seen_;    ///< [replicas, dim]: a row of each as it was
  Matrix change_;  ///< [1, dim]
  std::vector<std::size_t> label_sample_;
  std::uint64_t curvatures_due_ = 0;  ///< tokens
  std::uint64_t rounds_ = 0;
  ExchangePace pace_;
  std::mutex exchanging_;  ///< held by the worker that exchanges
};

}  // namespace t2v
