#pragma once

#include <string>
#include <vector>

#include "cnn_option.h"
#include "command/threads_option.h"
#include "report/explainer.h"
#include "text/tokenizer.h"

namespace t2v {

/// What `explain` was asked for.
struct ExplainRequest {
  // Texts: arguments ("-" for lines of standard input), or a file, or a corpus with its labels.
  std::vector<std::string> texts;
  std::string file;         ///< a text a line
  std::string labels_file;  ///< true labels of the texts, a line each
  bool misclassified = false;
  std::string corpus;  ///< where misclassified is set
  std::string corpus_labels;
  std::size_t top = 20;  ///< misclassified documents; 0: all

  // Classifier.
  CnnOption network;
  std::string outside_command;  ///< empty: our own
  std::vector<std::string> outside_labels;
  double outside_timeout = 60;  ///< seconds
  TokenizerOptions tokenizer;   ///< for an outside classifier

  ExplanationPlan plan;
  ThreadsOption threads;

  // Output.
  bool json = false;
  std::string html;  ///< path
};

/// @returns false when --help was asked for
/// @throws UsageError, Error
bool read_explain_request(const std::vector<std::string>& arguments, ExplainRequest* request);

}  // namespace t2v
