#include "classifier/metrics.h"

#include <algorithm>

namespace t2v {
namespace {

constexpr double kPredictedFrom = 0.5;

double ratio(std::uint64_t part, std::uint64_t whole) {
  return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
}

}  // namespace

double LabelMetrics::precision() const {
  return ratio(true_positives, predicted);
}

double LabelMetrics::recall() const {
  return ratio(true_positives, documents);
}

double LabelMetrics::f1() const {
  return ratio(2 * true_positives, predicted + documents);
}

double ClassificationMetrics::accuracy() const {
  return ratio(exact, documents);
}

double ClassificationMetrics::precision_at_1() const {
  return ratio(first_right, documents);
}

double ClassificationMetrics::micro_f1() const {
  LabelMetrics sum;
  for (const LabelMetrics& label : labels) {
    sum.true_positives += label.true_positives;
    sum.predicted += label.predicted;
    sum.documents += label.documents;
  }
  return sum.f1();
}

double ClassificationMetrics::macro_f1() const {
  double sum = 0;
  for (const LabelMetrics& label : labels) sum += label.f1();
  return labels.empty() ? 0 : sum / static_cast<double>(labels.size());
}

MetricsCounter::MetricsCounter(std::size_t labels) {
  metrics_.labels.resize(labels);
  metrics_.confusion.resize(labels * labels);
}

void MetricsCounter::add(std::span<const double> probabilities,
                         std::span<const std::uint32_t> truth, bool multi_label) {
  const auto first =
      static_cast<std::uint32_t>(std::ranges::max_element(probabilities) - probabilities.begin());
  bool all_right = true;
  for (std::uint32_t label = 0; label < probabilities.size(); ++label) {
    const bool predicted = multi_label ? probabilities[label] >= kPredictedFrom : label == first;
    const bool carried = std::ranges::find(truth, label) != truth.end();
    LabelMetrics& counts = metrics_.labels[label];
    counts.predicted += predicted ? 1 : 0;
    counts.documents += carried ? 1 : 0;
    counts.true_positives += predicted && carried ? 1 : 0;
    all_right = all_right && predicted == carried;
  }
  ++metrics_.documents;
  metrics_.exact += all_right ? 1 : 0;
  metrics_.first_right += std::ranges::find(truth, first) != truth.end() ? 1 : 0;
  if (truth.size() == 1) ++metrics_.confusion[truth[0] * probabilities.size() + first];
}

void MetricsCounter::merge(const MetricsCounter& other) {
  metrics_.documents += other.metrics_.documents;
  metrics_.exact += other.metrics_.exact;
  metrics_.first_right += other.metrics_.first_right;
  for (std::size_t label = 0; label < metrics_.labels.size(); ++label) {
    metrics_.labels[label].true_positives += other.metrics_.labels[label].true_positives;
    metrics_.labels[label].predicted += other.metrics_.labels[label].predicted;
    metrics_.labels[label].documents += other.metrics_.labels[label].documents;
  }
  for (std::size_t i = 0; i < metrics_.confusion.size(); ++i)
    metrics_.confusion[i] += other.metrics_.confusion[i];
}

}  // namespace t2v
