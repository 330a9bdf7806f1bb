#pragma once

#include <cstdint>
#include <optional>

#include "embedding/embedding.h"
#include "embedding/schedule.h"
#include "embedding/training_options.h"
#include "text/corpus.h"

namespace t2v {

/// Where a training run stands between two turns. A turn trains one block of the schedule
/// (schedule.h); turns are counted over all epochs. All else follows from the corpus, the options
/// and these: the random numbers of a turn are drawn from its number and the seed, the learning
/// rate falls with the tokens done.
struct TrainingState {
  Embedding vectors;
  std::uint64_t next_turn = 0;    ///< all before it are done, and none of the others has begun
  std::uint64_t tokens_done = 0;  ///< by them, before subsampling
};

/// Where a training run begins: anew, or where `start` says.
/// @throws Error where `start` cannot be a state of training on this corpus with these options
TrainingState first_state(const Corpus& corpus, const TrainingOptions& options,
                          const Schedule& schedule, std::optional<TrainingState> start);

}  // namespace t2v
