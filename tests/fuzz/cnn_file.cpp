#include "classifier/cnn_file.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "classifier/classifier.h"
#include "classifier/cnn_checkpoint.h"
#include "fuzz/model_files.h"
#include "fuzz/property.h"
#include "fuzz/small_models.h"
#include "model/hdf5_reader.h"
#include "model/stored_vectors.h"
#include "text/checksum.h"

namespace t2v::fuzzing {
namespace {

constexpr std::array kAttributes{"format",  "format_version", "writer",         "dim",
                                 "filters", "multi_label",    "options",        "corpus_sha256",
                                 "seed",    "epochs_done",    "strings_sha256", "numbers_sha256",
                                 "complete"};
constexpr std::array kDatasets{"/words/key",
                               "/words/count",
                               "/labels/key",
                               "/labels/count",
                               "/embedding",
                               "/convolutions/2/weight",
                               "/convolutions/2/bias",
                               "/convolutions/3/weight",
                               "/convolutions/3/bias",
                               "/output/weight",
                               "/output/bias",
                               "/tokenizer/name",
                               "/tokenizer/model",
                               "/train_state/record",
                               "/train_state/means/taps",
                               "/train_state/network/bias",
                               "/convolutions/3"};

void save_small_cnn(const std::string& path) {
  save_cnn(small_cnn(), path);
}

void save_small_checkpoint(const std::string& path) {
  CnnModel model = small_cnn();
  CnnTrainingState state;
  state.network = model.network;
  state.optimiser.means = TextCnn(model.network.shape);
  state.optimiser.squares = TextCnn(model.network.shape);
  save_cnn_checkpoint(model, state, "labels", path);
}

/// What is a checkpoint can be gone on from.
void resume(const std::string& path, const CnnModel& model) {
  accepts([&] {
    const CnnCheckpointOrigin origin = read_cnn_checkpoint_origin(path);
    require(origin.tokenizer != nullptr, "there is a tokenizer");
    const CnnTrainingState state = load_cnn_training_state(path, model.words, model.labels);
    for (const TextCnn* network :
         {&state.network, &state.optimiser.means, &state.optimiser.squares}) {
      require(network->shape == model.network.shape, "networks are of one shape");
      require(network->embedding.rows() == network->shape.rows(), "every word has its vector");
    }
  });
}

/// @returns whether the file loads
bool classifies(const std::string& path) {
  std::optional<CnnModel> model;
  if (!accepts([&] { model = load_cnn(path); })) return false;
  resume(path, *model);
  const std::size_t labels = model->labels.size();
  require(labels > 0 && model->network.output.rows() == labels, "every label has its weights");
  const Classifier classifier(std::move(*model));
  for (const char* text : {"", "최고 영화", "최악 최악 없는말 영화 최고"}) {
    const EncodedText encoded = classifier.encode(text);
    const ForwardPass pass = classifier.forward(encoded.rows);
    require(pass.logits.size() == labels, "every label has a logit");
    require(classifier.probabilities(pass.logits).size() == labels, "and a probability");
  }
  return true;
}

/// Makes the checksum over the numbers (cnn_file.h) hold again, if they can be read.
void mend_numbers_sha256(const ScratchFile& file) {
  Sha256 sum;
  try {
    const Hdf5Reader reader(file.path(), SealCheck::kNone);
    const std::uint64_t multi_label = reader.read_number_attribute("multi_label");
    sum.add(std::as_bytes(std::span(&multi_label, 1)));
    add_rows(sum, reader.read_vectors("/embedding"));
    for (const std::string& width : reader.read_names("/convolutions")) {
      add_rows(sum, reader.read_vectors("/convolutions/" + width + "/weight"));
      add_rows(sum, reader.read_vectors("/convolutions/" + width + "/bias"));
    }
    add_rows(sum, reader.read_vectors("/output/weight"));
    add_rows(sum, reader.read_vectors("/output/bias"));
  } catch (const Error&) {
    return;
  }
  set_text_attribute(file, "numbers_sha256", sum.hex());
}

void mend_checksums(const ScratchFile& file) {
  mend_strings_sha256(file);
  mend_numbers_sha256(file);
}

const ModelFiles& files() {
  static const ModelFiles files{bytes_written_by(save_small_cnn),
                                bytes_written_by(save_small_checkpoint),
                                {kAttributes, kDatasets},
                                mend_checksums,
                                classifies};
  return files;
}

}  // namespace

void fuzz_cnn_bytes(Bytes input) {
  fuzz_bytes_of(files(), input);
}

void fuzz_cnn_content(Bytes input) {
  fuzz_content_of(files(), input);
}

}  // namespace t2v::fuzzing
