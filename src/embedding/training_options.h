#pragma once

#include <cstddef>
#include <cstdint>

#include "embedding/objective.h"

namespace t2v {

/// Every option of embedding training with its default. The formula they belong to is in
/// embedding/trainer.h.
struct TrainingOptions {
  std::size_t dim = 100;            ///< length of a vector; 1 to 4,096
  unsigned window = 5;              ///< most context words on either side; 1 to 1,000
  unsigned negative = 5;            ///< noise words for one positive; 1 to 64
  unsigned epochs = 5;              ///< passes over the corpus; 1 to 100,000
  double learning_rate = 0.025;     ///< at the start; above 0, at most 10
  double subsample = 1e-4;          ///< threshold frequency; 0: keep every token; 0 to 1
  double sampling_exponent = 0.75;  ///< noise words are drawn by count^exponent; -2 to 2
  Objective objective = Objective::kJoint;
  double label_weight = 0.5;     ///< lambda, the weight of the labels; 0 to 100
  double label_balance = 0.5;    ///< 0: labels count as often as they occur, 1: all alike; 0 to 1
  bool documents = false;        ///< whether every document gets a vector
  double document_weight = 2.0;  ///< delta, the weight of the documents; 0.001 to 100
  unsigned threads = 0;          ///< workers; 0: one a core; at most 1,024
  /// Of the rows of frequent words, trained by different workers (replicas.h); at most as many as
  /// workers. 0: one a worker, at most ReplicaPlan::kMostReplicas; 1: all workers share all rows,
  /// as they do above ReplicaPlan::kMostDim; at most 64
  unsigned replicas = 0;
  std::uint64_t seed = 1;

  /// @throws Error naming the option, its value and its range
  void validate() const;
};

}  // namespace t2v
