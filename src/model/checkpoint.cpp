#include "model/checkpoint.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "model/embedding_file.h"
#include "model/hdf5_reader.h"
#include "model/hdf5_writer.h"
#include "model/json_number.h"
#include "model/model_header.h"
#include "model/train_state.h"

namespace t2v {
namespace {

constexpr const char* kTurnsOfRanks = "turns_of_ranks";

CheckpointRecord parse_record(const nlohmann::json& json) {
  CheckpointRecord record;
  get_number(json, "next_turn", record.next_turn);
  get_number(json, "tokens_done", record.tokens_done);
  if (json.contains(kTurnsOfRanks)) {
    for (const auto& turn : json.at(kTurnsOfRanks).get_ref<const nlohmann::json::array_t&>()) {
      get_number({{"turn", turn}}, "turn", record.turns_of_ranks.emplace_back());
    }
  }
  json.at("labels_sha256").get_to(record.labels_sha256);
  json.at("lexicon_sha256").get_to(record.lexicon_sha256);
  return record;
}

}  // namespace

void write_checkpoint_record(Hdf5Writer& file, const CheckpointRecord& record) {
  nlohmann::ordered_json json{{"next_turn", record.next_turn},
                              {"tokens_done", record.tokens_done},
                              {"labels_sha256", record.labels_sha256},
                              {"lexicon_sha256", record.lexicon_sha256}};
  if (!record.turns_of_ranks.empty()) json[kTurnsOfRanks] = record.turns_of_ranks;
  file.create_group(kTrainState);
  file.write_bytes(kTrainRecord, json.dump());
}

CheckpointOrigin read_checkpoint_origin(const std::string& path) {
  const Hdf5Reader file(path);
  read_header(file, kEmbeddingFormat);
  require_train_state(file, path, "a finished model");
  CheckpointRecord record = read_train_record(file, parse_record);
  return {read_training_origin(file), std::move(record)};
}

TrainingState load_training_state(const std::string& path, const CheckpointRecord& record,
                                  const Vocabulary& words, const Vocabulary& labels) {
  EmbeddingModel model = load_embedding(path, nullptr, DocumentVectors::kLoad);
  require_same_keys(path, "words", model.words, words, "t2v");
  require_same_keys(path, "labels", model.labels, labels, "t2v");
  return {std::move(model.vectors), record.next_turn, record.tokens_done, record.turns_of_ranks};
}

}  // namespace t2v
