#include "embedding/trainer.h"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/partitioner.h>
#include <oneapi/tbb/task_arena.h>

#include <atomic>
#include <chrono>
#include <span>
#include <utility>
#include <vector>

#include "embedding/checkpointing.h"
#include "embedding/divergence.h"
#include "embedding/learning_rate.h"
#include "embedding/progress_reporter.h"
#include "embedding/random.h"
#include "embedding/schedule.h"
#include "embedding/worker.h"
#include "text/error.h"

namespace t2v {
namespace {

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
  Training(const Corpus& corpus, const TrainingOptions& options, TrainingControl control)
      : corpus_(corpus),
        options_(options),
        control_(std::move(control)),
        schedule_(corpus),
        turns_(schedule_.blocks() * options.epochs),
        state_(first_state(corpus, options, schedule_, std::move(control_.start))),
        sampler_(corpus.words, options),
        terms_(corpus, options.label_weight, options.label_balance),
        label_rows_(state_.vectors.label_input),
        document_rows_(state_.vectors.document_input),
        tokens_total_(corpus.tokens.size() * options.epochs),
        rate_(options.learning_rate, tokens_total_),
        reporter_(control_.progress, tokens_total_, state_.tokens_done),
        clock_(control_.checkpoint_interval, tokens_total_, state_.tokens_done, Clock::now()),
        writer_(control_.checkpoint, state_.vectors),
        next_turn_(state_.next_turn),
        tokens_done_(state_.tokens_done) {}

  Embedding run(unsigned threads) {
    // Without the control TBB would not start more threads than the machine has cores.
    const oneapi::tbb::global_control control(oneapi::tbb::global_control::max_allowed_parallelism,
                                              threads);
    oneapi::tbb::task_arena arena(static_cast<int>(threads));
    arena.execute([&] {
      while (true) {
        train_until_pause(threads);
        if (next_turn_ >= turns_) break;
        if (stopped_) stop();
        checkpoint();
      }
      writer_.wait();
      require_converging(state_.vectors);
    });
    reporter_.report(tokens_total_, rate_.at(tokens_total_), true);
    return std::move(state_.vectors);
  }

 private:
  using Clock = std::chrono::steady_clock;

  /// Returns when all turns are done, or when those begun are done after a pause was called for. No
  /// worker is at work then, and none holds changes that the others have not seen.
  void train_until_pause(unsigned threads) {
    pause_ = false;
    oneapi::tbb::parallel_for(
        0U, threads, [&](unsigned) { work(); }, oneapi::tbb::simple_partitioner());
  }

  /// Takes blocks of all epochs, one after the other, until none is left or all are to pause.
  void work() {
    Worker worker(state_.vectors, label_rows_, document_rows_, terms_, options_);
    BlockBuffers buffers;
    try {
      while (!pause_) {
        const std::uint64_t turn = next_turn_++;
        if (turn >= turns_) break;
        train_block(turn, worker, buffers);
        call_for_pause();
      }
    } catch (...) {
      pause_ = true;  // the others need not go on
      throw;
    }
  }

  void call_for_pause() {
    const bool stop = control_.stop_asked && control_.stop_asked();
    const bool due = control_.checkpoint && clock_.is_due(tokens_done_, Clock::now());
    if (stop) stopped_ = true;
    if (stop || due) pause_ = true;
  }

  /// Between two turns, where all workers pause.
  void checkpoint() {
    if (!writer_.is_busy()) writer_.write(state_.vectors, next_turn_, tokens_done_);
    clock_.restart(tokens_done_, Clock::now());
  }

  [[noreturn]] void stop() {
    writer_.wait();
    require_converging(state_.vectors);
    const double share = static_cast<double>(tokens_done_) / static_cast<double>(tokens_total_);
    if (control_.checkpoint) {
      state_.next_turn = next_turn_;
      state_.tokens_done = tokens_done_;
      control_.checkpoint(state_);
    }
    throw TrainingStopped(share);
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
  TrainingControl control_;
  const Schedule schedule_;
  const std::uint64_t turns_;  ///< of all epochs
  TrainingState state_;        ///< its numbers are brought up to date when it is handed over
  const ExampleSampler sampler_;
  const LabelTerms terms_;
  SharedRows label_rows_;
  SharedRows document_rows_;
  const std::uint64_t tokens_total_;
  const LearningRate rate_;
  ProgressReporter reporter_;
  CheckpointClock clock_;
  CheckpointWriter writer_;
  std::atomic<std::uint64_t> next_turn_;  ///< beyond turns_ where workers looked for more in vain
  std::atomic<std::uint64_t> tokens_done_;
  std::atomic<bool> pause_{false};
  std::atomic<bool> stopped_{false};
};

}  // namespace

Embedding train(const Corpus& corpus, const TrainingOptions& options, TrainingControl control) {
  options.validate();
  if (corpus.tokens.empty()) {
    throw Error("the corpus has no token to train on, expected at least one known word");
  }
  const unsigned cores = static_cast<unsigned>(oneapi::tbb::info::default_concurrency());
  const unsigned threads = options.threads == 0 ? cores : options.threads;
  return Training(corpus, options, std::move(control)).run(threads);
}

Embedding train(const Corpus& corpus, const TrainingOptions& options,
                const ProgressCallback& progress) {
  TrainingControl control;
  control.progress = progress;
  return train(corpus, options, std::move(control));
}

}  // namespace t2v
