#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "classifier/cnn_corpus.h"
#include "classifier/filter_kernel.h"
#include "classifier/text_cnn.h"
#include "embedding/matrix.h"

namespace t2v {

/// Gradients of a loss summed over some documents, in the shapes of TextCnn; of the embedding only
/// the rows that occur.
struct CnnGradient {
  std::vector<std::uint32_t> rows;  ///< of the embedding, distinct, in order of first occurrence
  std::vector<float> embedding;     ///< [rows, stride of the embedding]
  Matrix taps;                      ///< [columns, dim]
  std::vector<float> bias;          ///< [features]
  Matrix output;                    ///< [labels, features]
  std::vector<float> output_bias;   ///< [labels]
  double loss = 0;                  ///< summed, in nats
};

/// What the loss of a document is and how it is regularised.
struct CnnLossOptions {
  bool multi_label = false;
  double dropout = 0;
  std::span<const float> label_weights;  ///< [labels]; a document's is the mean over its labels
  std::uint64_t seed = 0;                ///< of dropout, with the document's index
};

/// Computes gradients of the cross entropy by back-propagation; one a thread.
///
/// The responses of a word to the filters are computed once for all its occurrences among the
/// documents. Backwards a feature touches the one window that won, so that this takes a small part
/// of the forward pass' time.
class CnnGradientPass {
 public:
  explicit CnnGradientPass(const CnnShape& shape);

  /// @param taps the network's taps, packed
  /// @param documents indices into the corpus
  const CnnGradient& run(const TextCnn& network, const PackedTaps& taps, const CnnCorpus& corpus,
                         std::span<const std::uint32_t> documents, const CnnLossOptions& options);

  /// Forwards only, without dropout. @returns the cross entropy summed over the documents, in nats
  /// @param probabilities [documents, labels], written
  double predict(const TextCnn& network, const PackedTaps& taps, const CnnCorpus& corpus,
                 std::span<const std::uint32_t> documents, const CnnLossOptions& options,
                 double* probabilities);

 private:
  void clear();
  void respond(const TextCnn& network, const PackedTaps& taps);
  void collect_rows(const CnnCorpus& corpus, std::span<const std::uint32_t> documents);
  void forward(const TextCnn& network, std::span<const std::uint32_t> document);
  void drop(const CnnLossOptions& options, std::uint32_t document);
  double differentiate_loss(std::span<const std::uint32_t> labels, const CnnLossOptions& options);
  void backward_output(const TextCnn& network);
  void backward(const TextCnn& network);
  void backward_feature(const TextCnn& network, std::size_t width, std::size_t filter,
                        float gradient);

  CnnShape shape_;
  CnnGradient gradient_;
  std::vector<std::uint32_t> place_;       ///< by embedding row: place in gradient_.rows
  std::vector<float> responses_;           ///< [rows, columns]
  std::vector<std::uint32_t> positions_;   ///< of the document: places in gradient_.rows
  std::vector<const float*> response_at_;  ///< of the document's positions
  std::vector<float> activation_;
  std::vector<std::uint32_t> window_;
  std::vector<float> kept_;  ///< [features] 0 where dropped, else 1 / keep
  std::vector<float> dropped_activation_;
  std::vector<float> logits_;
  std::vector<double> logit_gradient_;
};

}  // namespace t2v
