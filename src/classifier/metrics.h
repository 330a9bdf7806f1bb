#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace t2v {

/// How often one label was right.
struct LabelMetrics {
  std::uint64_t true_positives = 0;
  std::uint64_t predicted = 0;  ///< documents for which it was predicted
  std::uint64_t documents = 0;  ///< that carry it

  double precision() const;  ///< of what was predicted, what was right; 0 where nothing was
  double recall() const;     ///< of what there was, what was found; 0 where there was nothing
  double f1() const;         ///< harmonic mean of both; 0 where both are
};

/// How good predictions are.
struct ClassificationMetrics {
  std::uint64_t documents = 0;
  std::uint64_t exact = 0;        ///< documents whose predicted labels are just the true ones
  std::uint64_t first_right = 0;  ///< documents whose most probable label is a true one
  std::vector<LabelMetrics> labels;
  /// [labels, labels] row-major: documents by true label and most probable label. Only of documents
  /// with one label.
  std::vector<std::uint64_t> confusion;

  double accuracy() const;        ///< exact / documents
  double precision_at_1() const;  ///< first_right / documents
  double micro_f1() const;        ///< F1 of all labels' counts together
  double macro_f1() const;        ///< mean F1 of the labels
};

/// Counts predictions against the truth.
class MetricsCounter {
 public:
  explicit MetricsCounter(std::size_t labels);

  /// @param probabilities [labels]. Predicted are: the most probable label, or, for a multi-label
  ///   model, all labels at 0.5 and above
  void add(std::span<const double> probabilities, std::span<const std::uint32_t> truth,
           bool multi_label);
  void merge(const MetricsCounter& other);
  const ClassificationMetrics& metrics() const { return metrics_; }

 private:
  ClassificationMetrics metrics_;
};

}  // namespace t2v
