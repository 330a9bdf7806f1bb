#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "attribution/method_comparison.h"
#include "classifier/classifier.h"
#include "classifier/metrics.h"
#include "labelled_corpus.h"

namespace t2v {

/// A corpus as the classifier sees it.
struct ClassifiedCorpus {
  std::vector<JudgedDocument> documents;         ///< those that have words
  std::optional<ClassificationMetrics> metrics;  ///< of the labelled documents, where there are
};

/// Classifies all documents.
/// @throws Error when none has words
ClassifiedCorpus classify(const Classifier& classifier, const LabelledCorpus& corpus);

/// What is judged: documents drawn, and the scores that are there already.
struct JudgedDocuments {
  std::vector<JudgedDocument> documents;
  std::vector<MethodScores> peers;
};

/// Draws `count` documents (0: all), or where `score_file` is not empty of those that all methods
/// in it score.
/// @throws Error as read_scored_texts and match_scores, and when no document is scored
JudgedDocuments draw_documents(std::vector<JudgedDocument> documents, std::size_t count,
                               std::uint64_t seed, const std::string& score_file,
                               const Vocabulary& labels);

}  // namespace t2v
