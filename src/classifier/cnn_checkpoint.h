#pragma once

#include <string>

#include "classifier/cnn_model.h"
#include "classifier/cnn_training_control.h"
#include "model/training_origin.h"

// A checkpoint of a classifier's training is a classifier's file (cnn_file.h) that explains like
// any other, with its best network so far, or the one that is being trained where no epoch is over;
// and with one group more: all that training goes on from.

namespace t2v {

/// Writes `model` with the networks of `state` and
///   /train_state/ record: bytes of UTF-8, a JSON object with the numbers of the state and the
///                 label file's SHA-256; groups network, means and squares (of the optimiser), each
///                 with embedding f32[rows, dim], taps f32[columns, dim], bias f32[1, features],
///                 output f32[labels, features], output_bias f32[1, labels] as in TextCnn
/// `model.network` and `model.epochs_done` become those of the state.
/// @throws as save_cnn
void save_cnn_checkpoint(CnnModel& model, const CnnTrainingState& state,
                         const std::string& labels_sha256, const std::string& path);

struct CnnCheckpointOrigin : TrainingOrigin {
  std::string labels_sha256;  ///< of the label file's bytes
};

/// @throws Error where `path` is no classifier's file, a finished classifier or damaged
CnnCheckpointOrigin read_cnn_checkpoint_origin(const std::string& path);

/// The state that training goes on from.
/// @param words, labels of the corpus, encoded anew
/// @throws Error where the file is damaged or its words or labels are others
CnnTrainingState load_cnn_training_state(const std::string& path, const Vocabulary& words,
                                         const Vocabulary& labels);

}  // namespace t2v
