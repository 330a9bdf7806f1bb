#pragma once

#include <cstdint>
#include <mutex>
#include <optional>

#include "command/checkpoint_keeper.h"
#include "command/interruption.h"
#include "embedding/trainer.h"
#include "model/embedding_file.h"
#include "report/progress.h"
#include "text/corpus.h"
#include "train_request.h"

namespace t2v {

/// Training as somebody watches it: with progress on standard error, checkpoints, and an end when a
/// signal asks for it.
class TrainingRun {
 public:
  /// @param model all that checkpoints are to hold but the vectors, with `checkpoint` telling what
  ///   the corpus was; it is filled in while training runs. Unused without --checkpoint
  TrainingRun(const TrainRequest& request, const Corpus& corpus, EmbeddingModel& model,
              const Interruption& interruption);

  /// @param start as in TrainingControl
  /// @throws Interrupted after a signal, its line saying how to go on
  /// @throws TrainingDiverged naming the last checkpoint
  Embedding run(std::optional<TrainingState> start);

 private:
  void keep(TrainingState& state);
  double share_of(const TrainingState& state) const;

  const TrainRequest& request_;
  const Corpus& corpus_;
  EmbeddingModel& model_;
  const Interruption& interruption_;
  const std::uint64_t tokens_;  ///< of the whole corpus

  std::mutex screen_;  ///< what is written by the worker that reports and by the one that keeps
  TrainingMeter meter_;
  CheckpointKeeper checkpoints_;
};

}  // namespace t2v
