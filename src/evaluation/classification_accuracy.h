#pragma once

#include <cstddef>

#include "model/embedding_file.h"
#include "query/document_classifier.h"
#include "text/corpus.h"

namespace t2v {

/// How well label vectors alone label documents that were not trained on.
struct ClassificationAccuracy {
  std::size_t documents = 0;  ///< those with a label to choose from
  double accuracy = 0;        ///< share whose most probable label is one of theirs
  double majority = 0;        ///< share that carry the label most frequent in training
  double log_loss = 0;        ///< mean of -log of the probability of their labels, in nats
};

/// @param corpus encoded with the model's vocabulary
/// @param labels_of_document ids in the model, one list a document, as known_labels() gives them;
///   those that are not to be chosen from are passed over
/// @throws Error where no document has a label to choose from
ClassificationAccuracy measure_classification(const DocumentClassifier& classifier,
                                              const EmbeddingModel& model, const Corpus& corpus,
                                              const LabelLists& labels_of_document);

}  // namespace t2v
