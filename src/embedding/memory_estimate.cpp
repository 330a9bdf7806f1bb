#include "embedding/memory_estimate.h"

#include <algorithm>
#include <thread>

#include "embedding/matrix.h"
#include "embedding/replicas.h"
#include "text/word_label_counts.h"

namespace t2v {
namespace {

/// A row with its padding.
std::uint64_t row_bytes(std::size_t dim) {
  return Matrix::padded(dim) * sizeof(float);
}

/// The vocabulary's entry (48 bytes with its key) and hash table (up to 32).
constexpr std::uint64_t kVocabularyBytes = 80;

/// Also the samplers' tables (up to 32), a thread's note of the last document with the word.
constexpr std::uint64_t kWordBytes = kVocabularyBytes + 40;

/// Position in the tokens and number of the label list.
constexpr std::uint64_t kDocumentBytes = 8;

/// A pair of a word and a label in the counts, as it is and as it is written.
constexpr std::uint64_t kPairBytes = 16;

std::uint64_t longest_key(const Vocabulary& words) {
  std::size_t longest = 0;
  for (const Vocabulary::Entry& entry : words.entries()) {
    longest = std::max(longest, entry.key.size());
  }
  return longest;
}

}  // namespace

MemoryEstimate estimate_memory(const Corpus& corpus, const TrainingOptions& options,
                               Checkpoints checkpoints) {
  const std::uint64_t row = row_bytes(options.dim);
  const std::uint64_t words = corpus.words.size();
  const std::uint64_t labels = corpus.labels.names.size();
  const std::uint64_t threads =
      options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  const std::uint64_t document_rows = options.documents ? corpus.documents() : 0;
  // Every worker has two copies of the label rows it works on.
  const std::uint64_t label_rows = labels * (1 + 2 * threads);
  const ReplicaPlan replicas = plan_replicas(options, words, static_cast<unsigned>(threads));
  const std::uint64_t pairs = std::min(words * labels, corpus.tokens.size());
  MemoryEstimate estimate;
  estimate.vectors = row * (2 * words + label_rows + document_rows) + replicas.bytes(options.dim);
  estimate.tokens = corpus.tokens.size() * sizeof(std::uint32_t);
  estimate.documents = corpus.documents() * kDocumentBytes;
  // A model file has keys of one width.
  estimate.words = words * (kWordBytes + longest_key(corpus.words)) + pairs * kPairBytes +
                   std::min(pairs, kMostWordLabelCounters) * sizeof(std::uint32_t);
  estimate.program = kProgramBytes;
  if (checkpoints == Checkpoints::kKept) {
    estimate.checkpoint = row * (2 * words + labels + document_rows) + words * kVocabularyBytes;
  }
  return estimate;
}

}  // namespace t2v
