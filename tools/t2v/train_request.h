#pragma once

#include <string>
#include <vector>

#include "embedding/training_options.h"
#include "text/corpus.h"
#include "text/tokenizer.h"

namespace t2v {

/// What `t2v train` was asked to do.
struct TrainRequest {
  std::string corpus;       ///< path; "-": standard input
  std::string labels;       ///< path; "-": standard input; empty: no document labels
  std::string word_labels;  ///< path of a lexicon; empty: no word labels
  std::string output;       ///< path
  TokenizerOptions tokenizer;
  VocabularyOptions vocabulary;
  TrainingOptions training;
  bool quiet = false;
};

/// Reads the arguments of `t2v train` into `request`, every number checked against its range.
/// @returns false when only help was asked for
/// @throws UsageError
bool read_train_request(const std::vector<std::string>& arguments, TrainRequest* request);

/// All options of a training run as the model file keeps them: a JSON object with the options'
/// names as keys.
std::string options_json(const TrainRequest& request);

}  // namespace t2v
