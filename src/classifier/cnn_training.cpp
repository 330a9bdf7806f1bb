#include "classifier/cnn_training.h"

#include <fmt/format.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

#include "classifier/cnn_checkpoint_writer.h"
#include "classifier/cnn_gradient.h"
#include "classifier/cnn_optimiser.h"
#include "embedding/checkpointing.h"
#include "embedding/random.h"
#include "text/error.h"

namespace t2v {
namespace {

using Clock = std::chrono::steady_clock;

/// Documents whose gradients one task computes: enough that words recur, few enough that batches
/// keep all threads busy.
constexpr std::size_t kChunk = 64;

constexpr double kReportInterval = 0.2;  // seconds

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// Fisher and Yates' shuffle.
void shuffle(std::vector<std::uint32_t>& items, Random random) {
  for (std::size_t i = items.size(); i > 1; --i)
    std::swap(items[i - 1], items[random.below(static_cast<std::uint32_t>(i))]);
}

/// One run of training: what changes from batch to batch.
class CnnTrainer {
 public:
  CnnTrainer(TextCnn network, const CnnCorpus& corpus, bool multi_label,
             const CnnTrainingOptions& options, CnnTrainingControl control)
      : corpus_(corpus),
        options_(options),
        control_(std::move(control)),
        weights_(class_weights(corpus.labels, network.shape.labels, options.class_balance)),
        optimiser_(network),
        checkpoints_(control_) {
    loss_.multi_label = multi_label;
    loss_.dropout = options.dropout;
    loss_.label_weights = weights_;
    progress_.epochs = options.epochs;
    state_.network = std::move(network);
    state_.learning_rate = options.learning_rate;
    if (control_.checkpoint) {
      state_.optimiser = {TextCnn(state_.network.shape), TextCnn(state_.network.shape), 0};
    }
  }

  CnnTrainingResult run() {
    split();
    if (control_.start) go_on_from(std::move(*control_.start));
    clock_.emplace(control_.checkpoint_interval, documents_total(), documents_done(),
                   CheckpointClock::TimePoint::clock::now());
    while (state_.epoch <= options_.epochs) {
      run_epoch();
      if (finish_epoch()) break;
    }
    checkpoints_.wait();
    return {.network = std::move(state_.best),
            .epoch = state_.best_epoch,
            .held_out = std::move(held_out_),
            .documents_per_second = progress_.documents_per_second};
  }

 private:
  void split() {
    std::vector<std::uint32_t> all(corpus_.documents());
    std::iota(all.begin(), all.end(), 0U);
    shuffle(all, Random(options_.seed, 1));
    const auto kept_out =
        static_cast<std::size_t>(options_.held_out * static_cast<double>(all.size()));
    held_out_.assign(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(kept_out));
    std::ranges::sort(held_out_);
    training_.assign(all.begin() + static_cast<std::ptrdiff_t>(kept_out), all.end());
    progress_.of_documents = training_.size();
    batch_ = options_.batch_for(training_.size());
    chunks_.assign((batch_ + kChunk - 1) / kChunk, CnnGradientPass(state_.network.shape));
  }

  /// The orders of earlier epochs are made again, as each is made of the one before.
  void go_on_from(CnnTrainingState start) {
    const bool possible = start.network.shape == state_.network.shape && start.epoch >= 1 &&
                          start.documents <= training_.size() && start.documents % batch_ == 0 &&
                          start.best_epoch < start.epoch;
    if (!possible) throw Error("the state to go on from is not one of this corpus and options");
    state_ = std::move(start);
    optimiser_.restore(state_.optimiser);
    for (std::uint32_t epoch = 1; epoch < state_.epoch; ++epoch) shuffle_for(epoch);
  }

  void shuffle_for(std::uint32_t epoch) { shuffle(training_, Random(options_.seed, 1 + epoch)); }

  std::uint64_t documents_total() const {
    return std::uint64_t{training_.size()} * options_.epochs;
  }
  std::uint64_t documents_done() const {
    return std::uint64_t{training_.size()} * (state_.epoch - 1) + state_.documents;
  }

  void run_epoch() {
    progress_.epoch = state_.epoch;
    progress_.held_out = nullptr;
    loss_.seed = options_.seed + state_.epoch;
    shuffle_for(state_.epoch);
    while (state_.documents < training_.size()) {
      keep_state();
      const Clock::time_point start = Clock::now();
      run_batch(std::span(training_).subspan(
          state_.documents, std::min<std::size_t>(batch_, training_.size() - state_.documents)));
      training_seconds_ += seconds_since(start);
      report_batch();
    }
  }

  /// Keeps the state where a checkpoint is due, and where the training is to stop.
  void keep_state() {
    state_.share_done =
        static_cast<double>(documents_done()) / static_cast<double>(documents_total());
    if (control_.stop_asked && control_.stop_asked()) {
      checkpoints_.write(state_, optimiser_);
      checkpoints_.wait();
      throw TrainingStopped(state_.share_done);
    }
    const auto now = CheckpointClock::TimePoint::clock::now();
    if (!control_.checkpoint || !clock_->is_due(documents_done(), now)) return;
    if (!checkpoints_.is_busy()) checkpoints_.write(state_, optimiser_);
    clock_->restart(documents_done(), now);
  }

  void run_batch(std::span<const std::uint32_t> documents) {
    taps_.pack(state_.network.taps);
    const std::size_t chunks = (documents.size() + kChunk - 1) / kChunk;
    std::vector<const CnnGradient*> gradients(chunks);
    tbb::parallel_for(std::size_t{0}, chunks, [&](std::size_t chunk) {
      const std::size_t begin = chunk * kChunk;
      gradients[chunk] = &chunks_[chunk].run(
          state_.network, taps_, corpus_,
          documents.subspan(begin, std::min(kChunk, documents.size() - begin)), loss_);
    });
    optimiser_.step(state_.network, gradients, 1 / static_cast<double>(documents.size()),
                    state_.learning_rate);
    for (const CnnGradient* gradient : gradients) state_.loss_sum += gradient->loss;
    if (!std::isfinite(state_.loss_sum)) {
      throw Error(
          fmt::format("the loss is not finite any more in epoch {}, expected a lower lr "
                      "than {}",
                      state_.epoch, options_.learning_rate));
    }
    state_.documents += documents.size();
    trained_ += documents.size();
  }

  /// Says whether training is over.
  bool finish_epoch() {
    const ClassificationMetrics metrics =
        measure_cnn(state_.network, corpus_, loss_.multi_label, held_out_);
    const double accuracy = loss_.multi_label ? metrics.micro_f1() : metrics.accuracy();
    const bool better = held_out_.empty() || accuracy > state_.best_accuracy;
    if (better) {
      state_.best_accuracy = accuracy;
      state_.best = state_.network;
      state_.best_epoch = state_.epoch;
    } else {
      state_.learning_rate *= options_.decay;
    }
    report_epoch(metrics, better);
    const bool over = !better && state_.epoch - state_.best_epoch >= options_.patience;
    ++state_.epoch;
    state_.documents = 0;
    state_.loss_sum = 0;
    return over;
  }

  void report_batch() {
    progress_.seconds = seconds_since(begin_);
    progress_.documents = state_.documents;
    progress_.loss = state_.loss_sum / static_cast<double>(state_.documents);
    progress_.documents_per_second = static_cast<double>(trained_) / training_seconds_;
    if (!control_.progress || progress_.seconds < next_report_) return;
    next_report_ = progress_.seconds + kReportInterval;
    control_.progress(progress_);
  }

  void report_epoch(const ClassificationMetrics& metrics, bool best) {
    if (!control_.progress) return;
    progress_.seconds = seconds_since(begin_);
    progress_.held_out = &metrics;
    progress_.best = best;
    control_.progress(progress_);
    progress_.held_out = nullptr;
  }

  const CnnCorpus& corpus_;
  const CnnTrainingOptions& options_;
  CnnTrainingControl control_;
  std::vector<float> weights_;
  CnnOptimiser optimiser_;
  std::vector<CnnGradientPass> chunks_;
  CnnLossOptions loss_;
  CnnTrainingState state_;   ///< the optimiser's is in optimiser_
  std::uint32_t batch_ = 0;  ///< documents a step
  PackedTaps taps_;
  std::vector<std::uint32_t> training_;
  std::vector<std::uint32_t> held_out_;
  CnnProgress progress_;
  Clock::time_point begin_ = Clock::now();
  double training_seconds_ = 0;
  double next_report_ = 0;
  std::uint64_t trained_ = 0;  ///< documents, by this run
  std::optional<CheckpointClock> clock_;
  CnnCheckpointWriter checkpoints_;
};

}  // namespace

CnnTrainingResult train_cnn(TextCnn network, const CnnCorpus& corpus, bool multi_label,
                            const CnnTrainingOptions& options, CnnTrainingControl control) {
  options.validate();
  return CnnTrainer(std::move(network), corpus, multi_label, options, std::move(control)).run();
}

CnnTrainingResult train_cnn(TextCnn network, const CnnCorpus& corpus, bool multi_label,
                            const CnnTrainingOptions& options, const CnnProgressReport& report) {
  CnnTrainingControl control;
  control.progress = report;
  return train_cnn(std::move(network), corpus, multi_label, options, std::move(control));
}

std::vector<double> predict_cnn(const TextCnn& network, const CnnCorpus& corpus, bool multi_label,
                                std::span<const std::uint32_t> documents) {
  const std::size_t labels = network.shape.labels;
  const PackedTaps taps(network.taps);
  const std::vector<float> weights(labels, 1.0F);
  const CnnLossOptions options{.multi_label = multi_label, .label_weights = weights};
  std::vector<double> probabilities(documents.size() * labels);
  tbb::enumerable_thread_specific<CnnGradientPass> passes(
      [&] { return CnnGradientPass(network.shape); });
  const std::size_t chunks = (documents.size() + kChunk - 1) / kChunk;
  tbb::parallel_for(std::size_t{0}, chunks, [&](std::size_t chunk) {
    const std::size_t begin = chunk * kChunk;
    passes.local().predict(network, taps, corpus,
                           documents.subspan(begin, std::min(kChunk, documents.size() - begin)),
                           options, probabilities.data() + begin * labels);
  });
  return probabilities;
}

ClassificationMetrics measure_cnn(const TextCnn& network, const CnnCorpus& corpus, bool multi_label,
                                  std::span<const std::uint32_t> documents) {
  const std::size_t labels = network.shape.labels;
  const std::vector<double> probabilities = predict_cnn(network, corpus, multi_label, documents);
  MetricsCounter counter(labels);
  for (std::size_t i = 0; i < documents.size(); ++i) {
    counter.add({probabilities.data() + i * labels, labels}, corpus.labels[documents[i]],
                multi_label);
  }
  return counter.metrics();
}

std::vector<float> class_weights(const LabelLists& labels, std::size_t label_count,
                                 double balance) {
  std::vector<double> counts(label_count);
  for (std::size_t document = 0; document < labels.size(); ++document)
    for (const std::uint32_t label : labels[document]) ++counts[label];
  const double mean = std::reduce(counts.begin(), counts.end()) / static_cast<double>(label_count);
  std::vector<float> weights(label_count, 1.0F);
  for (std::size_t label = 0; label < label_count; ++label) {
    if (counts[label] > 0)
      weights[label] = static_cast<float>(std::pow(mean / counts[label], balance));
  }
  return weights;
}

}  // namespace t2v
