#pragma once

#include <cstdint>
#include <vector>

#include "classifier/cnn_corpus.h"
#include "classifier/cnn_training_control.h"
#include "classifier/cnn_training_options.h"
#include "classifier/metrics.h"
#include "classifier/text_cnn.h"

namespace t2v {

struct CnnTrainingResult {
  TextCnn network;          ///< of the epoch with the best accuracy on the held-out documents
  std::uint32_t epoch = 0;  ///< that one, from 1
  std::vector<std::uint32_t> held_out;  ///< documents that were not trained on, ascending
  double documents_per_second = 0;      ///< training alone
};

/// Trains a network on `corpus` by minibatches with Adam, on all threads of the caller's TBB arena.
/// A batch is cut into chunks of a fixed number of documents whose gradients are summed in order,
/// so that the result does not depend on the number of threads.
/// @param network where to begin, unless `control` says where to go on
/// @throws Error for options out of range, where training has become infinite, or a state to go on
///   from that cannot be one of this corpus and these options
/// @throws TrainingStopped where `control` asked to stop
CnnTrainingResult train_cnn(TextCnn network, const CnnCorpus& corpus, bool multi_label,
                            const CnnTrainingOptions& options, CnnTrainingControl control);
CnnTrainingResult train_cnn(TextCnn network, const CnnCorpus& corpus, bool multi_label,
                            const CnnTrainingOptions& options,
                            const CnnProgressReport& report = {});

/// Probabilities [documents, labels] that `network` gives the labels of documents of `corpus`, on
/// all threads of the caller's TBB arena.
std::vector<double> predict_cnn(const TextCnn& network, const CnnCorpus& corpus, bool multi_label,
                                std::span<const std::uint32_t> documents);

/// Classifies documents of `corpus` and compares with its labels.
ClassificationMetrics measure_cnn(const TextCnn& network, const CnnCorpus& corpus, bool multi_label,
                                  std::span<const std::uint32_t> documents);

/// Weight of a document of each label: (mean count / count)^balance; 1 where a label never occurs.
std::vector<float> class_weights(const LabelLists& labels, std::size_t label_count, double balance);

}  // namespace t2v
