#pragma once

#include <cstdint>

namespace t2v {

/// Negative-sampling loss summed over (input, centre word) pairs.
struct LossSum {
  double sum = 0;
  std::uint64_t pairs = 0;

  void add(const LossSum& other) {
    sum += other.sum;
    pairs += other.pairs;
  }
  /// 0 where there is no pair.
  double mean() const { return pairs > 0 ? sum / static_cast<double>(pairs) : 0; }
};

/// The loss of words predicted from context words, from documents and from labels.
struct TrainingLoss {
  LossSum words;
  LossSum documents;
  LossSum labels;

  void add(const TrainingLoss& other) {
    words.add(other.words);
    documents.add(other.documents);
    labels.add(other.labels);
  }
};

}  // namespace t2v
