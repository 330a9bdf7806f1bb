#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "classifier/cnn_corpus.h"
#include "classifier/cnn_model.h"
#include "classifier/cnn_training.h"
#include "cnn_train_request.h"
#include "command/checkpoint_keeper.h"
#include "command/interruption.h"

namespace t2v {

/// Training as somebody watches it: with progress on standard error, checkpoints, and an end when a
/// signal asks for it.
class CnnTrainingRun {
 public:
  /// @param model all that checkpoints are to hold but the network, which training begins with
  /// @param labels_sha256 of the label file's bytes
  CnnTrainingRun(const CnnTrainRequest& request, const CnnCorpus& corpus, CnnModel& model,
                 std::string labels_sha256, const Interruption& interruption);

  /// @param start as in CnnTrainingControl
  /// @throws Interrupted after a signal, its line saying how to go on
  /// @throws Error where training has become infinite, naming the last checkpoint
  CnnTrainingResult run(std::optional<CnnTrainingState> start);

 private:
  void show(const CnnProgress& progress);
  void keep(const CnnTrainingState& state);

  const CnnTrainRequest& request_;
  const CnnCorpus& corpus_;
  CnnModel& model_;
  std::string labels_sha256_;
  const Interruption& interruption_;
  std::mutex screen_;  ///< what is written by the thread that trains and by the one that keeps
  bool is_line_open_ = false;  ///< on a terminal, which a note must not run into
  CheckpointKeeper checkpoints_;
};

}  // namespace t2v
