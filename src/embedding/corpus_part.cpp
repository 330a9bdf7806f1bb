#include "embedding/corpus_part.h"

#include <stdexcept>
#include <utility>

#include "embedding/random.h"
#include "embedding/training_peers.h"
#include "text/error.h"

namespace t2v {
namespace {

/// Numbers the random streams of processes, apart from those of initial_embedding.cpp.
constexpr std::uint64_t kRankStreams = std::uint64_t{3} << 62;

}  // namespace

CorpusPart part_of(const Corpus& corpus, std::uint64_t seed, TrainingPeers* peers) {
  CorpusPart part;
  if (peers != nullptr) {
    part.rank = peers->rank();
    part.ranks = peers->ranks();
  }
  part.tokens_in_all = sum_over(peers, corpus.tokens.size());
  if (part.tokens_in_all == 0) {
    throw Error("the corpus has no token to train on, expected at least one known word");
  }
  part.documents_in_all = sum_over(peers, corpus.documents());
  part.places = corpus.places;
  if (part.ranks > 1 && part.places.empty()) {
    throw std::invalid_argument("a part of a corpus without the places of its documents");
  }
  if (part.places.empty()) part.places = {{.first = 0, .count = corpus.documents()}};
  part.seed = part.rank == 0 ? seed : Random(seed, kRankStreams + part.rank)();
  return part;
}

std::uint64_t sum_over(TrainingPeers* peers, std::uint64_t number) {
  if (peers != nullptr) peers->sum({&number, 1});
  return number;
}

std::vector<std::uint64_t> sums_over(TrainingPeers* peers, std::vector<std::uint64_t> numbers) {
  if (peers != nullptr) peers->sum(numbers);
  return numbers;
}

}  // namespace t2v
