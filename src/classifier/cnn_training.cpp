#include "classifier/cnn_training.h"

#include <fmt/format.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <utility>

#include "classifier/cnn_gradient.h"
#include "classifier/cnn_optimiser.h"
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
             const CnnTrainingOptions& options, const CnnProgressReport& report)
      : network_(std::move(network)),
        corpus_(corpus),
        options_(options),
        report_(report),
        weights_(class_weights(corpus.labels, network_.shape.labels, options.class_balance)),
        optimiser_(network_),
        rate_(options.learning_rate) {
    loss_.multi_label = multi_label;
    loss_.dropout = options.dropout;
    loss_.label_weights = weights_;
    progress_.epochs = options.epochs;
  }

  CnnTrainingResult run() {
    split();
    CnnTrainingResult result;
    double best = -1;
    for (std::uint32_t epoch = 1; epoch <= options_.epochs; ++epoch) {
      run_epoch(epoch);
      const ClassificationMetrics metrics =
          measure_cnn(network_, corpus_, loss_.multi_label, held_out_);
      const double accuracy = loss_.multi_label ? metrics.micro_f1() : metrics.accuracy();
      const bool better = held_out_.empty() || accuracy > best;
      if (better) {
        best = accuracy;
        result.network = network_;
        result.epoch = epoch;
      }
      report_epoch(metrics, better);
      if (!better) rate_ *= options_.decay;
      if (!better && epoch - result.epoch >= options_.patience) break;
    }
    result.held_out = std::move(held_out_);
    result.documents_per_second = progress_.documents_per_second;
    return result;
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
    chunks_.assign((batch_ + kChunk - 1) / kChunk, CnnGradientPass(network_.shape));
  }

  void run_epoch(std::uint32_t epoch) {
    progress_.epoch = epoch;
    progress_.documents = 0;
    progress_.held_out = nullptr;
    loss_sum_ = 0;
    loss_.seed = options_.seed + epoch;
    shuffle(training_, Random(options_.seed, 1 + epoch));
    for (std::size_t begin = 0; begin < training_.size(); begin += batch_) {
      const Clock::time_point start = Clock::now();
      run_batch(std::span(training_).subspan(
          begin, std::min<std::size_t>(batch_, training_.size() - begin)));
      training_seconds_ += seconds_since(start);
      report_batch();
    }
  }

  void run_batch(std::span<const std::uint32_t> documents) {
    taps_.pack(network_.taps);
    const std::size_t chunks = (documents.size() + kChunk - 1) / kChunk;
    std::vector<const CnnGradient*> gradients(chunks);
    tbb::parallel_for(std::size_t{0}, chunks, [&](std::size_t chunk) {
      const std::size_t begin = chunk * kChunk;
      gradients[chunk] = &chunks_[chunk].run(
          network_, taps_, corpus_,
          documents.subspan(begin, std::min(kChunk, documents.size() - begin)), loss_);
    });
    optimiser_.step(network_, gradients, 1 / static_cast<double>(documents.size()), rate_);
    for (const CnnGradient* gradient : gradients) loss_sum_ += gradient->loss;
    if (!std::isfinite(loss_sum_)) {
      throw Error(
          fmt::format("the loss is not finite any more in epoch {}, expected a lower lr "
                      "than {}",
                      progress_.epoch, options_.learning_rate));
    }
    progress_.documents += documents.size();
    trained_ += documents.size();
  }

  void report_batch() {
    progress_.seconds = seconds_since(begin_);
    progress_.loss = loss_sum_ / static_cast<double>(progress_.documents);
    progress_.documents_per_second = static_cast<double>(trained_) / training_seconds_;
    if (!report_ || progress_.seconds < next_report_) return;
    next_report_ = progress_.seconds + kReportInterval;
    report_(progress_);
  }

  void report_epoch(const ClassificationMetrics& metrics, bool best) {
    if (!report_) return;
    progress_.seconds = seconds_since(begin_);
    progress_.held_out = &metrics;
    progress_.best = best;
    report_(progress_);
    progress_.held_out = nullptr;
  }

  TextCnn network_;
  const CnnCorpus& corpus_;
  const CnnTrainingOptions& options_;
  const CnnProgressReport& report_;
  std::vector<float> weights_;
  CnnOptimiser optimiser_;
  std::vector<CnnGradientPass> chunks_;
  CnnLossOptions loss_;
  double rate_;              ///< of learning, now
  std::uint32_t batch_ = 0;  ///< documents a step
  PackedTaps taps_;
  std::vector<std::uint32_t> training_;
  std::vector<std::uint32_t> held_out_;
  CnnProgress progress_;
  Clock::time_point begin_ = Clock::now();
  double training_seconds_ = 0;
  double next_report_ = 0;
  double loss_sum_ = 0;
  std::uint64_t trained_ = 0;
};

}  // namespace

CnnTrainingResult train_cnn(TextCnn network, const CnnCorpus& corpus, bool multi_label,
                            const CnnTrainingOptions& options, const CnnProgressReport& report) {
  options.validate();
  return CnnTrainer(std::move(network), corpus, multi_label, options, report).run();
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
