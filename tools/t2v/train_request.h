#pragma once

#include <cstdint>
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
  std::string cache;        ///< path of an encoded corpus; empty: none
  TokenizerOptions tokenizer;
  VocabularyOptions vocabulary;
  TrainingOptions training;
  std::uint64_t memory_limit = 0;  ///< bytes; 0: none but the machine's
  bool dry_run = false;            ///< only tell what training would be like
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
