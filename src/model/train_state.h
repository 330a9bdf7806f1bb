#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "model/hdf5_reader.h"
#include "model/training_origin.h"
#include "text/vocabulary.h"

// What the checkpoints of both programs have in common: each is a model file with the group
// /train_state, in which `record` says in JSON how far training has come.

namespace t2v {

inline constexpr const char* kTrainState = "/train_state";
inline constexpr const char* kTrainRecord = "/train_state/record";

/// @param path of the file, for messages
/// @param finished what a file without /train_state is, such as "a finished model"
/// @throws Error where the file is that
void require_train_state(const Hdf5Reader& file, const std::string& path,
                         std::string_view finished);

/// @throws Error where the file is damaged
TrainingOrigin read_training_origin(const Hdf5Reader& file);

/// What read(json) makes of the record. @throws Error where `read` finds it not as it should be
template <typename Read>
auto read_train_record(const Hdf5Reader& file, Read read) {
  const auto json = nlohmann::json::parse(file.read_bytes(kTrainRecord), nullptr, false);
  try {
    return read(json);
  } catch (const nlohmann::json::exception&) {
    file.fail(kTrainRecord, "a JSON object with the state of training was expected");
  }
}

/// The keys of a checkpoint are those that its text gives again.
/// @param what words or labels
/// @param program the one that made the checkpoint
/// @throws Error where keys or counts differ
void require_same_keys(const std::string& path, std::string_view what, const Vocabulary& stored,
                       const Vocabulary& found, std::string_view program);

}  // namespace t2v
