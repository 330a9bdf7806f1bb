#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "embedding/document_row.h"
#include "embedding/label_averaging.h"
#include "embedding/label_rows.h"
#include "embedding/label_terms.h"
#include "embedding/row_prefetch.h"
#include "embedding/sgns_kernel.h"
#include "embedding/shared_rows.h"
#include "embedding/training_examples.h"
#include "embedding/training_options.h"
#include "embedding/word_rows.h"

namespace t2v {

/// What one thread of training owns: its copies of label and document rows, its draws and its
/// gradients.
class Worker {
 public:
  /// The longest step (rate times weight) a label takes at once. A label stands for all context
  /// words of a window, so its weight may be many times theirs; a longer step would jump over the
  /// optimum of the logistic loss, further each time, until nothing is finite. In the joint
  /// objective the sum of the squared shares a_i with which the label is added to context words
  /// counts beside its balance: along its vector the loss bends by that sum.
  static constexpr float kLongestStep = 0.1F;

  /// `documents` has no rows where documents have no vectors.
  Worker(const WordRows& words, SharedRows& labels, SharedRows& documents, const LabelTerms& terms,
         const TrainingOptions& options);

  /// @param tokens_done before the segments to come, in all
  void begin_block(std::uint64_t tokens_done) { averaged_merges_ = averaged_merges(tokens_done); }

  /// One step of gradient ascent for every word of a segment. `next` is the segment to come, whose
  /// first rows are fetched into the caches meanwhile.
  /// @throws TrainingDiverged
  void train(const SegmentExamples& examples, const SegmentExamples& next, std::uint32_t document,
             float rate);

  /// Brings this worker's label changes to the others.
  void merge_labels();

  /// The loss of the words sampled since the last call.
  TrainingLoss take_loss();

  /// Pairs of an input row and an output row trained since the last call.
  std::uint64_t take_pairs();

 private:
  /// One word in so many is asked for its loss, which needs logarithms.
  static constexpr std::uint64_t kLossInterval = 64;

  /// One word in so many is asked whether the rows it met have grown beyond measure. A row that is
  /// no number spreads to all it meets, so it is soon found.
  static constexpr std::uint64_t kDivergenceInterval = 1024;

  /// Words between an output row's being asked for and its use: some thousand cycles, enough for
  /// memory to answer, and little enough that nothing is driven out of the first cache (32 KB)
  /// before. An input row is asked for a word before it can come into the window.
  static constexpr std::size_t kPrefetchDistance = 2;

  void begin_segment(const SegmentExamples& examples, std::uint32_t document);
  void gather(const SegmentExamples& examples, std::size_t position, std::uint32_t document,
              float rate);
  void gather_words(const SegmentExamples& examples, std::size_t position);
  void gather_document(float rate);
  /// The context words of a position.
  std::span<const std::uint32_t> context(const SegmentExamples& examples, std::size_t position);
  void gather_labels(std::span<const std::uint32_t> context, std::uint32_t document, float rate);
  void gather_added_labels(std::span<const std::uint32_t> context, std::uint32_t document,
                           float rate);
  void gather_added_document_labels(float rate);
  void note_steps_of_document_labels();
  void gather_outputs(const SegmentExamples& examples, std::size_t position);
  void require_converging_block() const;
  void prefetch(const SegmentExamples& examples, std::size_t position,
                const SegmentExamples& next) const;

  const WordRows words_;
  WorkerLabelRows labels_;
  WorkerDocumentRow document_;
  const LabelTerms& terms_;
  const TrainingOptions& options_;
  SgnsBlock block_;
  SgnsWorkspace workspace_;
  std::vector<float*> input_rows_;  ///< one a word of the segment
  std::vector<std::uint32_t> context_;
  std::vector<LabelWeight> label_weights_;  ///< of the independent objective
  LabelShares label_shares_;                ///< of the joint objective, where words have labels
  /// Of the joint objective, where words have none: the labels of the document being trained.
  struct AddedLabel {
    std::uint32_t label;
    float* row;
    float balance;
    float steps;  ///< see WorkerLabelRows
  };
  std::vector<AddedLabel> document_labels_;
  std::size_t words_since_merge_ = 0;
  unsigned averaged_merges_ = 1;
  const bool knows_prefetchw_ = knows_prefetchw();
  std::uint64_t words_trained_ = 0;
  std::uint64_t pairs_ = 0;
  TrainingLoss loss_;
};

}  // namespace t2v
