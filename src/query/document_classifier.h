#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "embedding/matrix.h"
#include "model/embedding_file.h"

namespace t2v {

/// A word of a document and how far it speaks for a label.
struct WordEvidence {
  std::uint32_t word = 0;
  double evidence = 0;  ///< in nats, beside the mean over the labels
};

/// Labels documents by the label vectors alone. Negative sampling makes <v_l, u_w>, label vector
/// times output vector, the logarithm of how many times more often word w occurs with label l than
/// among noise words (Levy & Goldberg 2014). For a document of words w_1..w_n
///
///   log p(l | w_1..w_n) = log n_l + kEvidence / sqrt(n) sum_i <v_l, u_{w_i}> + constant
///
/// with n_l documents that carry label l. Words of a text repeat each other, so that n of them
/// weigh no more than some sqrt(n) independent ones: without this, as naive Bayes has it, the
/// probabilities of long documents would all be near 0 or 1. In the joint objective a label's
/// vector enters times lambda, so it does here.
class DocumentClassifier {
 public:
  /// Of 1, 1.5, 1.75, 2 and 2.5 the one that labels held-out reviews best (benchmarks/README.md).
  static constexpr double kEvidence = 2.0;

  /// @param labels ids of those to choose from; the model must outlive this object
  /// @throws Error where there are none
  DocumentClassifier(const EmbeddingModel& model, std::vector<std::uint32_t> labels);

  std::span<const std::uint32_t> labels() const { return labels_; }

  /// One a label, their sum 1; without words, the labels' shares of documents.
  std::vector<double> probabilities(std::span<const std::uint32_t> words) const;

  /// The distinct words that speak for labels()[choice], strongest first, at most `most`.
  std::vector<WordEvidence> evidence(std::span<const std::uint32_t> words, std::size_t choice,
                                     std::size_t most) const;

 private:
  const EmbeddingModel& model_;
  std::vector<std::uint32_t> labels_;
  Matrix vectors_;                  ///< [labels_, dim] as they enter logits
  std::vector<float> mean_vector_;  ///< [dim] of `vectors_`
  std::vector<double> priors_;      ///< log n_l
};

}  // namespace t2v
