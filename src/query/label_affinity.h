#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "model/embedding_file.h"

namespace t2v {

/// How much more often the documents of a label hold a word than those of the other labels.
struct LabelAffinity {
  static constexpr double kSure = 1.645;  ///< standard errors: 95 % on one side

  std::uint32_t label = 0;  ///< id in the model
  double log_ratio = 0;     ///< natural logarithm of the ratio of rates; 0: no difference
  double error = 0;         ///< its standard error

  /// What log_ratio is at least, to be 95 % sure.
  double surely() const { return log_ratio - kSure * error; }
};

/// What a word says about labels.
struct WordVerdict {
  std::uint32_t word = 0;
  LabelAffinity strongest;  ///< of the label for which surely() is largest
  bool decided = false;     ///< whether it speaks for that label; else for several or none
};

struct VerdictOptions {
  /// A word speaks for a label when its rate there is surely at least this many times that under
  /// the other labels.
  double ratio = 2.5;
  std::uint64_t min_documents = 5;  ///< words in fewer documents get no verdict
};

/// Affinities of words to the labels of one kind, from counts and vectors.
///
/// Counts: of N_l documents with label l, n_l hold the word; with one more document that holds it,
/// spread over the labels by their sizes (q_l = N_l / sum N),
///
///   rate_l = (n_l + q_l) / N_l,   x = log(rate_l / mean_{l' != l} rate_l'),
///   v = 1 / (n_l + q_l) + 1 / (n - n_l + 1 - q_l),   n = sum n_l,
///
/// v being the variance of x to first order. The mean takes each label alike, however uneven.
///
/// Vectors: what sets the label's vector apart, c = cos(l, o_w) - mean_{l' != l} cos(l', o_w) with
/// the word's output vector, which labels learned to predict, tells x as well: over all pairs for
/// which v < kSureVariance a line x = a + b c is fitted, and t, the variance that is left (less the
/// mean v). Both are brought together by their precision, as in empirical Bayes:
///
///   log_ratio = (x / v + (a + b c) / t) / (1 / v + 1 / t),   error^2 = 1 / (1 / v + 1 / t).
///
/// So frequent words are judged by their counts, rare ones by the company they keep. With fewer
/// than kFewestPairs such pairs counts decide alone.
class LabelAffinities {
 public:
  static constexpr double kSureVariance = 0.05;  ///< some 40 documents on either side
  static constexpr std::size_t kFewestPairs = 30;
  /// Of more labels only those that share a document with a word may be its strongest.
  static constexpr std::size_t kFewLabels = 16;

  /// @param labels ids of the labels that are set against each other; those without documents are
  ///   left out
  /// `model` must outlive this object.
  /// @throws Error where fewer than two labels are left, or the model holds no counts
  LabelAffinities(const EmbeddingModel& model, std::span<const std::uint32_t> labels);

  /// The labels, in the order given.
  const std::vector<std::uint32_t>& labels() const { return labels_; }

  /// Affinities to all labels(), in their order.
  std::vector<LabelAffinity> of_word(std::uint32_t word) const;

  WordVerdict verdict(std::uint32_t word, double ratio) const;

 private:
  /// What counts and vectors say about a word and a label.
  struct Evidence {
    double log_ratio = 0;
    double variance = 0;
    double contrast = 0;
  };
  /// The line from contrasts to log-ratios.
  struct VectorPrior {
    double intercept = 0;
    double slope = 0;
    double variance = 0;
  };
  class Word;

  std::optional<VectorPrior> fit() const;
  LabelAffinity affinity(std::size_t place, const Evidence& evidence) const;

  const EmbeddingModel& model_;
  std::vector<std::uint32_t> labels_;
  std::vector<std::uint32_t> place_of_;         ///< of every label of the model in labels_, or none
  std::vector<double> documents_;               ///< N_l
  double all_documents_ = 0;                    ///< sum N
  std::vector<std::vector<float>> directions_;  ///< l / |l|
  std::vector<float> sum_of_directions_;
  std::optional<VectorPrior> prior_;
};

/// Verdicts on all words within the options, in the order of words. In parallel; the result does
/// not depend on the number of threads.
std::vector<WordVerdict> judge_words(const EmbeddingModel& model, const LabelAffinities& affinities,
                                     const VerdictOptions& options);

}  // namespace t2v
