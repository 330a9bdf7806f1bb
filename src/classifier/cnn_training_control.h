#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "classifier/cnn_optimiser.h"
#include "classifier/metrics.h"
#include "classifier/text_cnn.h"
#include "embedding/training_control.h"

namespace t2v {

/// How training stands, several times a second.
struct CnnProgress {
  std::uint32_t epoch = 1;      ///< the one that runs, from 1
  std::uint32_t epochs = 0;     ///< at most
  std::uint64_t documents = 0;  ///< done in this epoch
  std::uint64_t of_documents = 0;
  double loss = 0;                  ///< mean over this epoch's documents so far, in nats
  double documents_per_second = 0;  ///< training alone, since this run began
  double seconds = 0;               ///< since this run began
  /// When an epoch ends: metrics on the held-out documents, and whether they are the best so far.
  const ClassificationMetrics* held_out = nullptr;
  bool best = false;
};
using CnnProgressReport = std::function<void(const CnnProgress&)>;

/// Where training stands between two batches. All else follows from the corpus and the options:
/// the order of documents and what is dropped are drawn from the seed and the epoch's number.
struct CnnTrainingState {
  TextCnn network;
  CnnOptimiserState optimiser;
  double learning_rate = 0;
  std::uint32_t epoch = 1;       ///< the one that runs, from 1
  std::uint64_t documents = 0;   ///< done in this epoch
  double loss_sum = 0;           ///< of them, in nats
  double share_done = 0;         ///< documents done of those of all epochs, 0 to 1
  TextCnn best;                  ///< network of best_epoch
  std::uint32_t best_epoch = 0;  ///< with the best accuracy on held-out documents; 0: none yet
  double best_accuracy = -1;
};

/// What a training run is told from outside and what it tells.
struct CnnTrainingControl {
  CnnProgressReport progress;

  /// Where to go on instead of beginning anew: a state that `checkpoint` was given by a run with
  /// the same corpus and options.
  std::optional<CnnTrainingState> start;

  /// Asked before every batch. True stops the training: the state is given to `checkpoint`, and
  /// train_cnn() throws TrainingStopped.
  std::function<bool()> stop_asked;

  /// Whenever a checkpoint is due the state is copied between two batches, and while training goes
  /// on a thread of its own calls this with the copy. One that becomes due while the last is still
  /// at work is left out. What it throws ends the training.
  std::function<void(const CnnTrainingState&)> checkpoint;
  CheckpointInterval checkpoint_interval;  ///< its share is of all documents of all epochs
};

}  // namespace t2v
