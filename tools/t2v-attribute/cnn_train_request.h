#pragma once

#include <optional>
#include <string>
#include <vector>

#include "classifier/cnn_checkpoint.h"
#include "classifier/cnn_training_options.h"
#include "command/checkpoint_options.h"
#include "command/corpus_input.h"
#include "command/threads_option.h"
#include "text/corpus.h"
#include "text/tokenizer.h"

namespace t2v {

/// What a user asked `t2v-attribute train` to do.
struct CnnTrainRequest : CheckpointRequest {
  CorpusInput input;
  std::string output;
  std::string embeddings;                     ///< model of t2v to begin from; empty: none
  std::optional<CnnCheckpointOrigin> origin;  ///< what `resume` says of its training
  TokenizerOptions tokenizer;
  VocabularyOptions vocabulary;
  CnnTrainingOptions training;
  ThreadsOption threads;
  bool quiet = false;
};

/// Reads the arguments of `train`. @returns false where only help was asked for
/// @throws UsageError for options that make no sense
/// @throws Error where a checkpoint that is to be resumed is none
bool read_cnn_train_request(const std::vector<std::string>& arguments, CnnTrainRequest* request);

/// All options of the run as a JSON object, as they stand in the file.
std::string options_json(const CnnTrainRequest& request);

}  // namespace t2v
