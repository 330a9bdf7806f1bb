#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

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
  std::string save_checkpoint();
  void tell_trouble(const std::string& trouble);
  std::string interruption_line(double share_done) const;
  std::string last_checkpoint() const;

  const TrainRequest& request_;
  const Corpus& corpus_;
  EmbeddingModel& model_;
  const Interruption& interruption_;

  std::mutex screen_;  ///< what is written by the worker that reports and by the one that keeps
  TrainingMeter meter_;
  std::string trouble_;            ///< why the last checkpoint could not be written; empty: it was
  std::string kept_in_;            ///< the file of the last checkpoint; empty: there is none
  std::uint64_t tokens_kept_ = 0;  ///< done then
};

}  // namespace t2v
