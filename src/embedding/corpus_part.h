#pragma once

#include <cstdint>
#include <vector>

#include "text/corpus.h"

namespace t2v {

class TrainingPeers;

/// The part of a corpus that one of several processes (training_peers.h) trains on; the whole where
/// there is one.
struct CorpusPart {
  unsigned rank = 0;  ///< of the process
  unsigned ranks = 1;
  std::uint64_t tokens_in_all = 0;     ///< of the whole corpus
  std::uint64_t documents_in_all = 0;  ///< of the whole corpus
  std::vector<DocumentRange> places;   ///< of the documents of this part in the whole corpus
  std::uint64_t seed = 0;  ///< of the numbers that this process draws; the first has the run's own
};

/// @param peers null: none
/// @throws Error where the whole corpus has no token
CorpusPart part_of(const Corpus& corpus, std::uint64_t seed, TrainingPeers* peers);

/// The sum over all processes; the number itself without peers.
std::uint64_t sum_over(TrainingPeers* peers, std::uint64_t number);

/// The sum of each number over all processes; the numbers themselves without peers.
std::vector<std::uint64_t> sums_over(TrainingPeers* peers, std::vector<std::uint64_t> numbers);

}  // namespace t2v
