#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <optional>

#include "embedding/training_peers.h"
#include "embedding/training_state.h"

namespace t2v {

struct TrainingProgress {
  std::uint64_t tokens_done = 0;    ///< over all epochs, before subsampling
  std::uint64_t tokens_total = 0;   ///< over all epochs, before subsampling
  std::uint64_t tokens_before = 0;  ///< of those done: by an earlier run that this one continues
  std::uint64_t pairs_done = 0;  ///< pairs of an input row (word, label or document) and an output
                                 ///< row (word or noise word) trained so far by this run
  double seconds = 0;            ///< since this run began to train
  double learning_rate = 0;
  // Mean negative-sampling loss of a pair since the last report, before the step:
  double word_loss = 0;  ///< of a centre word given a context word (joint: and its labels)
  std::optional<double> label_loss;     ///< of a centre word given a label; none without labels and
                                        ///< none in the joint objective
  std::optional<double> document_loss;  ///< of a word given its document's vector; none without

  /// Where several processes train; tokens are then those of all of them, pairs and losses of this
  /// one alone.
  std::optional<ExchangeCost> exchange;
};

/// Called now and then (some ten times a second at most), by one thread at a time. What it throws
/// ends the training and comes out of train().
using ProgressCallback = std::function<void(const TrainingProgress&)>;

/// Given a state of training, whose vectors it may borrow but must put back before it returns: the
/// next copy is made in the same place.
using CheckpointSink = std::function<void(TrainingState&)>;

/// How much training lies between two checkpoints; whichever is over first makes one due.
struct CheckpointInterval {
  double seconds = 0;  ///< 0: time does not count
  double share = 0;    ///< of all tokens, 0 to 1; 0: tokens do not count
};

/// What a training run is told from outside and what it tells.
struct TrainingControl {
  ProgressCallback progress;

  /// Where to go on instead of beginning anew: a state that a checkpoint sink was given by a run
  /// with the same corpus and options. Only the number of threads may be another.
  std::optional<TrainingState> start;

  /// Asked after every block, that is every few milliseconds, by any worker. True stops the
  /// training: the blocks begun are finished, the state is given to `checkpoint`, and train()
  /// throws TrainingStopped.
  std::function<bool()> stop_asked;

  /// Without one nothing is copied. Otherwise, whenever a checkpoint is due, the workers finish
  /// their blocks, all vectors are copied, and while the workers go on a thread of its own calls
  /// this with the copy. One that becomes due while the last is still at work is left out. Vectors
  /// that show that training diverged are never handed over. What it throws ends the training.
  CheckpointSink checkpoint;
  CheckpointInterval checkpoint_interval;

  /// Where several processes train the same vectors; null: this one alone. All must have the same
  /// words, labels and options. Checkpoints are asked for and given by process 0 alone, and hold
  /// the work of all; which `start` to go on from is the same in all.
  TrainingPeers* peers = nullptr;
};

/// What train() throws when it was asked to stop.
class TrainingStopped : public std::exception {
 public:
  explicit TrainingStopped(double share_done) : share_done_(share_done) {}
  const char* what() const noexcept override { return "training was stopped"; }
  double share_done() const { return share_done_; }  ///< of all tokens, 0 to 1

 private:
  double share_done_;
};

}  // namespace t2v
