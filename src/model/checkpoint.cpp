#include "model/checkpoint.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "model/embedding_file.h"
#include "model/hdf5_reader.h"
#include "model/hdf5_writer.h"
#include "model/json_number.h"
#include "model/model_header.h"
#include "text/error.h"

namespace t2v {
namespace {

constexpr const char* kGroup = "/train_state";
constexpr const char* kRecord = "/train_state/record";

CheckpointRecord parse_record(const Hdf5Reader& file) {
  const auto json = nlohmann::json::parse(file.read_bytes(kRecord), nullptr, false);
  try {
    CheckpointRecord record;
    get_number(json, "next_turn", record.next_turn);
    get_number(json, "tokens_done", record.tokens_done);
    json.at("labels_sha256").get_to(record.labels_sha256);
    json.at("lexicon_sha256").get_to(record.lexicon_sha256);
    return record;
  } catch (const nlohmann::json::exception&) {
    file.fail(kRecord, "a JSON object with the state of training was expected");
  }
}

bool same(const Vocabulary& a, const Vocabulary& b) {
  return std::ranges::equal(a.entries(), b.entries(),
                            [](const Vocabulary::Entry& left, const Vocabulary::Entry& right) {
                              return left.key == right.key && left.count == right.count;
                            });
}

void require_same(const std::string& path, const char* what, const Vocabulary& stored,
                  const Vocabulary& found) {
  if (same(stored, found)) return;
  throw Error(fmt::format(
      "{}: its {} {} are not the {} found now in the same text, expected the version of t2v that "
      "made it",
      path, stored.size(), what, found.size()));
}

}  // namespace

void write_checkpoint_record(Hdf5Writer& file, const CheckpointRecord& record) {
  const nlohmann::ordered_json json{{"next_turn", record.next_turn},
                                    {"tokens_done", record.tokens_done},
                                    {"labels_sha256", record.labels_sha256},
                                    {"lexicon_sha256", record.lexicon_sha256}};
  file.create_group(kGroup);
  file.write_bytes(kRecord, json.dump());
}

CheckpointOrigin read_checkpoint_origin(const std::string& path) {
  const Hdf5Reader file(path);
  read_header(file, kEmbeddingFormat);
  const auto names = file.read_names("/");
  if (std::ranges::find(names, &kGroup[1]) == names.end()) {
    throw Error(
        fmt::format("{}: is a finished model, expected a checkpoint of its training", path));
  }
  CheckpointOrigin origin{.record = parse_record(file),
                          .options_json = file.read_text_attribute("options"),
                          .corpus_sha256 = file.read_text_attribute("corpus_sha256"),
                          .tokenizer = {}};
  const std::string tokenizer = file.read_text("/tokenizer/name");
  try {
    origin.tokenizer = restore_tokenizer(tokenizer, file.read_bytes("/tokenizer/model"));
  } catch (const Error& error) {
    file.fail("/tokenizer", error.what());
  }
  return origin;
}

TrainingState load_training_state(const std::string& path, const CheckpointRecord& record,
                                  const Vocabulary& words, const Vocabulary& labels) {
  EmbeddingModel model = load_embedding(path, nullptr, DocumentVectors::kLoad);
  require_same(path, "words", model.words, words);
  require_same(path, "labels", model.labels, labels);
  return {std::move(model.vectors), record.next_turn, record.tokens_done};
}

}  // namespace t2v
