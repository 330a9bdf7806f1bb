#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "classifier/cnn_corpus.h"
#include "classifier/cnn_training.h"
#include "classifier/cnn_training_options.h"
#include "classifier/text_cnn.h"

namespace t2v {

/// Every document judged by a network that was not trained on it.
struct CrossValidation {
  unsigned folds = 0;
  std::vector<std::uint32_t> fold_of_document;
  std::vector<double> probabilities;  ///< [documents, labels]
};

/// Called when the network of a fold is trained, before the next fold begins.
/// @param documents those of the fold, which `network` has not seen
using FoldReport = std::function<void(unsigned fold, const TextCnn& network,
                                      std::span<const std::uint32_t> documents)>;

/// Deals the documents out to `folds` equal parts at random and, for each part, trains a network on
/// all others. Memory: a copy of the corpus beside it.
/// @param initial where each training begins
/// @param folds 2 to the number of documents
/// @throws Error for folds out of range, and as train_cnn()
CrossValidation cross_validate(const TextCnn& initial, const CnnCorpus& corpus, bool multi_label,
                               unsigned folds, const CnnTrainingOptions& options,
                               const CnnProgressReport& progress = {},
                               const FoldReport& fold_report = {});

}  // namespace t2v
