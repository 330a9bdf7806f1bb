#pragma once

#include <cstdint>

#include "embedding/training_options.h"
#include "text/corpus.h"

namespace t2v {

/// Bytes of memory that training takes at its peak, as far as they grow with the corpus and the
/// options.
struct MemoryEstimate {
  std::uint64_t vectors =
      0;  ///< of words (twice and in replicas), labels and, where asked for, documents
  std::uint64_t tokens = 0;      ///< 4 each, unless they are streamed
  std::uint64_t documents = 0;   ///< their places and labels
  std::uint64_t words = 0;       ///< keys, counts, sampling; counting and writing at the end
  std::uint64_t program = 0;     ///< code, libraries, buffers
  std::uint64_t checkpoint = 0;  ///< vectors and words as they are being written
  std::uint64_t exchange = 0;    ///< with other processes; the caller knows it
  std::uint64_t earlier = 0;     ///< a model that training goes on from; the caller knows it

  std::uint64_t without_tokens() const {
    return vectors + documents + words + program + checkpoint + exchange + earlier;
  }
  std::uint64_t total() const { return without_tokens() + tokens; }
};

/// The program itself with its libraries and the buffers of two threads.
inline constexpr std::uint64_t kProgramBytes = 48'000'000;

/// Whether checkpoints are kept, which are copied before they are written.
enum class Checkpoints { kNone, kKept };

MemoryEstimate estimate_memory(const Corpus& corpus, const TrainingOptions& options,
                               Checkpoints checkpoints = Checkpoints::kNone);

}  // namespace t2v
