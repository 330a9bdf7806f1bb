#pragma once

#include <cstdint>
#include <string>

#include "text/corpus.h"
#include "train_request.h"

namespace t2v {

/// How much memory a training run may take, and what follows from it.
class MemoryLimit {
 public:
  /// @param asked bytes; 0: the machine's memory, beyond which tokens are streamed but nothing is
  ///   refused
  /// @throws Error for less than the program itself takes
  explicit MemoryLimit(std::uint64_t asked);

  /// Room for encoding `text`, with temporary files in `folder`, beside a model of `earlier` bytes
  /// that training goes on from.
  TokenRoom encoding_room(const TextFile& text, const std::string& folder,
                          std::uint64_t earlier) const;

  /// Brings the tokens to where they can stay while the model is trained: into memory if they fit,
  /// else into a file in `folder`, unless they are in a file already.
  /// @throws Error when there is no room for the rest
  void place_tokens(Corpus& corpus, const TrainRequest& request, const std::string& folder) const;

 private:
  std::uint64_t asked_;
  std::uint64_t bytes_;
};

/// Estimated peak, with the tokens where they are.
std::uint64_t peak_memory(const Corpus& corpus, const TrainRequest& request);

}  // namespace t2v
