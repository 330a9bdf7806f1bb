#include "classifier/cnn_checkpoint.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>
#include <utility>
#include <vector>

#include "classifier/cnn_file.h"
#include "model/hdf5_reader.h"
#include "model/hdf5_writer.h"
#include "model/json_number.h"
#include "model/model_header.h"
#include "model/stored_vectors.h"
#include "model/train_state.h"

namespace t2v {
namespace {

Matrix matrix_of_row(std::span<const float> row) {
  Matrix matrix(1, row.size());
  std::ranges::copy(row, matrix.row(0));
  return matrix;
}

void write_network(Hdf5Writer& file, const std::string& name, const TextCnn& network) {
  const std::string group = fmt::format("{}/{}", kTrainState, name);
  file.create_group(group);
  file.write_vectors(group + "/embedding", network.embedding);
  file.write_vectors(group + "/taps", network.taps);
  file.write_vectors(group + "/bias", matrix_of_row(network.bias));
  file.write_vectors(group + "/output", network.output);
  file.write_vectors(group + "/output_bias", matrix_of_row(network.output_bias));
}

TextCnn read_network(const Hdf5Reader& file, const std::string& name, const CnnShape& shape) {
  const auto read = [&](const char* part, std::size_t rows, std::size_t columns) {
    const std::string dataset = fmt::format("{}/{}/{}", kTrainState, name, part);
    return read_finite_vectors(file, dataset, {rows, "the classifier has"},
                               {columns, "the classifier has"});
  };
  const auto read_row = [&](const char* part, std::size_t columns) {
    const Matrix matrix = read(part, 1, columns);
    return std::vector<float>(matrix.row(0), matrix.row(0) + columns);
  };
  TextCnn network;
  network.shape = shape;
  network.embedding = read("embedding", shape.rows(), shape.dim);
  network.taps = read("taps", shape.columns(), shape.dim);
  network.bias = read_row("bias", shape.features());
  network.output = read("output", shape.labels, shape.features());
  network.output_bias = read_row("output_bias", shape.labels);
  return network;
}

std::string record_of(const CnnTrainingState& state, const std::string& labels_sha256) {
  return nlohmann::ordered_json{{"epoch", state.epoch},
                                {"documents", state.documents},
                                {"loss_sum", state.loss_sum},
                                {"share_done", state.share_done},
                                {"learning_rate", state.learning_rate},
                                {"steps", state.optimiser.steps},
                                {"best_epoch", state.best_epoch},
                                {"best_accuracy", state.best_accuracy},
                                {"labels_sha256", labels_sha256}}
      .dump();
}

}  // namespace

void save_cnn_checkpoint(CnnModel& model, const CnnTrainingState& state,
                         const std::string& labels_sha256, const std::string& path) {
  model.network = state.best_epoch > 0 ? state.best : state.network;
  model.epochs_done = state.best_epoch;
  save_cnn(model, path, [&](Hdf5Writer& file) {
    file.create_group(kTrainState);
    file.write_bytes(kTrainRecord, record_of(state, labels_sha256));
    write_network(file, "network", state.network);
    write_network(file, "means", state.optimiser.means);
    write_network(file, "squares", state.optimiser.squares);
  });
}

CnnCheckpointOrigin read_cnn_checkpoint_origin(const std::string& path) {
  const Hdf5Reader file(path);
  read_header(file, kCnnFormat);
  require_train_state(file, path, "a finished classifier");
  std::string labels_sha256 = read_train_record(
      file, [](const nlohmann::json& json) { return json.at("labels_sha256").get<std::string>(); });
  return {read_training_origin(file), std::move(labels_sha256)};
}

CnnTrainingState load_cnn_training_state(const std::string& path, const Vocabulary& words,
                                         const Vocabulary& labels) {
  CnnModel model = load_cnn(path);
  require_same_keys(path, "words", model.words, words, "t2v-attribute");
  require_same_keys(path, "labels", model.labels, labels, "t2v-attribute");
  const Hdf5Reader file(path);
  CnnTrainingState state = read_train_record(file, [](const auto& json) {
    CnnTrainingState numbers;
    get_number(json, "epoch", numbers.epoch);
    get_number(json, "documents", numbers.documents);
    get_number(json, "loss_sum", numbers.loss_sum);
    get_number(json, "share_done", numbers.share_done);
    get_number(json, "learning_rate", numbers.learning_rate);
    get_number(json, "steps", numbers.optimiser.steps);
    get_number(json, "best_epoch", numbers.best_epoch);
    get_number(json, "best_accuracy", numbers.best_accuracy);
    return numbers;
  });
  const CnnShape& shape = model.network.shape;
  state.network = read_network(file, "network", shape);
  state.optimiser.means = read_network(file, "means", shape);
  state.optimiser.squares = read_network(file, "squares", shape);
  if (state.best_epoch > 0) state.best = std::move(model.network);
  return state;
}

}  // namespace t2v
