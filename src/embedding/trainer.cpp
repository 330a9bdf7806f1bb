#include "embedding/trainer.h"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/partitioner.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <mutex>
#include <span>
#include <vector>

#include "embedding/initial_embedding.h"
#include "embedding/learning_rate.h"
#include "embedding/random.h"
#include "embedding/schedule.h"
#include "embedding/worker.h"
#include "text/error.h"

namespace t2v {
namespace {

using Clock = std::chrono::steady_clock;

/// Reports progress at most ten times a second, whichever worker happens to pass by.
class ProgressReporter {
 public:
  ProgressReporter(const ProgressCallback& callback, std::uint64_t tokens_total)
      : callback_(callback), start_(Clock::now()), last_(start_) {
    progress_.tokens_total = tokens_total;
  }

  void add(const TrainingLoss& loss, std::uint64_t pairs) {
    if (!callback_) return;
    const std::scoped_lock guard(mutex_);
    loss_.add(loss);
    progress_.pairs_done += pairs;
  }

  void report(std::uint64_t tokens_done, double rate, bool always = false) {
    if (!callback_) return;
    const std::unique_lock guard(mutex_, std::try_to_lock);
    const auto now = Clock::now();
    if (!guard || (!always && now - last_ < kInterval)) return;
    last_ = now;
    progress_.tokens_done = std::max(progress_.tokens_done, tokens_done);
    progress_.seconds = std::chrono::duration<double>(now - start_).count();
    progress_.learning_rate = rate;
    if (loss_.words.pairs > 0) progress_.word_loss = loss_.words.mean();
    if (loss_.labels.pairs > 0) progress_.label_loss = loss_.labels.mean();
    if (loss_.documents.pairs > 0) progress_.document_loss = loss_.documents.mean();
    loss_ = {};
    callback_(progress_);
  }

 private:
  static constexpr auto kInterval = std::chrono::milliseconds(100);

  const ProgressCallback& callback_;
  const Clock::time_point start_;
  std::mutex mutex_;
  Clock::time_point last_;
  TrainingProgress progress_;
  TrainingLoss loss_;
};

bool is_finite(const Matrix& matrix) {
  for (std::size_t row = 0; row < matrix.rows(); ++row) {
    const auto vector = matrix.vector(row);
    if (!std::all_of(vector.begin(), vector.end(), [](float x) { return std::isfinite(x); })) {
      return false;
    }
  }
  return true;
}

void require_finite(const Embedding& embedding) {
  if (is_finite(embedding.word_input) && is_finite(embedding.word_output) &&
      is_finite(embedding.label_input) && is_finite(embedding.document_input)) {
    return;
  }
  throw Error("training diverged: vectors are not finite; a lower lr or label-weight is needed");
}

/// Documents begin at zero: nothing is known of them, and inference (document_inference.h) can
/// begin there as well.
Embedding initial_vectors(const Corpus& corpus, const TrainingOptions& options) {
  Embedding embedding =
      initial_embedding(corpus.words.size(), corpus.labels.names.size(), options.dim, options.seed);
  if (options.documents) embedding.document_input = Matrix(corpus.documents(), options.dim);
  return embedding;
}

/// What a worker reads and draws for a block.
struct BlockBuffers {
  std::vector<Segment> segments;
  std::vector<std::uint32_t> words;  ///< of a corpus in a file
  SegmentExamples examples;          ///< of the segment being trained
  SegmentExamples next;              ///< and of the one behind it
};

/// One training run: what all workers share.
class Training {
 public:
  Training(const Corpus& corpus, const TrainingOptions& options, const ProgressCallback& progress)
      : corpus_(corpus),
        options_(options),
        embedding_(initial_vectors(corpus, options)),
        schedule_(corpus),
        sampler_(corpus.words, options),
        terms_(corpus, options.label_weight, options.label_balance),
        label_rows_(embedding_.label_input),
        document_rows_(embedding_.document_input),
        tokens_total_(corpus.tokens.size() * options.epochs),
        rate_(options.learning_rate, tokens_total_),
        reporter_(progress, tokens_total_) {}

  Embedding run(unsigned threads) {
    // Without the control TBB would not start more threads than the machine has cores.
    const oneapi::tbb::global_control control(oneapi::tbb::global_control::max_allowed_parallelism,
                                              threads);
    oneapi::tbb::task_arena arena(static_cast<int>(threads));
    arena.execute([&] {
      oneapi::tbb::parallel_for(
          0U, threads, [&](unsigned) { work(); }, oneapi::tbb::simple_partitioner());
    });
    require_finite(embedding_);
    reporter_.report(tokens_total_, rate_.at(tokens_total_), true);
    return std::move(embedding_);
  }

 private:
  /// Takes blocks of all epochs, one after the other, until none is left.
  void work() {
    Worker worker(embedding_, label_rows_, document_rows_, terms_, options_);
    BlockBuffers buffers;
    const std::uint64_t turns = schedule_.blocks() * options_.epochs;
    try {
      for (std::uint64_t turn = next_turn_++; turn < turns; turn = next_turn_++) {
        train_block(turn, worker, buffers);
      }
    } catch (...) {
      next_turn_ = turns;  // the others need not go on
      throw;
    }
  }

  void train_block(std::uint64_t turn, Worker& worker, BlockBuffers& buffers) {
    const auto epoch = static_cast<std::uint32_t>(turn / schedule_.blocks());
    const std::size_t block = schedule_.block_at(options_.seed, epoch, turn % schedule_.blocks());
    Random random(options_.seed, turn);
    const std::uint64_t done_before = tokens_done_.load(std::memory_order_relaxed);
    std::uint64_t tokens = 0;
    schedule_.segments(block, buffers.segments);
    const std::uint64_t begin = buffers.segments.front().begin;
    const std::span<const std::uint32_t> words =
        corpus_.tokens.read(begin, buffers.segments.back().end, buffers.words);
    draw(words, buffers, 0, random);
    for (std::size_t i = 0; i < buffers.segments.size(); ++i) {
      std::swap(buffers.examples, buffers.next);
      draw(words, buffers, i + 1, random);
      const Segment& segment = buffers.segments[i];
      worker.train(buffers.examples, buffers.next, segment.document,
                   static_cast<float>(rate_.at(done_before + tokens)));
      tokens += segment.end - segment.begin;
    }
    worker.merge_labels();
    reporter_.add(worker.take_loss(), worker.take_pairs());
    const std::uint64_t done = tokens_done_.fetch_add(tokens, std::memory_order_relaxed) + tokens;
    reporter_.report(done, rate_.at(done));
  }

  /// Draws the next examples: of a segment of the block whose `words` are given, or none behind the
  /// last.
  void draw(std::span<const std::uint32_t> words, BlockBuffers& buffers, std::size_t index,
            Random& random) const {
    buffers.next.words.clear();
    if (index == buffers.segments.size()) return;
    const Segment& segment = buffers.segments[index];
    sampler_.draw(
        words.subspan(segment.begin - buffers.segments.front().begin, segment.end - segment.begin),
        random, buffers.next);
  }

  const Corpus& corpus_;
  const TrainingOptions& options_;
  Embedding embedding_;
  const Schedule schedule_;
  const ExampleSampler sampler_;
  const LabelTerms terms_;
  SharedRows label_rows_;
  SharedRows document_rows_;
  const std::uint64_t tokens_total_;
  const LearningRate rate_;
  ProgressReporter reporter_;
  std::atomic<std::uint64_t> next_turn_{0};
  std::atomic<std::uint64_t> tokens_done_{0};
};

}  // namespace

Embedding train(const Corpus& corpus, const TrainingOptions& options,
                const ProgressCallback& progress) {
  options.validate();
  if (corpus.tokens.empty()) {
    throw Error("the corpus has no token to train on, expected at least one known word");
  }
  const unsigned cores = static_cast<unsigned>(oneapi::tbb::info::default_concurrency());
  const unsigned threads = options.threads == 0 ? cores : options.threads;
  return Training(corpus, options, progress).run(threads);
}

}  // namespace t2v
