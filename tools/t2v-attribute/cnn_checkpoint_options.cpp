#include "cnn_checkpoint_options.h"

#include <fmt/format.h>

#include "command/checkpoint_interval.h"
#include "command/command.h"
#include "command/recorded_options.h"
#include "text/error.h"

namespace t2v {

void CnnCheckpointOptions::add_to(CommandLine& command_line, CnnTrainRequest* request) {
  command_line.add_text(
      "checkpoint", "FILE",
      "keep the state of the training here, to --resume it; a classifier like others",
      &request->checkpoint);
  command_line.add_text(
      "checkpoint-every", "TIME",
      fmt::format("a time such as 30s, 10min or 2h, or a share of --epochs such as 5% (default {})",
                  every_),
      &every_);
  command_line.add_text("resume", "FILE",
                        "go on from this checkpoint of the same CORPUS and LABELS; other options "
                        "come from it",
                        &request->resume);
}

void CnnCheckpointOptions::read(const CommandLine& command_line, CnnTrainRequest* request) const {
  request->checkpoint_interval = read_checkpoint_interval("checkpoint-every", every_);
  if (command_line.given("checkpoint-every") && request->checkpoint.empty()) {
    throw UsageError("--checkpoint-every needs --checkpoint");
  }
}

void take_recorded_options(const CommandLine& command_line, CnnTrainRequest* request) {
  request->origin = read_cnn_checkpoint_origin(request->resume);
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
