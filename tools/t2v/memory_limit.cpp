#include "memory_limit.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "command/size_text.h"
#include "continued_training.h"
#include "embedding/memory_estimate.h"
#include "ranks.h"
#include "text/error.h"

namespace t2v {
namespace {

/// Less than this beside the program is not worth a try.
constexpr std::uint64_t kLeastRoom = 16'000'000;

/// Of a document: its labels, its size and its place, all numbers of four bytes.
constexpr std::uint64_t kDocumentBytes = 12;

std::uint64_t physical_memory() {
  return static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES)) *
         static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

MemoryEstimate estimate(const Corpus& corpus, const TrainRequest& request) {
  const Checkpoints checkpoints =
      request.checkpoint.empty() ? Checkpoints::kNone : Checkpoints::kKept;
  TrainingOptions training = request.training;
  if (request.ranks != nullptr) training.replicas = 1;  // as train() has it
  MemoryEstimate needed = estimate_memory(corpus, training, checkpoints);
  needed.earlier = earlier_bytes(request);
  if (request.ranks != nullptr) needed.exchange = needed.vectors;  // as all ranks have them
  return needed;
}

}  // namespace

MemoryLimit::MemoryLimit(std::uint64_t asked)
    : asked_(asked), bytes_(asked > 0 ? asked : physical_memory() / ranks_on_this_machine()) {
  if (bytes_ >= kProgramBytes + kLeastRoom) return;
  throw Error(fmt::format("--memory-limit of {}: expected at least {}", megabytes(bytes_),
                          megabytes(kProgramBytes + kLeastRoom)));
}

TokenRoom MemoryLimit::encoding_room(const TextFile& text, const std::string& folder,
                                     std::uint64_t earlier) const {
  TokenRoom room;
  room.folder = folder;
  std::uint64_t taken = kProgramBytes + earlier;
  if (asked_ > 0) taken += text.count_lines() * kDocumentBytes;
  const std::uint64_t left = bytes_ - std::min(bytes_, taken);
  // Tokens, the different ones among them, and the latter once more while those of all threads are
  // brought together.
  room.bytes = left / 3;
  room.dictionary_bytes = left / 3;
  return room;
}

void MemoryLimit::place_tokens(Corpus& corpus, const TrainRequest& request,
                               const std::string& folder) const {
  const MemoryEstimate needed = estimate(corpus, request);
  if (asked_ > 0 && needed.without_tokens() > bytes_) {
    throw Error(fmt::format(
        "--memory-limit of {}: training takes {} even without its tokens, {} of them for the "
        "vectors of {} words; a higher limit, --min-count, --max-vocab or --dim would help",
        megabytes(bytes_), megabytes(needed.without_tokens()), megabytes(needed.vectors),
        corpus.words.size()));
  }
  corpus.tokens =
      needed.total() <= bytes_ ? corpus.tokens.to_memory() : corpus.tokens.to_file(folder);
}

std::uint64_t peak_memory(const Corpus& corpus, const TrainRequest& request) {
  const MemoryEstimate needed = estimate(corpus, request);
  return corpus.tokens.in_memory() ? needed.total() : needed.without_tokens();
}

}  // namespace t2v
