#include "embedding/trainer.h"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/partitioner.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "embedding/checkpointing.h"
#include "embedding/corpus_part.h"
#include "embedding/divergence.h"
#include "embedding/learning_rate.h"
#include "embedding/pair_rates.h"
#include "embedding/progress_reporter.h"
#include "embedding/random.h"
#include "embedding/replicas.h"
#include "embedding/schedule.h"
#include "embedding/worker.h"

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
        peers_(control_.peers),
        part_(part_of(corpus, options.seed, peers_)),
        schedule_(corpus),
        turns_(schedule_.blocks() * options.epochs),
        state_(first_state(corpus, options, schedule_, part_, std::move(control_.start))),
        sampler_(corpus.words, options),
        labelled_tokens_(sums_over(peers_, labelled_tokens(corpus))),
        terms_(corpus, options.label_weight, options.label_balance, labelled_tokens_),
        label_rows_(state_.vectors.label_input),
        document_rows_(state_.vectors.document_input),
        tokens_total_(part_.tokens_in_all * options.epochs),
        rate_(options.learning_rate, tokens_total_),
        next_turn_(state_.next_turn),
        tokens_done_(state_.tokens_done),
        tokens_done_others_(sum_over(peers_, state_.tokens_done) - state_.tokens_done),
        progress_(progress_with_cost(control_.progress)),
        reporter_(progress_, tokens_total_, tokens_done_in_all()),
        clock_(control_.checkpoint_interval, tokens_total_, tokens_done_in_all(), Clock::now()),
        writer_(control_.checkpoint, state_.vectors) {}

  Embedding run(unsigned threads) {
    // Without the control TBB would not start more threads than the machine has cores.
    const oneapi::tbb::global_control control(oneapi::tbb::global_control::max_allowed_parallelism,
                                              threads);
    oneapi::tbb::task_arena arena(static_cast<int>(threads));
    arena.execute([&] {
      prepare_exchange(threads);
      while (true) {
        const Meeting meeting = train_until_pause(threads);
        if (meeting.all_done()) break;
        if ((meeting.reasons & kStopAsked) != 0) stop(meeting);
        checkpoint(meeting);
      }
      writer_.wait();
      if (peers_ != nullptr && options_.documents) {
        state_.vectors.document_input = gathered_documents();
      }
      require_converging(state_.vectors);
    });
    reporter_.report(tokens_total_, rate_.at(tokens_total_), true);
    return std::move(state_.vectors);
  }

 private:
  using Clock = std::chrono::steady_clock;

  /// Where others train the same rows apart: other processes, or workers with replicas. Processes
  /// that train together have replicas as it is.
  void prepare_exchange(unsigned threads) {
    if (peers_ != nullptr) {
      make_pair_rates(corpus_.words.size());
      return;
    }
    const ReplicaPlan plan = plan_replicas(options_, corpus_.words.size(), threads);
    if (plan.replicas <= 1) return;
    make_pair_rates(plan.words);
    replicas_.emplace(
        Replicas::Training{state_.vectors, label_rows_, *pair_rates_, rate_, options_.label_weight},
        plan, threads, state_.tokens_done);
  }

  /// @param words whose rates are asked for
  void make_pair_rates(std::size_t words) {
    pair_rates_.emplace(corpus_.words, options_, labelled_tokens_, part_.tokens_in_all, words);
  }

  /// Returns when all turns are done, or when those begun are done after a pause was called for. No
  /// worker is at work then, in no process, and none holds changes that the others have not seen.
  Meeting train_until_pause(unsigned threads) {
    pause_ = false;
    reasons_ = kNoPause;
    if (peers_ != nullptr) begin_exchange(threads);
    try {
      oneapi::tbb::parallel_for(
          0U, threads, [&](unsigned worker) { work(worker); }, oneapi::tbb::simple_partitioner());
    } catch (...) {
      if (peers_ != nullptr) peers_->abandon();
      throw;
    }
    if (replicas_) replicas_->bring_together(tokens_done_);
    const std::uint64_t turn = next_turn_;
    const RankPosition here{std::min(turn, turns_), tokens_done_, turn >= turns_};
    if (peers_ != nullptr) return peers_->meet(here);
    return {{here}, reasons_};
  }

  void begin_exchange(unsigned threads) {
    peers_->begin({state_.vectors, label_rows_, *pair_rates_, options_.label_weight, rate_, threads,
                   tokens_done_, tokens_done_others_, pause_, [this] { return pause_reasons(); }});
  }

  /// Takes blocks of all epochs, one after the other, until none is left or all are to pause.
  void work(unsigned index) {
    const WordRows rows = replicas_ ? replicas_->rows_of(index) : WordRows(state_.vectors);
    Worker worker(rows, label_rows_, document_rows_, terms_, options_);
    BlockBuffers buffers;
    try {
      while (!pause_) {
        const std::uint64_t turn = next_turn_++;
        if (turn >= turns_) break;
        train_block(turn, worker, buffers);
        if (replicas_) replicas_->exchange_if_due(tokens_done_);
        call_for_pause();
      }
    } catch (...) {
      pause_ = true;  // the others need not go on
      throw;
    }
  }

  std::uint64_t tokens_done_in_all() const {
    return tokens_done_.load(std::memory_order_relaxed) +
           tokens_done_others_.load(std::memory_order_relaxed);
  }

  unsigned pause_reasons() const {
    unsigned reasons = kNoPause;
    if (control_.stop_asked && control_.stop_asked()) reasons |= kStopAsked;
    if (writer_ && clock_.is_due(tokens_done_in_all(), Clock::now())) reasons |= kCheckpointDue;
    return reasons;
  }

  /// Where there are other processes, the exchange with them does.
  void call_for_pause() {
    if (peers_ != nullptr) return;
    const unsigned reasons = pause_reasons();
    if (reasons == kNoPause) return;
    reasons_ |= reasons;
    pause_ = true;
  }

  /// The state at a meeting but its vectors; those of documents where they came from elsewhere.
  TrainingState place_of(const Meeting& meeting) {
    TrainingState place;
    place.next_turn = meeting.ranks[part_.rank].next_turn;
    place.tokens_done = meeting.tokens_done();
    if (peers_ == nullptr) return place;
    for (const RankPosition& rank : meeting.ranks) place.turns_of_ranks.push_back(rank.next_turn);
    if (options_.documents) {
      place.vectors.document_input = gathered_documents();
    }
    return place;
  }

  /// Between two turns, where all workers pause.
  void checkpoint(const Meeting& meeting) {
    TrainingState place = place_of(meeting);
    if (writer_ && !writer_.is_busy()) writer_.write(state_.vectors, std::move(place));
    clock_.restart(meeting.tokens_done(), Clock::now());
  }

  [[noreturn]] void stop(const Meeting& meeting) {
    writer_.wait();
    require_converging(state_.vectors);
    TrainingState place = place_of(meeting);
    if (control_.checkpoint) {
      std::swap(place.vectors.word_input, state_.vectors.word_input);
      std::swap(place.vectors.word_output, state_.vectors.word_output);
      std::swap(place.vectors.label_input, state_.vectors.label_input);
      if (part_.ranks == 1) {
        std::swap(place.vectors.document_input, state_.vectors.document_input);
      }
      control_.checkpoint(place);
    }
    static_cast<void>(sum_over(peers_, 0));  // all wait until that is written
    throw TrainingStopped(static_cast<double>(meeting.tokens_done()) /
                          static_cast<double>(tokens_total_));
  }

  /// Those of all processes to process 0, in which training ends.
  Matrix gathered_documents() {
    return peers_->gather(state_.vectors.document_input, part_.places);
  }

  /// The same with what exchanging costs.
  ProgressCallback progress_with_cost(const ProgressCallback& callback) {
    if (peers_ == nullptr || !callback) return callback;
    return [this, callback](TrainingProgress progress) {
      progress.exchange = peers_->cost();
      callback(progress);
    };
  }

  void train_block(std::uint64_t turn, Worker& worker, BlockBuffers& buffers) {
    const auto epoch = static_cast<std::uint32_t>(turn / schedule_.blocks());
    const std::size_t block = schedule_.block_at(part_.seed, epoch, turn % schedule_.blocks());
    Random random(part_.seed, turn);
    const std::uint64_t done_before = tokens_done_in_all();
    std::uint64_t tokens = 0;
    worker.begin_block(done_before);
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
    tokens_done_.fetch_add(tokens, std::memory_order_relaxed);
    const std::uint64_t done = tokens_done_in_all();
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
  TrainingPeers* const peers_;  ///< null: none
  const CorpusPart part_;
  const Schedule schedule_;
  const std::uint64_t turns_;  ///< of all epochs
  TrainingState state_;        ///< its numbers are where training began
  const ExampleSampler sampler_;
  const std::vector<std::uint64_t> labelled_tokens_;  ///< by label, in all processes
  const LabelTerms terms_;
  SharedRows label_rows_;
  SharedRows document_rows_;
  const std::uint64_t tokens_total_;  ///< of all epochs and processes
  const LearningRate rate_;
  std::atomic<std::uint64_t> next_turn_;  ///< beyond turns_ where workers looked for more in vain
  std::atomic<std::uint64_t> tokens_done_;
  std::atomic<std::uint64_t> tokens_done_others_;  ///< as of the last exchange; 0 where none are
  const ProgressCallback progress_;
  ProgressReporter reporter_;
  CheckpointClock clock_;
  CheckpointWriter writer_;
  std::optional<PairRates> pair_rates_;  ///< where there are peers or replicas
  std::optional<Replicas> replicas_;     ///< where there are several
  std::atomic<bool> pause_{false};
  std::atomic<unsigned> reasons_{kNoPause};  ///< to pause, without peers
};

}  // namespace

Embedding train(const Corpus& corpus, const TrainingOptions& options, TrainingControl control) {
  options.validate();
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
