#pragma once

#include <string>
#include <vector>

#include "memory_limit.h"
#include "model/encoded_corpus_file.h"
#include "model/output_lock.h"
#include "text/label_set.h"
#include "text/text_file.h"
#include "train_request.h"

namespace t2v {

/// What training reads, opened and checked before the long work begins.
struct TrainingText {
  TextFile corpus;
  LabelSet labels = {};
  std::vector<LexiconEntry> lexicon = {};  ///< labels of words; empty without --word-labels
  std::string corpus_sha256 = {};  ///< of the bytes of each; empty for a file that is not there
  std::string labels_sha256 = {};
  std::string lexicon_sha256 = {};
  std::vector<OutputLock> locks = {};  ///< on all that is going to be written
};

/// @throws Error also where what is read is not what the checkpoint to resume was made from, where
///   what is read would be written to, the results could not be written, or another run is about to
///   write them
TrainingText open_text(const TrainRequest& request);

/// Tokenises the corpus, or takes what an earlier run left in --cache; the labels move into it.
/// Says on standard error what is unusual about the text.
/// @throws Error also where --memory-limit is too low
EncodedCorpus encode_text(const TrainRequest& request, TrainingText& text);

}  // namespace t2v
