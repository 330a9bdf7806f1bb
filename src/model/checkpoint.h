#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "embedding/training_state.h"
#include "model/training_origin.h"
#include "text/vocabulary.h"

// A checkpoint is a model file (embedding_file.h), which answers queries like any other, with one
// thing more: how far its training has come and what it was made from.

namespace t2v {

class Hdf5Writer;

/// What stands in a checkpoint beside the model.
struct CheckpointRecord {
  std::uint64_t next_turn = 0;                     ///< as in TrainingState
  std::uint64_t tokens_done = 0;                   ///< as in TrainingState
  std::vector<std::uint64_t> turns_of_ranks = {};  ///< as in TrainingState
  std::string labels_sha256 = {};   ///< of the label file's bytes; empty: there was none
  std::string lexicon_sha256 = {};  ///< of the lexicon's bytes; empty: there was none
};

/// Writes the group /train_state with the dataset record, bytes of UTF-8: a JSON object with the
/// members of CheckpointRecord; turns_of_ranks is left out where it is empty.
void write_checkpoint_record(Hdf5Writer& file, const CheckpointRecord& record);

struct CheckpointOrigin : TrainingOrigin {
  CheckpointRecord record;
};

/// @throws Error where `path` is no model file, a finished model or damaged
CheckpointOrigin read_checkpoint_origin(const std::string& path);

/// The state that training goes on from.
/// @param words, labels of the corpus, encoded anew
/// @throws Error where the file is damaged or its words or labels are others
TrainingState load_training_state(const std::string& path, const CheckpointRecord& record,
                                  const Vocabulary& words, const Vocabulary& labels);

}  // namespace t2v
