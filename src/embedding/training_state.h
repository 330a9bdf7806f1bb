#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "embedding/corpus_part.h"
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

  /// Where several processes trained (training_peers.h), next_turn of each in its own schedule;
  /// tokens_done is of all of them, and document vectors follow each other in the order of the
  /// processes. Empty: it was one.
  std::vector<std::uint64_t> turns_of_ranks = {};
};

/// Where a training run begins: anew, or where `start` says. Of a state of as many processes as
/// there are now each goes on exactly where it was. Otherwise all begin at the share of their own
/// turns that was done of all: some blocks are then trained once more in that epoch and others once
/// less.
/// @throws Error where `start` cannot be a state of training on this corpus with these options
TrainingState first_state(const Corpus& corpus, const TrainingOptions& options,
                          const Schedule& schedule, const CorpusPart& part,
                          std::optional<TrainingState> start);

}  // namespace t2v
