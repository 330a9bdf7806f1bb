#include "cnn_resumed_options.h"

#include <fmt/format.h>

#include "command/recorded_options.h"
#include "text/error.h"

namespace t2v {

void open_checkpoint(const CommandLine& command_line, CnnTrainRequest* request) {
  request->origin = read_cnn_checkpoint_origin(request->resume);
  request->input.recall(
      command_line, RecordedOptions(command_line, request->origin->options_json, request->resume));
}

void take_recorded_options(const CommandLine& command_line, CnnTrainRequest* request) {
  const RecordedOptions options(command_line, request->origin->options_json, request->resume);
  CnnTrainingOptions& training = request->training;
  options.take("tokenizer", &request->tokenizer.name);
  options.take("embeddings", &request->embeddings);
  options.take("min-count", &request->vocabulary.min_count);
  options.take("max-vocab", &request->vocabulary.max_vocab);
  options.take("dim", &training.dim);
  options.take("widths", &training.widths);
  options.take("filters", &training.filters);
  options.take("dropout", &training.dropout);
  options.take("epochs", &training.epochs);
  options.take("batch", &training.batch);
  options.take("lr", &training.learning_rate);
  options.take("decay", &training.decay);
  options.take("held-out", &training.held_out);
  options.take("patience", &training.patience);
  options.take("class-balance", &training.class_balance);
  options.take("multi-label", &training.multi_label);
  options.take("seed", &training.seed);
  try {
    training.validate();
  } catch (const Error& error) {
    throw Error(fmt::format("{}: options: {}", request->resume, error.what()));
  }
  options.require_same(options_json(*request), {});
}

}  // namespace t2v
