#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "command/checkpoint_options.h"
#include "command/corpus_input.h"
#include "distributed/communicator.h"
#include "distributed/exchange_options.h"
#include "embedding/training_options.h"
#include "model/checkpoint.h"
#include "model/earlier_model.h"
#include "text/corpus.h"
#include "text/tokenizer.h"

namespace t2v {

/// What `t2v train` was asked to do.
struct TrainRequest : CheckpointRequest {
  CorpusInput input;        ///< documents and, perhaps, their labels
  std::string word_labels;  ///< path of a lexicon; empty: no word labels
  std::string init;         ///< path of a model that training goes on from; empty: none
  std::string output;       ///< path
  std::string cache;        ///< path of an encoded corpus; empty: none
  std::optional<CheckpointOrigin> origin;  ///< what `resume` says of its training
  TokenizerOptions tokenizer;
  VocabularyOptions vocabulary;
  TrainingOptions training;
  std::shared_ptr<const EarlierModel> earlier;  ///< the model of `init`; null: none
  std::uint64_t memory_limit = 0;               ///< bytes; 0: none but the machine's
  Communicator* ranks = nullptr;  ///< of the run that this process is one of; null: it is alone
  ExchangeOptions exchange;
  bool dry_run = false;  ///< only tell what training would be like
  bool quiet = false;
};

/// Reads the arguments of `t2v train` into `request`, every number checked against its range, and
/// the model of --init.
/// @returns false when only help was asked for
/// @throws UsageError
/// @throws Error where a checkpoint that is to be resumed is none, or the model of --init cannot be
///   loaded or contradicts the arguments
bool read_train_request(const std::vector<std::string>& arguments, TrainRequest* request);

/// All options of a training run as the model file keeps them: a JSON object with the options'
/// names as keys. Of the model that training went on from, if any, also the vectors_sha256.
std::string options_json(const TrainRequest& request);

}  // namespace t2v
